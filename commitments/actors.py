"""Name who promises, when the clause says so."""

import re

from commitments.pages import Page
from commitments.promises import Promise

_LONGEST = 80


def actor(page: Page, promise: Promise) -> str | None:
    """The body or officer that is the subject of the promise, as the text names it; None when the clause names none."""
    subject = page.text[promise.start : promise.cue[0]].strip(" ,;:")
    if not subject or len(subject) > _LONGEST:
        return None
    match = page.words("body_word").match(re.sub(r"^(?:the|that|its|our)\s+", "", subject, flags=re.IGNORECASE))
    return re.sub(r"\s+", " ", match.group()).strip() if match else None

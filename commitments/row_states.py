"""Tell from a cell of a plan's row that its action is over: done, dropped, or put off."""

import re
from datetime import date

from commitments.deadlines import find_deadlines
from commitments.due import names_year
from records.findings import Deadline
from records.topics import Topic

# What may follow the word: a stop, or when and why. "Delivered by the youth team", "Closed cases team" name an owner.
_AFTER = re.compile(
    r"\s*(?:$|[^\w\s&]|\d|(?:in|on|at|since|during|early|late|last|and|as|because|due to|pending|following|until"
    r"|jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*)\b)",
    re.IGNORECASE,
)
_BY = re.compile(r"\s+by\s", re.IGNORECASE)  # "Completed by 31 March": over once that day is past


def tells_over(topic: Topic, cell: str, published: date | None) -> bool:
    """Whether a cell begins with a word for what is over, and names no day still to come ("Complete by March")."""
    for name in ("row_over", "tracker_done"):
        over = topic.words[name].match(cell)
        if over is None or not (_AFTER.match(cell, over.end()) or _BY.match(cell, over.end())):
            continue
        times = find_deadlines(cell, published)
        ahead = any(_is_ahead(time.deadline, published) for time in times)
        return not ahead and bool(times or not _BY.match(cell, over.end()))
    return False


def _is_ahead(time: Deadline, published: date | None) -> bool:
    """Whether a time is to come; one without its year ("14 May") may as well be past."""
    return time.end is not None and published is not None and time.end > published and names_year(time.text)

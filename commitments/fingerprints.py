"""Fingerprints: names of findings that a second extraction of the same text gives again."""

import hashlib
import re
import unicodedata
from datetime import date

_BROKEN_WORD = re.compile(r"(?<=\w)[-‐\xad]\s*\n\s*(?=[a-z])")
_NOT_WORDS = re.compile(r"[^\w£%]+")
_SHORT = 4  # words


def unbroken(text: str) -> str:
    """The text with words broken at a line's end put together again, and odd characters in their usual form."""
    return _BROKEN_WORD.sub("", unicodedata.normalize("NFKC", text))


def plain_words(text: str) -> str:
    """The words of a quotation alone: line breaks joined, case, spaces and punctuation folded.

    >>> plain_words("130 mainstream house-\\nholds,  by 31 March")
    '130 mainstream households by 31 march'
    """
    return _NOT_WORDS.sub(" ", unbroken(text).casefold()).strip()


def fingerprint(council: str | None, quote: str, published: date | None, row: str = "", nth: int = 0) -> str:
    """Sixteen hexadecimal digits made from council, words of the quotation and day.

    The paper is left out on purpose: a single paper and the agenda pack that holds it make one statement. A quotation
    too short to be told from others ("22%") is told by the `row` it stands in; `nth` tells two findings of a page with
    one quotation apart.
    """
    words = plain_words(quote)
    if len(words.split()) < _SHORT:
        words = f"{words}\x1f{plain_words(row)}"
    parts = (council or "", words, published.isoformat() if published else "", *([str(nth)] if nth else []))
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def commitment_id(earliest: str) -> str:
    """A commitment's id, from the fingerprint of its earliest mention; later mentions do not change it."""
    return f"c-{earliest[:12]}"

"""How a formal decision, a recommendation and the next agenda item begin."""

import re
from functools import lru_cache

_BODY = (
    r"(?:(?:the )?(?:\w+ ){0,4}?"
    r"(?:(?:sub-?)?committee|cabinet|council|board|panel|members|forum|executive|commission|meeting|group|trustees))"
)
RESOLVED = re.compile(
    rf"(?:[A-Z]{{5,}} ?/ ?)?(?:it (?:was|is) |{_BODY} |I |we )?"
    r"(?:also |then |further |unanimously |therefore |hereby )*"
    r"(?:resolved|ordered|agreed|(?:resolves?|agrees?)(?=\s*(?:$|[:–—-])))\b"
    r"(?=\s*(?:$|[:;–—-]|that\b|to\b|\(|[a-z]\)|\d\)|unanimously|by\b))"
    r"|RESOLVED\b|AGREED\b|ORDERED\b|(?:key )?decisions?(?: made| taken)?\s*(?::|$)|resolutions?\s*(?::|$)"
    r"|(?:key )?decisions? (?:made|taken)\b",
    re.IGNORECASE,
)
RECOMMENDED = re.compile(
    r"(?:the )?(?:officers?['’]? |proposed |key |final )?recommendations?(?: made| for decision| to \w+)?\s*"
    r"(?:\(s\))?\s*(?:\d+\s*)?(?::|$|[–—-]|that\b)"
    r"|RECOMMENDED\b|it (?:is|was) (?:therefore )?recommended\b"
    r"|(?:that )?(?:the )?(?:\w+ ){1,4}(?:is|are) (?:asked|recommended|invited|requested) to\b.{0,40}:?\s*$",
    re.IGNORECASE,
)

# One of these stands in all that begins a decision or an advice.
_SIGNS = ("resol", "agree", "order", "decision", "recommend", "advised", "asked", "invited", "requested")


@lru_cache(maxsize=128)  # what is asked of each unit, and of its leads
def may_decide(words: str) -> bool:
    """A quick look at whether a decision or an advice can begin or end with some words."""
    small = words.lower()
    return any(sign in small for sign in _SIGNS)


_ITEM_NUMBER = re.compile(r"(?:^|\n)[ \t]*\d{1,3}[.)]?\s+\Z")


def opens_item(text: str, start: int, words: str) -> bool:
    """Whether the numbered line at an offset is the title of an agenda item ("4. Performance Report Quarter 3"), which
    ends what "3. Minutes of Previous Meeting" began."""
    return (
        len(words.split()) < 15
        and words[:1].isupper()
        and words[-1] not in ".;,:"
        and _ITEM_NUMBER.search(text, max(0, start - 12), start) is not None
    )


_NUMBERING = re.compile(r"[\W\d]+")


def label_of(words: str) -> str:
    """The words of a heading without the numbering before them and the stops after them."""
    opening = _NUMBERING.match(words)
    start, end = opening.end() if opening else 0, len(words)
    while end > start and (words[end - 1] in ":.–—-" or words[end - 1].isspace()):
        end -= 1
    return words[start:end]

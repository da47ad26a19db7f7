"""Read lists of sums under a line that opens them: "to take £2.8m out, as follows:", then each saving with its sum."""

import re
from collections.abc import Iterator

from commitments.pages import Page
from commitments.promises import Promise
from commitments.sentences import Sentence
from commitments.settings import Setting

_SUM = r"£[\d,.]*\d ?(?:k|m|million|bn)?\b\)?"
_END = r"(?:[;.,]?(?: and)?)[ \t\xa0]*$"
# A line or item that ends in its sum: after dots or a gap, a comma, a dash or a colon, or in brackets.
_ROW = re.compile(
    r"[ \t\xa0]*(?:(?:\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]|[•·▪●–-])[ \t\xa0]+)?(?P<row>[A-Za-z][^\n|]{7,300}?"
    r"(?:[ \xa0]*\.{4,}[ \xa0]*|[ \xa0]{3,}|,[ \xa0]|[ \xa0][–—-][ \xa0]|:[ \xa0]|[ \xa0]\()"
    rf"{_SUM}){_END}",
    re.IGNORECASE | re.MULTILINE,
)
# The end of such a line: few lines have it, and only they are read.
_SUM_LAST = re.compile(_SUM + _END, re.IGNORECASE | re.MULTILINE)
_LEAD = re.compile(
    r"\b(?:savings?|efficienc\w+|reduc\w+|mitigat\w+|economies|cuts?|tak(?:e|en|ing)\s+(?:\S+\s+)?out|sav(?:e|ing)|propos\w+"
    r"|growth|invest\w*|additions?|allocat\w+|recovery)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:delivered|achieved|made in|been (?:spent|made|saved|taken|found|due|cut)|outturn"
    r"|(?:over|under)spen\w+|variances?|arose|pressures? (?:of|are|were)"
    r"|was|were|had|reduced|last year|government cuts"
    r"|not (?:be )?(?:pursued|recommended|supported|proposed)|rejected|withdrawn)\b",
    re.IGNORECASE,
)
_LEAST = 2  # rows that make a list


def find_led_sums(page: Page) -> Iterator[Promise]:
    """Every row of such a list, when what opens it speaks of savings or of money to be added and of none before."""
    if ":\n" not in page.text or "£" not in page.text:
        return
    lines = ((page.text.rfind("\n", 0, last.start()) + 1, last.end()) for last in _SUM_LAST.finditer(page.text))
    rows = [row for start, end in lines if (row := _ROW.match(page.text, start, end))]
    at = 0
    while at < len(rows):
        stop = at + 1
        while stop < len(rows) and not page.text[rows[stop - 1].end() : rows[stop].start()].strip():
            stop += 1
        if stop - at >= _LEAST and _is_planned(page.text[: rows[at].start()].rstrip()):
            yield from (_promise(page, *row.span("row")) for row in rows[at:stop])
        at = stop


def _is_planned(above: str) -> bool:
    if not above.endswith(":"):
        return False
    opener = above[above.rfind("\n\n") + 1 :]
    return _LEAD.search(opener) is not None and _TOLD.search(opener) is None


def _promise(page: Page, start: int, end: int) -> Promise:
    return Promise(
        start=start,
        end=end,
        cue=(start, start),
        strength="planned",
        rule="led sum",
        setting=Setting(unit=Sentence(start=start, end=end, form="bullet"), part="plan", heading=page.title),
    )

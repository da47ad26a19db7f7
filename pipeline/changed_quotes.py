"""What became of the quotations of an older version: the same words with another figure, reworded, or gone."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from pipeline.version_diff import Unit, aligned, likeness, units
from records.findings import Observation, Statement
from records.papers import Page
from records.versions import ChangedQuote

_NUMBER_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozen "
    "half quarter third january february april june july august september october november december spring summer "
    "autumn winter"
)
# "May" and "March" only as written for months: "may" is a verb.
_FIGURE = rf"[£$€]?\d[\w.,:]*(?<![.,:])%?|\b(?i:{'|'.join(_NUMBER_WORDS.split())})\b|\b(?:May|March|Q[1-4])\b"
# A date or a number of several words is one figure, so that "June 2022" can stand for "31 March 2022".
_TOKEN = re.compile(rf"(?P<figure>(?:{_FIGURE})(?:(?:\s+|\s?[-–/]\s?)(?:and\s+)?(?:{_FIGURE}))*)|\w+(?:['’-]\w+)*|\|")

_NEARLY = 0.75  # of the characters
_MOST_ADDED = 500  # a wholly new paper is not searched for what was moved

_TYPES: dict[type[Statement] | type[Observation], str] = {Statement: "statement", Observation: "observation"}
Found = tuple[int, Statement | Observation]  # the page it stands on, and the finding


@dataclass(frozen=True, slots=True)
class _Token:
    page: int
    start: int
    end: int
    text: str
    figure: bool

    @property
    def key(self) -> str:
        return "\0" if self.figure else self.text.casefold()


def changed_quotes(old: Sequence[Page], new: Sequence[Page], found: Iterable[Found]) -> tuple[ChangedQuote, ...]:
    """The findings of the older version that stand otherwise in the newer: changed figures first, statements before
    observations, then in the order of the text. Observations that were only reworded or are gone are left out: a
    report of last quarter's figures always goes."""
    became = _became(units(old), units(new))
    new_texts = {page.number: page.text for page in new}
    everything = " ".join(" ".join(page.text.split()) for page in new).casefold()
    changed = []
    for page, one in found:
        change = _change(page, one, became, new_texts, everything)
        if change and (change.how == "figure" or change.type == "statement"):
            changed.append(change)
    return tuple(sorted(changed, key=lambda one: (one.how != "figure", one.type != "statement")))


@dataclass(frozen=True, slots=True)
class _Became:
    """The tokens of an old page that stand somewhere in the new paper, each with what it became; and the units."""

    token: _Token
    now: _Token | None
    unit: Unit | None


def _became(old: Sequence[Unit], new: Sequence[Unit]) -> dict[int, list[_Became]]:
    found: dict[int, list[_Became]] = {}
    pairs = [pair for _, _, pair in aligned(old, new)]
    added = [after for before, after in pairs if before is None and after is not None]
    for before, after in pairs:
        if before is not None:
            found.setdefault(before.page, []).extend(_mapped(before, after or _moved(before, added)))
    return found


def _moved(before: Unit, added: Sequence[Unit]) -> Unit | None:
    """The added unit that says nearly what a removed one said: moved to another place, and changed on the way."""
    if len(added) > _MOST_ADDED:
        return None
    alike = [likeness(before, after) for after in added]
    return added[alike.index(max(alike))] if alike and max(alike) >= _NEARLY else None


def _mapped(before: Unit, after: Unit | None) -> Iterator[_Became]:
    a, b = list(_tokens(before)), list(_tokens(after)) if after else []
    now: dict[int, int] = {}
    for block in SequenceMatcher(
        None, [one.key for one in a], [one.key for one in b], autojunk=False
    ).get_matching_blocks():
        now |= {block.a + step: block.b + step for step in range(block.size)}
    for at, token in enumerate(a):
        yield _Became(token, b[now[at]] if at in now else None, after)


def _tokens(unit: Unit) -> Iterator[_Token]:
    for match in _TOKEN.finditer(unit.text):
        start = unit.start + match.start()
        yield _Token(unit.page, start, unit.start + match.end(), match[0], match["figure"] is not None)


def _change(
    page: int, one: Statement | Observation, became: dict[int, list[_Became]], texts: dict[int, str], everything: str
) -> ChangedQuote | None:
    mapped = [row for row in became.get(page, ()) if row.token.start < one.end and row.token.end > one.start]
    then = [row.token for row in mapped]
    now = [row.now for row in mapped if row.now is not None]
    facts = {"type": _TYPES[type(one)], "measure": one.measure, "before": one.quote, "before_page": page}
    if mapped and len(now) == len(then) and _unbroken(now, texts):
        figures = tuple(
            (a.text, b.text) for a, b in zip(then, now, strict=True) if a.text.casefold() != b.text.casefold()
        )
        if not figures:
            return None
        after = texts[now[0].page][now[0].start : now[-1].end]
        return ChangedQuote(**facts, how="figure", after=after, after_page=now[0].page, figures=figures)  # type: ignore[arg-type]
    if " ".join(one.quote.split()).casefold() in everything:
        return None  # it only moved
    unit = next((row.unit for row in mapped if row.unit is not None), None)
    if unit is None:
        return ChangedQuote(**facts, how="gone")  # type: ignore[arg-type]
    return ChangedQuote(**facts, how="words", after=unit.text, after_page=unit.page)  # type: ignore[arg-type]


def _unbroken(now: Sequence[_Token], texts: dict[int, str]) -> bool:
    """Whether these tokens stand side by side, on one page, with no other word between them."""
    first, last = now[0], now[-1]
    if first.page != last.page or any(b.start < a.end for a, b in pairwise(now)):
        return False
    between = texts[first.page]
    return not any(_TOKEN.search(between[a.end : b.start]) for a, b in pairwise(now))

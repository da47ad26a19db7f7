"""Read a text as if its hyphenated line ends were joined and its longest rows of dots and spaces cut short, and still
know where each word stands."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

_WRAP = re.compile(r"-(?<=[A-Za-z]-)[ \t\xa0]*\r?\n[ \t\xa0]*(?=[a-z])")
# Rows of one sign that say nothing; patterns that try each place of a row would take seconds over twenty thousand dots.
_SAYS_NOTHING = " \t\xa0._-–—=*…•·"
_LONGEST_ROW = 200
_LONG_ROWS = tuple(sign * _LONGEST_ROW for sign in _SAYS_NOTHING)
_WRAP_OR_ROW = re.compile(
    "|".join([_WRAP.pattern, *(f"(?<={re.escape(row)}){re.escape(row[0])}+" for row in _LONG_ROWS)])
)


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """`text` without hyphenated line ends and endless rows; `place` and `joined` turn its offsets into the page's and
    back."""

    text: str
    _cuts: tuple[int, ...] = ()  # offsets in the joined text from which on ...
    _shifts: tuple[int, ...] = (0,)  # ... so many characters had been taken out

    def place(self, offset: int) -> int:
        """The offset on the page of an offset in the joined text (a start)."""
        return offset + self._shifts[bisect_right(self._cuts, offset)]

    def end_place(self, offset: int) -> int:
        """The offset on the page at which a stretch ending here in the joined text ends."""
        return self.place(offset - 1) + 1 if offset else 0

    def joined(self, offset: int) -> int:
        """The offset in the joined text of an offset on the page."""
        for cut, shift, before in zip(
            reversed(self._cuts), reversed(self._shifts), reversed(self._shifts[:-1]), strict=False
        ):
            if offset >= cut + shift:
                return offset - shift
            if offset >= cut + before:
                return cut
        return offset


@lru_cache(maxsize=16)
def unwrap(text: str) -> Unwrapped:
    """The text with words broken at a line's end put together again, and rows of one sign cut after 200 of them."""
    taken_out = _WRAP_OR_ROW if any(row in text for row in _LONG_ROWS) else _WRAP
    pieces, cuts, shifts = [], [], [0]
    at = removed = 0
    for wrap in taken_out.finditer(text):
        pieces.append(text[at : wrap.start()])
        removed += wrap.end() - wrap.start()
        at = wrap.end()
        cuts.append(at - removed)
        shifts.append(removed)
    if not cuts:
        return Unwrapped(text)
    return Unwrapped("".join(pieces) + text[at:], tuple(cuts), tuple(shifts))

"""A page as a reader sees it: words and ruling lines with their places, in points from the top left corner."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Word:
    """A run of letters without a space. `wrapped`: a hyphen at the line's end was taken off it."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    wrapped: bool = False
    bold: bool = False  # known for the first word of a line only

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """The height of its font's line."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruling line. For a horizontal one `at` is its distance from the top, for a vertical one from the left."""

    at: float
    start: float
    end: float


@dataclass(slots=True, kw_only=True)
class PageContent:
    """Everything on one page. `pictured` is the share of the page that images cover (0 to 1)."""

    width: float
    height: float
    words: list[Word]
    horizontals: list[Rule] = field(default_factory=list)
    verticals: list[Rule] = field(default_factory=list)
    pictured: float = 0.0
    drawn: int = 0  # drawn shapes: text turned into outlines is thousands of them


@dataclass(slots=True)
class Line:
    """Words side by side on one visual line, close enough to be one phrase; or a whole table, in its place."""

    left: float
    top: float
    right: float
    bottom: float
    words: list[Word]
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join([word.text for word in self.words])

    @property
    def height(self) -> float:
        """The tallest word's."""
        return self.bottom - self.top

    @property
    def wrapped(self) -> bool:
        """A hyphen was taken off its end."""
        return bool(self.words) and self.words[-1].wrapped


def line_of(words: list[Word]) -> Line:
    """One line of the words, which are in order."""
    if len(words) == 1:
        word = words[0]
        return Line(word.left, word.top, word.right, word.bottom, words)
    return Line(
        left=words[0].left,
        top=min([word.top for word in words]),
        right=max([word.right for word in words]),
        bottom=max([word.bottom for word in words]),
        words=words,
    )

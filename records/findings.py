"""What is found in a page of text: statements and observations, each with its exact place."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

Kind = Literal["target", "action", "funding"]
Strength = Literal["resolved", "committed", "planned", "hoped"]
STRENGTHS: tuple[Strength, ...] = get_args(Strength)  # the strongest first
Change = Literal["increase_by", "decrease_by", "reach", "at_least", "at_most", "maintain", "ratio", "none"]
Precision = Literal["day", "month", "quarter", "season", "year", "financial_year", "academic_year", "relative"]
Rag = Literal["red", "amber", "green"]
SourceKind = Literal[
    "report", "agenda", "pack", "minutes", "item", "issue", "decision", "plan", "article", "press_release", "other"
]
COUNCIL_KINDS: frozenset[SourceKind] = frozenset(get_args(SourceKind)) - {"article", "press_release", "other"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One page of a paper with what is known of the paper: the extractor's whole input.

    `published` is the day every relative date is counted from; None means nothing may be guessed from it.
    """

    text: str
    published: date | None = None
    council: str | None = None  # the council's name or slug, for telling its own figures from others'
    body: str | None = None
    title: str | None = None
    kind: SourceKind = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """When a statement is due. `end` is the last day on which it could still be kept, None when unknown."""

    text: str
    start: date | None = None
    end: date | None = None
    precision: Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence by or for a public body that can later be checked; `text[start:end] == quote`.

    Values are plain numbers: money in pounds, percentages as 60 (not 0.6), a ratio's first share.
    `measure` is an id of the topic pack ("other" when none fits).
    """

    quote: str
    start: int
    end: int
    kind: Kind
    strength: Strength
    measure: str
    change: Change = "none"
    value: float | None = None
    value_high: float | None = None
    unit: str | None = None
    value_text: str | None = None
    baseline: float | None = None
    deadline: Deadline | None = None
    actor: str | None = None
    net: bool = False
    bound: str | None = None
    recurring: str | None = None
    conditional: bool = False
    rule: str  # the name of the rule that found it
    trigger: str  # the words that made the rule fire


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """A reported figure that could show progress on a measure; `text[start:end] == quote`."""

    quote: str
    start: int
    end: int
    measure: str
    value: float | None = None
    value_high: float | None = None
    unit: str | None = None
    value_text: str | None = None
    as_of: date | None = None
    target: float | None = None
    rag: Rag | None = None
    basis: Literal["level", "flow", "forecast"] = "level"
    self_reported: bool = True
    rule: str
    trigger: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Everything found in one passage, in the order of the text."""

    statements: tuple[Statement, ...] = ()
    observations: tuple[Observation, ...] = ()

"""What is followed through time: mentions and sightings, commitments with their drift, evidence, status and reviews."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from records.findings import Change, Deadline, Kind, Observation, SourceKind, Statement, Strength

Relation = Literal["slipped", "strengthened", "weakened", "replaced"]
Bearing = Literal["progress", "met", "missed", "context"]
Status = Literal["met", "missed", "superseded", "overdue_unknown", "due_soon", "open", "no_evidence"]
ReviewKind = Literal["confirm", "dismiss", "merge", "split", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The page of a paper on which something stands, with what is known of the paper."""

    paper: str  # the paper's id
    page: int = 1
    sha256: str | None = None  # of the version read
    title: str | None = None
    url: str | None = None
    body: str | None = None
    published: date | None = None
    council: str | None = None  # slug
    former: str | None = None  # slug of the abolished council whose paper it is, when `council` is its successor
    kind: SourceKind = "other"
    issue: str | None = None  # ModernGov issue id: the same matter across meetings


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """The text of one page: where completion reports and silence are looked for."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """The same words once more, where they stand: in a pack, in the printed minutes, in the next meeting's papers."""

    place: Place
    quote: str
    start: int
    end: int
    fingerprint: str | None = None  # of the mention or sighting there


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One statement where it stands first. `sentence` is the sentence, list item or table row that holds the quotation,
    `around` the same with its neighbours, `also_at` the other places of the same words."""

    statement: Statement
    place: Place
    fingerprint: str
    sentence: str = ""
    around: str = ""
    also_at: tuple[Copy, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Its fingerprint and those of its copies."""
        return (self.fingerprint, *(copy.fingerprint for copy in self.also_at if copy.fingerprint))

    @property
    def places(self) -> tuple[Place, ...]:
        """Where it stands, its first place before its copies'."""
        return (self.place, *(copy.place for copy in self.also_at))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One observation where it stands; the fields are those of `Mention`."""

    observation: Observation
    place: Place
    fingerprint: str
    sentence: str = ""
    around: str = ""
    also_at: tuple[Copy, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackerRow:
    """One row of a council's own tracker of actions, recommendations or decisions."""

    place: Place
    action: str  # what was to be done, in the tracker's words
    state: str  # what the tracker says of it
    row: str  # the whole row as it stands on the page
    start: int = 0
    end: int = 0
    owner: str | None = None
    due: str | None = None  # as the tracker words it


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """A changed number or date: the two dated quotations side by side, and how the later differs."""

    relation: Relation
    earlier: str  # id of the commitment that was replaced
    later: str  # id of the commitment that replaces it
    before: Mention
    after: Mention
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Something reported that bears on a commitment: a figure, a sentence that says it is done, or a tracker's row."""

    source: Literal["figure", "report", "tracker"]
    bearing: Bearing
    self_reported: bool
    why: str
    quote: str
    start: int
    end: int
    place: Place
    as_of: date | None = None  # the day the figure stands for; the day of publication for reports
    fingerprint: str | None = None  # of the sighting, for figures
    observation: Observation | None = None
    also_at: tuple[Copy, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """One promise of one council through time. The slots are those of its strongest, then fullest mention; mentions
    stand in order of publication, evidence in order of its day."""

    id: str
    aliases: tuple[str, ...] = ()  # ids it would have if its earliest mentions were not known
    council: str | None
    kind: Kind
    strength: Strength
    measure: str
    change: Change = "none"
    value: float | None = None
    value_high: float | None = None
    unit: str | None = None
    value_text: str | None = None
    baseline: float | None = None
    aim: float | None = None  # the level at which it is kept: the number itself, or so many more than where it started
    deadline: Deadline | None = None
    mentions: tuple[Mention, ...]
    drift: tuple[Drift, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    notes: tuple["Review", ...] = ()
    confirmed: bool = False

    @property
    def superseded_by(self) -> Drift | None:
        """The drift that replaced this commitment by a later one; the first when there are several."""
        return next((drift for drift in self.drift if drift.earlier == self.id), None)

    @property
    def supersedes(self) -> Drift | None:
        """The drift by which this commitment replaced an earlier one."""
        return next((drift for drift in self.drift if drift.later == self.id), None)

    @property
    def published(self) -> date | None:
        """The day of its earliest dated mention."""
        return min((m.place.published for m in self.mentions if m.place.published), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A commitment's status on a day, the sentence that says why, and what it stands on."""

    status: Status
    reason: str
    as_of: date
    stands_on: tuple[Evidence, ...] = ()
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A mention a review speaks of, with enough of it to be found again when its fingerprint has changed."""

    fingerprint: str
    council: str | None = None
    published: date | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A person's judgement: confirm, dismiss or note one mention or more; merge all; split the first from the rest."""

    kind: ReviewKind
    anchors: tuple[Anchor, ...]
    who: str
    when: date
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A local news story tied to the paper it reports, read either way; `why` names what they share."""

    story: str  # paper id of the article or press release
    paper: str  # paper id of the report, item or minutes
    sure: float  # 0 to 1
    why: str

"""The words ModernGov prints around its content, in English and Welsh: labels, headings, states, kinds of documents."""

import re
from typing import Literal

from crawler.parsers.addresses import parameter

Part = Literal["minutes", "decision", "documents"]
Kind = Literal["report", "agenda", "pack", "minutes", "decision", "other"]

_LABELS: dict[str, Part] = {
    "minutes": "minutes",
    "draft minutes": "minutes",
    "cofnodion": "minutes",
    "cofnodion drafft": "minutes",
    "decision": "decision",
    "decisions": "decision",
    "penderfyniad": "decision",
    "penderfyniadau": "decision",
    "additional documents": "documents",
    "supporting documents": "documents",
    "accompanying documents": "documents",
    "documents": "documents",
    "dogfennau": "documents",
    "dogfennau ychwanegol": "documents",
    "dogfennau ategol": "documents",
    "dogfennau sy'n cyd-fynd": "documents",
}
_DRAFT = re.compile(r"\bdd?raff?t\b", re.IGNORECASE)
_MINUTES = re.compile(r"\b(?:minutes|ch?ofnodion)\b", re.IGNORECASE)
_AGENDA = re.compile(r"\b(?:agendas?|rhaglen)\b", re.IGNORECASE)
_DECISIONS = re.compile(r"\b(?:decisions?|ph?enderfyniad(?:au)?)\b", re.IGNORECASE)
_CANCELLED = re.compile(r"\b(?:cancell?ed\b|(?:c|g|ch)ansl(?:o|wyd|ad))", re.IGNORECASE)
_CANCELLED_AROUND = re.compile(r"^[\s(\[*]*cancell?ed[\s)\]*:,–-]+|[\s(\[*:,–-]+cancell?ed[\s)\]*]*$", re.IGNORECASE)

# T= of a document address says what a meeting-level file is; without it the first words of its name do.
_BY_PARAMETER: dict[str, Kind] = {"0": "agenda", "10": "pack", "1": "minutes", "2": "decision"}
_BY_NAME: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"(public )?(reports|agenda reports|document) pack|supplement|late (item|paper|report)", re.I), "pack"),
    (re.compile(r"(addendum|agenda update|additional (papers|documents)|pecyn)", re.I), "pack"),
    (re.compile(r"(agenda front ?sheet|front ?sheet|printed agenda|agenda|rhaglen|taflen flaen)\b", re.I), "agenda"),
    (re.compile(r"(printed |draft )*(minutes|cofnodion)\b", re.I), "minutes"),
    (re.compile(r"(printed )?(decisions?|penderfyniadau)\b", re.I), "decision"),
)


def part(label: str) -> Part | None:
    """Which part of an item a label opens; None for a label of the council's own ("Reasons:")."""
    return _LABELS.get(label.strip().rstrip(":").strip().lower().replace("’", "'"))


def is_cancelled(status: str | None) -> bool:
    """Whether a printed state says the meeting is not held: "Cancelled", "Confirmed; CANCELLED", "Wedi'i ganslo"."""
    return bool(status and _CANCELLED.search(status))


def without_state(committee: str | None) -> str | None:
    """A committee's name without "CANCELLED" before or after it."""
    return _CANCELLED_AROUND.sub("", committee).strip() or None if committee else None


def names_agenda(heading: str | None) -> bool:
    """Whether a heading or state ("Agenda and draft minutes") names an agenda."""
    return bool(heading and _AGENDA.search(heading))


def names_minutes(heading: str | None) -> bool:
    """Whether a heading or state names minutes, draft or final."""
    return bool(heading and _MINUTES.search(heading))


def names_decisions(heading: str | None) -> bool:
    """Whether a heading or state names decisions."""
    return bool(heading and _DECISIONS.search(heading))


def final(heading: str | None) -> bool | None:
    """Whether the minutes a heading names are final; None when it names none."""
    return not _DRAFT.search(heading or "") if names_minutes(heading) else None


def meeting_document_kind(title: str, url: str) -> Kind:
    """What a meeting-level file is: by its T parameter, else by the words its title begins with."""
    by_parameter = _BY_PARAMETER.get(parameter(url, "T") or "")
    if by_parameter:
        return by_parameter
    return next((kind for words, kind in _BY_NAME if words.match(title)), "other")

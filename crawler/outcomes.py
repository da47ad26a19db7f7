"""How a source ends: one outcome from what was counted and what failed. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from records.sources import Outcome

# entry: the pages everything begins with; listing: one list among several; meeting, paper: followed and asked for;
# optional: a channel a site may well not have.
What = Literal["entry", "listing", "meeting", "paper", "optional"]

# When nothing could be entered, the failure that says most about why stands for all.
_TELLING: tuple[Outcome, ...] = (
    "fault",
    "robots",
    "blocked",
    "tls",
    "moved",
    "timeout",
    "server_error",
    "not_platform",
    "empty",
)
_REFUSED = frozenset({401, 402, 403, 405, 406, 407, 429, 451})
_KEPT_FAILURES = 20  # examples in a report


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Something asked for and not obtained, with the sentence that says why."""

    what: What
    outcome: Outcome
    url: str
    reason: str
    status: int | None = None
    first_bytes: str | None = None


@dataclass(slots=True)
class Tally:
    """What one source's run counts as it goes."""

    counts: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    channels: dict[str, Outcome] = field(default_factory=dict)  # what a check found of each
    entered: bool = False  # a list of committees or meetings was obtained through some channel
    fault: Exception | None = None  # our own program's: the spider ended there

    def fail(self, failure: Failure) -> None:
        """Note something not obtained."""
        self.failures.append(failure)
        self.counts[f"{failure.what}_failed"] += 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    """A source's one outcome in a run, a sentence for it, and the evidence."""

    outcome: Outcome
    reason: str | None = None
    evidence: dict[str, Any] | None = None


def conclude(tally: Tally, *, known_meetings: int = 0) -> Conclusion:
    """The outcome of a run over one source.

    `ok` and `empty` are good ends; `empty` means that the site works and neither it nor the archive knows a meeting.
    `partial`: a list, or a followed meeting or paper, was asked for and not obtained. `fault`: our own program failed,
    which says nothing of the site. Anything else: nothing could be entered, and the outcome says why. Optional channels
    never lower an outcome.
    """
    evidence = _evidence(tally)
    if tally.fault is not None:
        reason = f"councilwatch itself failed with {type(tally.fault).__name__}: {tally.fault}"
        return Conclusion(outcome="fault", reason=reason, evidence=evidence)
    if not tally.entered:
        entries = [failure for failure in tally.failures if failure.what == "entry"]
        worst = min(entries, key=lambda failure: _TELLING.index(failure.outcome), default=None)
        if worst is None:
            return Conclusion(outcome="timeout", reason="the run ended before the site was entered", evidence=evidence)
        outcome: Outcome = "not_platform" if worst.outcome == "empty" else worst.outcome
        return Conclusion(outcome=outcome, reason=worst.reason, evidence=evidence)
    lost = [failure for failure in tally.failures if failure.what in ("listing", "meeting", "paper")]
    if lost:
        words = {"listing": "list", "meeting": "meeting", "paper": "paper"}
        numbers = Counter(words[failure.what] for failure in lost)
        said = ", ".join(f"{number} {word}{'s' if number > 1 else ''}" for word, number in numbers.items())
        return Conclusion(outcome="partial", reason=f"{said} not obtained: {lost[0].reason}", evidence=evidence)
    if not tally.counts["meetings_listed"] and not known_meetings:
        return Conclusion(outcome="empty", reason="the site lists no meetings", evidence=evidence)
    return Conclusion(outcome="ok", evidence=evidence)


def _evidence(tally: Tally) -> dict[str, Any] | None:
    failures = [
        {"what": failure.what, "outcome": failure.outcome, "url": failure.url, "reason": failure.reason}
        | ({"status": failure.status} if failure.status is not None else {})
        | ({"first_bytes": failure.first_bytes} if failure.first_bytes else {})
        for failure in _by_weight(tally.failures)
    ]
    if not failures and not tally.warnings:
        return None
    return {"failures": failures[:_KEPT_FAILURES], "warnings": tally.warnings[:_KEPT_FAILURES]}


def _by_weight(failures: Iterable[Failure]) -> list[Failure]:
    order: tuple[What, ...] = ("entry", "listing", "meeting", "paper", "optional")
    return sorted(failures, key=lambda failure: order.index(failure.what))


def status_problem(status: int) -> Outcome | None:
    """What a response's status says: None for a page or "not modified"."""
    if status in (200, 203, 304):
        return None
    if status in _REFUSED:
        return "blocked"
    if 300 <= status < 400:
        return "moved"
    if status >= 500:
        return "server_error"
    return "not_platform"


def error_problem(error: BaseException) -> Outcome:
    """What a failed request says: `tls` for a certificate or cipher, `timeout` for any other missing answer."""
    chain: BaseException | None = error
    while chain is not None:
        name = type(chain).__name__.lower()
        if "ssl" in name or "certificate" in name or "tls" in name:
            return "tls"
        chain = chain.__cause__ or chain.__context__
    return "timeout"

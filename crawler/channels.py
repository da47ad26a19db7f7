"""What a site taught us of its channels, the web service and the pages: which to ask, and when to look again. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from crawler.window import look_again
from records.sources import Outcome

_PASSING: tuple[Outcome, ...] = ("timeout", "server_error")
_MISSES = 3  # in a row: the channel is left alone for the rest of the run, the other one does
_ONCE_IT_WORKED = timedelta(days=7)
_NEVER_WORKED = timedelta(days=30)


@dataclass(slots=True, kw_only=True)
class Channel:
    """One channel of a site. `memory` is what earlier runs remembered; each event gives the facts to remember now."""

    name: str
    memory: Mapping[str, Any]
    today: date
    on: bool = True
    misses: int = 0

    @property
    def worked(self) -> bool:
        """Whether it is known to work: a site may be down for a night without having lost it."""
        return bool(self.memory.get(f"{self.name}_works"))

    @property
    def worth_a_look(self) -> bool:
        """Whether to ask through it: unless it was off lately."""
        off = self.memory.get(f"{self.name}_off")
        return look_again(off, self.today, _ONCE_IT_WORKED if self.worked else _NEVER_WORKED)

    def answered(self) -> dict[str, Any]:
        """It gave what was asked for."""
        self.on, self.misses = True, 0
        return {f"{self.name}_works": True, f"{self.name}_off": None}

    def failed(self, outcome: Outcome) -> dict[str, Any]:
        """It did not. What may pass switches it off after three misses, for this run; a refusal at once, for a week;
        one that was refused before, or never worked, for a month."""
        self.misses += 1
        if outcome in _PASSING and self.worked:
            self.on = self.on and self.misses < _MISSES
            return {}
        if outcome in _PASSING and self.misses < _MISSES:
            return {}
        self.on = False
        twice = self.memory.get(f"{self.name}_off") is not None
        return {f"{self.name}_off": self.today.isoformat()} | ({f"{self.name}_works": None} if twice else {})

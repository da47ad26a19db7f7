"""How a long step tells what it is doing, whoever shows it."""

from typing import Protocol


class Progress(Protocol):
    """Called as a step goes on: the step's name, how much is done, how much there is (None: not known)."""

    def __call__(self, step: str, done: int, total: int | None) -> None:
        """Show it."""


def silent(step: str, done: int, total: int | None) -> None:
    """Shows nothing."""

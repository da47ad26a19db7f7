"""The errors of the whole program: one root, each a sentence about the thing."""


class CouncilwatchError(Exception):
    """A sentence for the user about what is wrong, where, and what to do. Only `cli/main.py` turns it into exit 1."""

    exit_code = 1


class BadInput(CouncilwatchError):
    """Something the user gave (a file, a row, an option) cannot be used."""


class BadUsage(BadInput):
    """A word of a command cannot be used: an option's value, or two that do not go together."""

    exit_code = 2


class PageShape(CouncilwatchError):
    """A page is not shaped as its parser expects: says what was expected and where."""


class NotKept(CouncilwatchError):
    """The archive does not hold what was asked for."""


class Locked(CouncilwatchError):
    """Another run holds the archive's lock."""

    exit_code = 75


class UnreadablePaper(CouncilwatchError):
    """A paper's bytes cannot be read; the message is the reason shown beside the quarantined paper.

    `passing`: the fault may be the machine's and not the paper's (no time left, a reader that was killed)."""

    def __init__(self, reason: str, *, passing: bool = False) -> None:
        super().__init__(reason)
        self.passing = passing

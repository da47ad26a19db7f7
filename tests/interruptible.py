"""Processes that hear Ctrl-C even where whoever started the tests does not: a job in the background of a shell."""

import signal


def hears_ctrl_c() -> None:
    """To be run in a new process before its program: what an interrupt does there is not inherited."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)

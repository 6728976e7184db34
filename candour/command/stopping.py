"""Ctrl-C and SIGTERM end a command with one sentence, at any moment."""

import os
import signal
import sys
import time
from types import FrameType
from typing import Any

# What a shell reports of a program that Ctrl-C ended: 128 + SIGINT.
STOPPED = 130
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# Seconds. ./run sends its signal again and again: one is enough, unless something caught what it raised.
PAUSE = 0.5
_SENTENCES = {
    "demo": "Stopped. The rehearsal is not whole; the next start begins to load it again.",
    "init": "Stopped. If no recovery key was shown, nothing was begun; start again.",
    "migrate": "Stopped. What had been brought up to date stays; run `candour migrate` again to go on.",
    "move": "Stopped. Nothing was moved; start again.",
    "upgrade": "Stopped. What had been brought up to date stays; the next start goes on.",
}


class Stopped(KeyboardInterrupt):
    """Raised in the main thread by a signal to stop."""


def sentence(command: str) -> str:
    """What a stop in the middle of this command means."""
    return _SENTENCES.get(command, "Stopped.")


def raise_on_signals() -> None:
    """Let a signal to stop raise Stopped, and ignore those that follow within PAUSE.

    SIGINT is met even where the caller ignores it, as a shell does for what it starts in the background;
    SIGHUP is not, since nohup asks for that.
    """
    started, last = os.getpid(), -PAUSE

    def stop(_number: int, _frame: FrameType | None) -> None:
        nonlocal last
        if os.getpid() != started:
            os._exit(STOPPED)  # a process that this one forked
        if time.monotonic() - last > PAUSE:
            last = time.monotonic()
            raise Stopped

    for number in _SIGNALS:
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, stop)
    sys.unraisablehook = _unraisable


def ignore_signals() -> None:
    """Let further signals to stop do nothing: the process is ending.

    Not with SIG_IGN: Python raises OSError for a signal that is set to it when it has come already.
    """
    for number in _SIGNALS:
        signal.signal(number, _do_nothing)


def _do_nothing(_number: int, _frame: FrameType | None) -> None:
    pass


def _unraisable(fault: Any) -> None:
    """Stopped may be raised where Python drops exceptions, as in a finalizer: end there and then."""
    if isinstance(fault.exc_value, Stopped):
        os._exit(STOPPED)
    sys.__unraisablehook__(fault)

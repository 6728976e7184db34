"""A program of ours in a process apart, for what strangers made: little memory and time, no keys."""

import os
import resource
import subprocess
import sys
from pathlib import Path

_ROOT = str(Path(__file__).resolve().parents[2])
# On a busy machine the clock on the wall goes on while the process waits for its turn.
_WALL = 2


class Stopped(Exception):
    """The process broke, or was stopped at its limits. `told` is what it had said by then."""

    def __init__(self, told: bytes = b"") -> None:
        super().__init__("stopped")
        self.told = told


def run_apart(module: str, given: bytes, *, seconds: int) -> bytes:
    """What that module of ours prints when it is given these bytes. Stopped where it comes to no good end.

    `seconds` of computing; the module keeps to them, and to its memory, by calling `keep_to` first.
    """
    # The environment holds the keys of this installation, so none of it is handed on.
    environment = {"PYTHONPATH": _ROOT, "OPENBLAS_NUM_THREADS": "1", "LC_ALL": "C.UTF-8",
                   "PATH": os.environ.get("PATH", "")}  # fmt: skip
    try:
        done = subprocess.run(  # noqa: S603  our own program, with no word of the stranger's in its command
            [sys.executable, "-W", "ignore", "-m", module],
            input=given, capture_output=True, timeout=seconds * _WALL, env=environment, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as slow:
        raise Stopped(slow.stdout or b"") from slow
    if done.returncode:
        raise Stopped(done.stdout)
    return done.stdout


def keep_to(*, memory: int, seconds: int) -> None:
    """Let the system stop this process beyond so many bytes of memory or seconds of computing."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

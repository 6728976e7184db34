"""A subprocess with limits, for work on what strangers made: little memory and time, none of our keys."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_ROOT = str(Path(__file__).resolve().parents[2])
# On a busy machine the clock on the wall goes on while the process waits for its turn.
_WALL_SECONDS_PER_CPU_SECOND = 2


class ProcessStopped(Exception):
    """The process broke, or was stopped at its limits. `output`: what it had printed by then."""

    def __init__(self, output: bytes = b"") -> None:
        super().__init__("stopped")
        self.output = output


def run_limited(module: str, request: Mapping[str, Any], content: bytes, *, seconds: int) -> bytes:
    """Run one of our modules in a subprocess and return what it prints.

    The module reads, from standard input, a line of JSON (`request`) and then `content`. `seconds` are of
    computing; the module keeps to them, and to its memory, by calling `limit_this_process` first.
    ProcessStopped if the process takes too long or does not exit with 0.
    """
    # The environment holds the keys of this installation, so none of it is handed on.
    environment = {
        "PYTHONPATH": _ROOT,
        "OPENBLAS_NUM_THREADS": "1",
        "LC_ALL": "C.UTF-8",
        "PATH": os.environ.get("PATH", ""),
    }
    try:
        process = subprocess.run(  # noqa: S603  our own program, with no word of the stranger's in its command
            [sys.executable, "-W", "ignore", "-m", module],
            input=json.dumps(request).encode() + b"\n" + content,
            capture_output=True,
            timeout=seconds * _WALL_SECONDS_PER_CPU_SECOND,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired as timeout:
        raise ProcessStopped(timeout.stdout or b"") from timeout
    if process.returncode:
        raise ProcessStopped(process.stdout)
    return process.stdout


def limit_this_process(*, memory: int, seconds: int) -> None:
    """Let the system stop this process beyond so many bytes of memory or seconds of computing."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

"""Work on a stranger's file in a process apart: little memory, little time, and none of our keys."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from .finding import SECONDS, CannotLook

_ROOT = str(Path(__file__).resolve().parents[3])
_STOPPED = "The file took more time or memory than we give to one file, so we stopped. Make it smaller."


class Refused(ValueError):
    """What was asked of a file cannot be done; says why."""


def apart(verb: str, asked: dict[str, Any], content: bytes) -> tuple[dict[str, Any], bytes]:
    """What `child` answers to this verb, and the file it made. CannotLook if it had to be stopped.

    Refused if the file was read, and what was asked of it cannot be done.
    """
    head = json.dumps({"verb": verb, **asked}).encode() + b"\n"
    # The environment holds the keys of this installation, so none of it is handed on.
    environment = {"PYTHONPATH": _ROOT, "OPENBLAS_NUM_THREADS": "1", "LC_ALL": "C.UTF-8",
                   "PATH": os.environ.get("PATH", "")}  # fmt: skip
    try:
        done = subprocess.run(  # noqa: S603  our own program, with no word of the file in its command
            [sys.executable, "-W", "ignore", "-m", "candour.foi.files.child"],
            input=head + content, capture_output=True, timeout=SECONDS * 2, env=environment, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as slow:
        raise CannotLook(_STOPPED) from slow
    line, _, made = done.stdout.partition(b"\n")
    if done.returncode or not line:
        raise CannotLook(_STOPPED)
    told: dict[str, Any] = json.loads(line)
    if "cannot" in told:
        raise CannotLook(told["cannot"])
    if "refused" in told:
        raise Refused(told["refused"])
    return told, made

"""Work on a stranger's file in a process apart: little memory, little time, and none of our keys."""

import json
from typing import Any

from candour.papers.apart import Stopped, run_apart

from .finding import SECONDS, CannotLook

_STOPPED = "The file took more time or memory than we give to one file, so we stopped. Make it smaller."


class Refused(ValueError):
    """What was asked of a file cannot be done; says why."""


def apart(verb: str, asked: dict[str, Any], content: bytes) -> tuple[dict[str, Any], bytes]:
    """What `child` answers to this verb, and the file it made. CannotLook if it had to be stopped.

    Refused if the file was read, and what was asked of it cannot be done.
    """
    head = json.dumps({"verb": verb, **asked}).encode() + b"\n"
    try:
        answer = run_apart("candour.papers.files.child", head + content, seconds=SECONDS)
    except Stopped as slow:
        raise CannotLook(_STOPPED) from slow
    line, _, made = answer.partition(b"\n")
    if not line:
        raise CannotLook(_STOPPED)
    told: dict[str, Any] = json.loads(line)
    if "cannot" in told:
        raise CannotLook(told["cannot"])
    if "refused" in told:
        raise Refused(told["refused"])
    return told, made

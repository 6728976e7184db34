"""What passes between us and the process that works on one file (`child`): its request, and its answer."""

import json
from collections.abc import Callable
from typing import Any

from candour.papers.findings import CannotCopy, CannotInspect
from candour.papers.limited_process import ProcessStopped, run_limited
from candour.papers.limits import SECONDS

_STOPPED = "The file took more time or memory than we give to one file, so we stopped. Make it smaller."


def run_job(verb: str, options: dict[str, Any], content: bytes) -> tuple[dict[str, Any], bytes]:
    """Let `child` do one of its verbs on a file. Returns its answer, and the file that it made, if any.

    CannotInspect if it could not read the file, or had to be stopped; CannotCopy if it read the file and
    could not make the copy.
    """
    try:
        output = run_limited("candour.papers.jobs.child", {"verb": verb, **options}, content, seconds=SECONDS)
    except ProcessStopped as stopped:
        raise CannotInspect(_STOPPED) from stopped
    line, _, copy = output.partition(b"\n")
    if not line:
        raise CannotInspect(_STOPPED)
    answer: dict[str, Any] = json.loads(line)
    if "cannot" in answer:
        raise CannotInspect(answer["cannot"])
    if "refused" in answer:
        raise CannotCopy(answer["refused"])
    return answer, copy


def answer_as_bytes(job: Callable[[], tuple[dict[str, Any], bytes]]) -> bytes:
    """Do the job and write its answer as `run_job` reads it: a line of JSON, then the file that was made."""
    try:
        answer, copy = job()
    except CannotInspect as why:
        answer, copy = {"cannot": str(why)}, b""
    except CannotCopy as why:
        answer, copy = {"refused": str(why)}, b""
    return json.dumps(answer).encode() + b"\n" + copy

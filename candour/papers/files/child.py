"""The process that works on one file: a line of JSON and the file come in, a line and perhaps a file go out.

It reads no setting and no database, and the system stops it at its limits.
"""

import json
import sys
from collections.abc import Callable
from typing import Any

from candour.papers.apart import keep_to
from candour.papers.masking.documents import mask_office

from .apart import Refused
from .cleaning import clean
from .finding import MEMORY, SECONDS, CannotLook
from .looking import look
from .redaction import places, redact

_MAKERS: dict[str, Callable[..., tuple[bytes, list[str]]]] = {
    "redact": redact,
    "clean": clean,
    "mask": mask_office,
}


def answer(asked: dict[str, Any], content: bytes) -> tuple[dict[str, Any], bytes]:
    """What is answered to one verb, and the file that was made."""
    verb = asked.pop("verb")
    if verb == "check":
        return {"findings": look(asked["name"], content)}, b""
    if verb == "text":
        return {"pages": places(content)}, b""
    made, removed = _MAKERS[verb](content, **asked)
    return {"removed": removed}, made


def main() -> None:
    """Answer one question and end."""
    keep_to(memory=MEMORY, seconds=SECONDS)
    head = sys.stdin.buffer.readline()
    content = sys.stdin.buffer.read()
    try:
        told, made = answer(json.loads(head), content)
    except CannotLook as why:
        told, made = {"cannot": str(why)}, b""
    except Refused as why:
        told, made = {"refused": str(why)}, b""
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + made)


if __name__ == "__main__":
    main()

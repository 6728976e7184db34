"""The process that works on one file: a line of JSON and the file come in, a line and perhaps a file go out.

It reads no setting and no database, and the system stops it at its limits.
"""

import json
import sys
from collections.abc import Callable
from typing import Any

from candour.papers.copies.check import check
from candour.papers.copies.make import make_file, visible_texts
from candour.papers.copies.redaction import character_texts, redact
from candour.papers.limited_process import limit_this_process
from candour.papers.limits import MEMORY, SECONDS

from .protocol import answer_as_bytes

_MAKERS: dict[str, Callable[..., tuple[bytes, list[str]]]] = {
    "redact": redact,
    "make": make_file,
}


def do_job(verb: str, options: dict[str, Any], content: bytes) -> tuple[dict[str, Any], bytes]:
    """The answer to one verb ("check", "text", "visible" or one of _MAKERS), and the file that was made."""
    if verb == "check":
        return {"findings": check(options["name"], content)}, b""
    if verb == "text":
        return {"pages": character_texts(content)}, b""
    if verb == "visible":
        return {"texts": visible_texts(options["name"], content)}, b""
    copy, removed = _MAKERS[verb](content, **options)
    return {"removed": removed}, copy


def main() -> None:
    """Do one job and end."""
    limit_this_process(memory=MEMORY, seconds=SECONDS)
    request = json.loads(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read()
    sys.stdout.buffer.write(answer_as_bytes(lambda: do_job(request.pop("verb"), request, content)))


if __name__ == "__main__":
    main()

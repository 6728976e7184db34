"""The process that reads one mail. In: a line of JSON, and the mail. Out: what its headers say, then all.

Each of the two is a line of JSON; the files follow the second, one after the other. It reads no setting and
no database, and the system stops it at its limits.
"""

import dataclasses
import datetime as dt
import json
import sys
from typing import Any

from candour.papers.apart import keep_to

from .automatic import Sort
from .bodies import File
from .parsing import Mail, parse, parse_head

MEMORY = 1_600 * 2**20  # bytes: a mail of 50 MB is held several times over while it is taken apart


def told(mail: Mail) -> bytes:
    """A mail as a line of JSON, with the length of each file in place of its bytes."""
    said = {one.name: getattr(mail, one.name) for one in dataclasses.fields(mail)}
    said["sort"] = dataclasses.asdict(mail.sort)
    said["on"] = mail.on.isoformat() if mail.on else None
    said["files"] = [(one.name, one.media_type, len(one.content)) for one in mail.files]
    return json.dumps(said).encode() + b"\n"


def mail_of(line: bytes, content: bytes) -> Mail:
    """The mail of such a line, and of the files that followed it. Raises where it is not whole."""
    said: dict[str, Any] = json.loads(line)
    files, place = [], 0
    for name, media_type, length in said.pop("files"):
        files.append(File(name, media_type, content[place : place + length]))
        place += length
    if place != len(content):
        raise ValueError("files are missing")
    on = dt.date.fromisoformat(said["on"]) if said["on"] else None
    return Mail(**(said | {"sort": Sort(**said["sort"]), "on": on, "files": files}))


def main() -> None:
    """Read one mail and end."""
    asked = json.loads(sys.stdin.buffer.readline())
    keep_to(memory=MEMORY, seconds=asked["seconds"])
    raw, today = sys.stdin.buffer.read(), dt.date.fromisoformat(asked["today"])
    # The headers go out first: they are known even if the rest is the end of this process.
    sys.stdout.buffer.write(told(parse_head(raw, today)))
    sys.stdout.buffer.flush()
    mail = parse(raw, today)
    sys.stdout.buffer.write(told(mail))
    for file in mail.files:
        sys.stdout.buffer.write(file.content)


if __name__ == "__main__":
    main()

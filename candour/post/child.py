"""The subprocess that reads one mail, within limits of memory and time; it knows no setting and no database.

Standard input: a line of JSON ({"today": "YYYY-MM-DD", "seconds": N}), then the mail. Standard output: a line
of JSON of its headers alone, a line of JSON of all of it, then the bytes of its files, one after the other.
"""

import dataclasses
import datetime as dt
import json
import sys
from typing import Any

from candour.papers.limited_process import limit_this_process

from .automatic import MailSort
from .bodies import MailFile
from .parsing import Mail, parse, parse_head

MEMORY = 1_600 * 2**20  # bytes: a mail of 50 MB is held several times over while it is taken apart


def as_line(mail: Mail) -> bytes:
    """A mail as a line of JSON, with the length of each file in place of its bytes."""
    values = {field.name: getattr(mail, field.name) for field in dataclasses.fields(mail)}
    values["sort"] = dataclasses.asdict(mail.sort)
    values["on"] = mail.on.isoformat() if mail.on else None
    values["files"] = [(file.name, file.media_type, len(file.content)) for file in mail.files]
    return json.dumps(values).encode() + b"\n"


def mail_of(line: bytes, content: bytes) -> Mail:
    """The mail of such a line and of the files that followed it.

    ValueError, KeyError or TypeError where the line or the files are not whole.
    """
    values: dict[str, Any] = json.loads(line)
    files, start = [], 0
    for name, media_type, length in values.pop("files"):
        files.append(MailFile(name, media_type, content[start : start + length]))
        start += length
    if start != len(content):
        raise ValueError("files are missing")
    on = dt.date.fromisoformat(values["on"]) if values["on"] else None
    return Mail(**(values | {"sort": MailSort(**values["sort"]), "on": on, "files": files}))


def main() -> None:
    """Read one mail and end."""
    limits = json.loads(sys.stdin.buffer.readline())
    limit_this_process(memory=MEMORY, seconds=limits["seconds"])
    raw, today = sys.stdin.buffer.read(), dt.date.fromisoformat(limits["today"])
    # The headers go out first: they are known even if the rest is the end of this process.
    sys.stdout.buffer.write(as_line(parse_head(raw, today)))
    sys.stdout.buffer.flush()
    mail = parse(raw, today)
    sys.stdout.buffer.write(as_line(mail))
    for file in mail.files:
        sys.stdout.buffer.write(file.content)


if __name__ == "__main__":
    main()

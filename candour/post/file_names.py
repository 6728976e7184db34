"""The name of a file in a mail, also where its header is damaged."""

import re
from email.message import Message

from .headers import clean, unfolded

# Where a name, or a numbered piece of one (RFC 2231), begins within the header.
_BEGINS = re.compile(r"(?:^|;)\s*(?=(?:file)?name(?:\*\d{1,2})?\*?\s*=)", re.IGNORECASE)
_PIECE = re.compile(r"\w+(?:\*(?P<number>\d{1,2}))?\*?\s*=\s*(?:\"(?P<quoted>[^\"]*)|(?P<bare>[^;]*))")
_EXTENSION = re.compile(r"\.\w{1,5}$")
# A name within which the header went on is one that the library read wrongly.
_DAMAGED = re.compile(r"[\";]|\bname\*?\d*\*?=", re.IGNORECASE)


def file_name(part: Message) -> str:
    """The name that a part of a mail gives its file, without a path; empty where it gives none."""
    try:
        name = clean(part.get_filename() or "")
    except Exception:  # As with headers: a broken name must not cost the file.
        name = ""
    if not name or _DAMAGED.search(name) or not _EXTENSION.search(name):
        name = _read_plainly(part) or name
    return safe_name(name)


def safe_name(name: str) -> str:
    """The last part of a path, at most 200 characters of it."""
    return clean(name).replace("\\", "/").rpartition("/")[2][-200:]


def _read_plainly(part: Message) -> str:
    """The name as a person would read it out of the header; empty unless it looks like a file's."""
    for header_name in ("content-disposition", "content-type"):
        raw = next((raw for name, raw in part.raw_items() if name.casefold() == header_name), "")
        matches = [_PIECE.match(text) for text in _BEGINS.split(unfolded(raw))[1:]]
        pieces = sorted(
            (int(match["number"] or 0), match["quoted"] or match["bare"] or "") for match in matches if match
        )
        name = clean("".join(text for _, text in pieces).strip())
        if _EXTENSION.search(name):
            return name
    return ""

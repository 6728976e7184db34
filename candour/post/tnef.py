"""The words and files within Outlook's `winmail.dat` (MS-OXTNEF). The one file that knows tnefparse.

The library was last released in 2021, and anybody can send such a file: it is called in a subprocess only.
"""

import logging
from typing import NamedTuple

from tnefparse import TNEF

logging.getLogger("tnef-decode").disabled = True
MEDIA_TYPES = ("application/ms-tnef", "application/vnd.ms-tnef")


class TnefFile(NamedTuple):
    """One file out of a `winmail.dat`."""

    name: str
    content: bytes


class TnefContents(NamedTuple):
    """The words of a `winmail.dat` as plain text or as HTML, and its files."""

    text: str
    html: str
    files: list[TnefFile]


def contents_of(winmail: bytes) -> TnefContents:
    """What is packed in these bytes. ValueError for bytes that are no TNEF, or are damaged."""
    try:
        tnef = TNEF(winmail, do_checksum=True)
        if not all(block.good_checksum for block in tnef.objects):
            raise ValueError("a part of it is damaged")
        files = [
            TnefFile(_as_text(attachment.long_filename() or attachment.name), bytes(attachment.data or b""))
            for attachment in tnef.attachments
        ]
        return TnefContents(_as_text(tnef.body), _as_text(tnef.htmlbody), files)
    except Exception as broken:  # The library knows many ways to fail on damaged bytes.
        raise ValueError("this is no TNEF, or it is damaged") from broken


def _as_text(value: object) -> str:
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    return str(value or "").rstrip("\x00")

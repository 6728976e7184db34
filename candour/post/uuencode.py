"""Files uuencoded among the words of a mail, as programs sent them before MIME (POSIX uuencode)."""

import binascii
import re
from typing import NamedTuple

_BLOCK = re.compile(
    r"^begin [0-7]{3,4} (?P<name>[^\r\n]{1,200})\n(?P<lines>(?:[ -`]{1,62}\n)*?)(?:`| )?\n?end[ ]*$",
    re.MULTILINE,
)


class UuencodedFile(NamedTuple):
    """One file out of a text."""

    name: str
    content: bytes


def take_out_files(text: str) -> tuple[str, list[UuencodedFile]]:
    """The text without its uuencoded blocks, and their files. A block that does not decode stays as words."""
    files: list[UuencodedFile] = []

    def take_out(block: re.Match[str]) -> str:
        try:
            content = b"".join(binascii.a2b_uu(line) for line in block["lines"].splitlines())
        except binascii.Error:
            return block[0]
        files.append(UuencodedFile(block["name"].strip(), content))
        return ""

    without = _BLOCK.sub(take_out, text)
    return (without.rstrip() + "\n" if files else text), files

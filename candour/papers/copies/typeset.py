"""Blocks of a document as a PDF: tagged, titled, in its language."""

import datetime as dt
import json
import re
from functools import cache
from importlib.resources import files

from candour.papers.formats.pictures import picture_size
from candour.papers.formats.typeset_pdf import set_pdf

from .shown import Block

# A fixed day: the file says nothing of when it was made.
_DAY = dt.date(2000, 1, 1)
_TOO_LONG = re.compile(r"[^\s\u200b]{40}(?=[^\s\u200b])")
_WHOLE_WIDTH = 900  # pixels of a picture that is as wide as the text


def typeset(blocks: list[Block], *, title: str, language: str) -> bytes:
    """The PDF. Pictures lose their alternative text, which nobody has read."""
    parts, pictures = [], {}
    level = 0  # of the heading before: an accessible document skips none
    for number, block in enumerate(blocks):
        if block.kind == "picture":
            is_png = block.picture.startswith(b"\x89PNG")
            name = f"picture{number}.{'png' if is_png else 'jpg'}"
            pictures[name] = block.picture
            width = max(10, min(100, round(100 * picture_size(block.picture)[0] / _WHOLE_WIDTH)))
            parts.append({"kind": "picture", "file": name, "width": width})
        elif block.kind == "table":
            parts += _table(block)
        else:
            if block.kind == "heading":
                level = min(block.level, level + 1)
            parts.append({"kind": block.kind, "text": _breakable(block.text), "level": max(1, level)})
    data = json.dumps({"title": title, "language": language, "parts": parts}, ensure_ascii=False)
    return set_pdf(_template(), {"document": data}, _DAY, parts=pictures)


def _table(block: Block) -> list[dict[str, object]]:
    """A table with as many cells in each row; nothing for one without cells."""
    columns = max((len(row) for row in block.rows), default=0)
    if not columns or not any(text for row in block.rows for text in row):
        return []
    rows = [[_breakable(text) for text in row] + [""] * (columns - len(row)) for row in block.rows]
    return [{"kind": "table", "columns": columns, "rows": rows}]


def _breakable(text: str) -> str:
    """The same words; one of over 40 characters gets places where it may be broken."""
    return _TOO_LONG.sub("\\g<0>\u200b", text)


@cache
def _template() -> bytes:
    return files("candour.papers").joinpath("data", "document.typ.txt").read_bytes()

"""Letters as PDFs that a screen reader can read: tagged, titled, in a language.

A letter's words go in as JSON and are never read as markup.
"""

import datetime as dt
import json
import re
from dataclasses import asdict, dataclass, replace
from functools import cache
from importlib.resources import files

from candour.foi.requests.letter_parts import LetterPart, parts_of
from candour.papers.formats.typeset_pdf import set_pdf


@dataclass(frozen=True)
class LetterSheet:
    """What a letter on paper has besides its words. `to` has lines; empty for a letter that names nobody."""

    title: str
    sender: str
    reference: str
    on: dt.date
    marking: str = ""
    to: str = ""
    salutation: str = ""
    lang: str = "en"


def pdf_of(body: str, sheet: LetterSheet) -> bytes:
    """The letter as a tagged PDF with a title; the same words and day always give the same bytes.

    It keeps to PDF/UA unless it holds a sign that no font of ours can draw: then that sign is an empty box
    and the rest is tagged all the same.
    """
    inputs = {"letter": json.dumps(_letter_data(body, sheet), ensure_ascii=False)}
    return set_pdf(_template(), inputs, sheet.on)


# What no paper can show, and what would turn the order of the words on it.
_NOT_PRINTED = dict.fromkeys(
    [
        *(sign for sign in range(32) if sign not in (9, 10)),
        *range(0x7F, 0xA0),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    ]
)
_TOO_LONG = re.compile(r"[^\s\u200b]{50}(?=[^\s\u200b])")


def _letter_data(body: str, sheet: LetterSheet) -> dict[str, object]:
    parts: list[LetterPart] = [_broken(part) for part in parts_of(body.translate(_NOT_PRINTED))]
    day = f"{sheet.on.day} {sheet.on:%B %Y}"
    return asdict(sheet) | {"on": day, "parts": [asdict(part) for part in parts]}


def _broken(part: LetterPart) -> LetterPart:
    """The same words; one of over 50 characters gets places where it may be broken."""
    lines = (
        tuple(run if run.url else replace(run, text=_TOO_LONG.sub("\\g<0>\u200b", run.text)) for run in line)
        for line in part.lines
    )
    return replace(part, lines=tuple(lines))


@cache
def _template() -> bytes:
    return files("candour.foi").joinpath("data", "letter.typ.txt").read_bytes()

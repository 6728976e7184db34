"""Letters as PDFs that a screen reader can read: tagged, titled, in a language. The one file with typst.

A letter's words go in as JSON and are never read as markup. Only the fonts within typst are used, so that a
letter looks the same wherever it is set, and nothing is fetched.
"""

import datetime as dt
import json
import re
import tempfile
from dataclasses import asdict, dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

import typst

from candour.foi.requests.letter_parts import LetterPart, parts_of


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
    try:
        return _set(inputs, sheet.on, ["ua-1"])  # accessible documents: ISO 14289-1
    except typst.TypstError as refused:
        if "could not be displayed" not in str(refused):
            raise
        return _set(inputs, sheet.on, [])


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


def _set(inputs: dict[str, str], on: dt.date, standards: list[Literal["ua-1"]]) -> bytes:
    # A room of its own: the template could read no file of this machine if it tried.
    with tempfile.TemporaryDirectory() as alone:
        room, template = Path(alone), Path(alone, "letter.typ")
        template.write_bytes(_template())
        return typst.compile(
            template,
            root=room,
            format="pdf",
            ignore_system_fonts=True,
            package_path=room,
            package_cache_path=room,
            sys_inputs=inputs,
            pdf_standards=[*standards],
            timestamp=dt.datetime.combine(on, dt.time(12), tzinfo=dt.UTC),
        )


@cache
def _template() -> bytes:
    return files("candour.foi").joinpath("data", "letter.typ.txt").read_bytes()

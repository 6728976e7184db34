"""A new file of what shows of another: a PDF, spreadsheet, table or picture. Run in a limited process."""

import re
from collections import Counter
from collections.abc import Sequence

from candour.papers.findings import CannotCopy, CannotInspect, describe_left_out
from candour.papers.formats import file_kinds
from candour.papers.formats.pictures import clean_picture
from candour.papers.formats.zip_package import open_package
from candour.papers.inspection.inspect_file import inspect_file
from candour.papers.masking.spared import OwnContacts
from candour.papers.masking.text import describe_masked, mask
from candour.papers.wording import counted

from .docx_shown import read_docx
from .new_tables import csv_rows, new_csv, new_ods
from .ods_shown import read_ods
from .odt_shown import read_odt
from .redaction import redact
from .shown import LEFT_OUT, Block, ShownFile, VisibleSheet, plain, within_reach
from .typeset import typeset
from .xlsx_shown import read_xlsx

_READERS = {"docx": read_docx, "odt": read_odt, "xlsx": read_xlsx, "ods": read_ods}
_KINDS = "We make new files of xlsx, docx, ods, odt and PDF files, plain text, CSV tables and pictures."
_TITLE = "What shows of a document"
_LANGUAGE = "en-GB"
# What stands so many empty lines below the rest of a text that nobody scrolls there.
_FAR_BELOW = re.compile(r"\n(?:[^\S\n]*\n){60}.*", re.DOTALL)


def visible_texts(name: str, content: bytes) -> list[str]:
    """Every text that shows in an office file, a table or a plain text."""
    return read_shown(name, content).texts()


def make_file(
    content: bytes,
    *,
    name: str,
    masked: bool = False,
    names: Sequence[str] = (),
    ours: Sequence[str] = (),
) -> tuple[bytes, list[str]]:
    """The new file, and what was left out of it, in words.

    `masked`: addresses, numbers and these `names` give way to words that say so, but for `ours` (the fields
    of an OwnContacts). CannotInspect if the file does not open; CannotCopy for another kind of file, or if
    nothing of it shows.
    """
    kind = file_kinds.kind_of(content)
    if kind == "pdf":
        return redact(content, words=(), boxes=(), why="", title="", language=_LANGUAGE)
    removed = describe_left_out(inspect_file(f"file.{kind}", content))
    if kind in file_kinds.PICTURES:
        if masked:
            raise CannotCopy("Words in a picture are not read, so they cannot be masked.")
        return clean_picture(content), removed
    shown = read_shown(name, content)
    changes = _mask(shown, names, OwnContacts(*ours)) if masked else []
    if not shown.texts() and not any(block.picture for block in shown.blocks):
        raise CannotCopy("Nothing in it shows, so no file was made of it.")
    changes += [
        f"{counted(number, noun, LEFT_OUT[noun])} left out"
        for noun, number in shown.left_out.items()
        if number
    ]
    return _written(shown, name), [*changes, *removed]


def read_shown(name: str, content: bytes) -> ShownFile:
    """What shows of an office file, a table or a text. CannotInspect or CannotCopy if that cannot be told."""
    kind = file_kinds.kind_of(content)
    try:
        if kind == "txt":
            return _read_text(name, content.decode("utf-8-sig"))
        if kind in _READERS:
            return _READERS[kind](open_package(content))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError) as broken:
        if isinstance(broken, CannotCopy):
            raise
        raise CannotInspect("The file is damaged, or made in a way that we do not know.") from broken
    raise CannotCopy(_KINDS)


def _read_text(name: str, text: str) -> ShownFile:
    if file_kinds.is_table_name(name):
        rows = csv_rows(text)
        cells = {
            (number, column): cell
            for number, row in enumerate(rows, start=1)
            for column, cell in enumerate(row, start=1)
            if cell
        }
        shown = ShownFile(sheets=[VisibleSheet("", cells)])
        shown.left_out["cell far from the others"] = within_reach(shown.sheets[0])
        return shown
    near = _FAR_BELOW.sub("", plain(text).replace("\f", "\n"))
    lines = [Block("paragraph", line.strip()) for line in near.splitlines()]
    return ShownFile(blocks=[line for line in lines if line.text])


def _mask(shown: ShownFile, names: Sequence[str], ours: OwnContacts) -> list[str]:
    counts: Counter[str] = Counter()

    def change(text: str) -> str:
        masked = mask(text, names, ours)
        counts.update(hit.kind for hit in masked.hits)
        return masked.text

    shown.change_texts(change)
    return describe_masked(counts)


def _written(shown: ShownFile, name: str) -> bytes:
    if not shown.sheets:
        return typeset(shown.blocks, title=_TITLE, language=_LANGUAGE)
    return (
        new_csv(shown.sheets[0])
        if file_kinds.is_table_name(name)
        else new_ods(shown.sheets, language=_LANGUAGE)
    )

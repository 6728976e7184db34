"""What shows of a file, as plain values: the blocks of a document, the cells of a workbook."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

_KEPT = "\n\t"
# Words that stand behind so wide a gap in a cell are out of its sight.
_GAP = re.compile(r"(?:[ \t\u00a0]{24}|\n\s*\n\s*\n).*", re.DOTALL)
# Rows and columns without a value beyond which nobody looks for another.
_EMPTY_ROWS, _EMPTY_COLUMNS = 60, 20

# What a file that is made leaves out, as it is said beside it -> the plural.
LEFT_OUT = {
    "paragraph off the page": "paragraphs off the page",
    "stretch of text that does not show": "stretches of text that do not show",
    "drawing of an older kind or file within it": "drawings of an older kind or files within it",
    "row of a table that does not show": "rows of tables that do not show",
    "picture or box that does not show": "pictures or boxes that do not show",
    "picture of a kind that we do not read": "pictures of a kind that we do not read",
    "section that does not show": "sections that do not show",
    "table that does not show": "tables that do not show",
    "sheet that does not show": "sheets that do not show",
    "cell in a hidden row or column": "cells in hidden rows or columns",
    "cell that does not show": "cells that do not show",
    "cell far from the others": "cells far from the others",
}


@dataclass
class Block:
    """A heading (of `level`), paragraph, list item ("item"), table (its `rows`) or picture of a document."""

    kind: str
    text: str = ""
    level: int = 1
    rows: list[list[str]] = field(default_factory=list)
    picture: bytes = b""


@dataclass
class VisibleSheet:
    """A sheet that shows: its name, and its values by row and column, both counted from 1."""

    name: str
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    # Hidden rows and columns, which the new sheet does not have.
    rows_out: set[int] = field(default_factory=set)
    columns_out: set[int] = field(default_factory=set)


@dataclass
class ShownFile:
    """The blocks or sheets of a file that show, and how many of each kind of thing were left out."""

    blocks: list[Block] = field(default_factory=list)
    sheets: list[VisibleSheet] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)

    def texts(self) -> list[str]:
        """Every text that shows: paragraphs, names of sheets, and cells row by row."""
        of_blocks = [
            text
            for block in self.blocks
            for text in (block.text, *(cell for row in block.rows for cell in row))
        ]
        of_sheets = [text for sheet in self.sheets for text in (sheet.name, *sheet.cells.values())]
        return [text for text in (*of_blocks, *of_sheets) if text.strip()]

    def change_texts(self, change: Callable[[str], str]) -> None:
        """Put every text through a function, such as a mask."""
        for block in self.blocks:
            block.text = change(block.text)
            block.rows = [[change(cell) for cell in row] for row in block.rows]
        for sheet in self.sheets:
            sheet.name = change(sheet.name)
            sheet.cells = {place: change(text) for place, text in sheet.cells.items()}


def plain(text: str) -> str:
    """The text without characters that nobody sees: zero-width, control, private, and marks of direction."""
    return "".join(
        character
        for character in text.replace("\r\n", "\n").replace("\r", "\n")
        if character in _KEPT
        or (
            unicodedata.category(character) not in ("Cc", "Cf", "Co", "Cs", "Cn")
            and not _is_filler(character)
        )
    )


def _is_filler(character: str) -> bool:
    """Whether a character is a selector of variants or a blank letter, which can carry a hidden message."""
    code = ord(character)
    return 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF or code in (0x115F, 0x1160, 0x3164, 0x034F)


def cell_text(text: str) -> str:
    """What shows of a cell's text: nothing that stands behind a wide gap."""
    return _GAP.sub("", plain(text)).strip()


def within_reach(sheet: VisibleSheet) -> int:
    """Leave out the cells that lie so far from the rest that nobody scrolls there; how many they were."""
    last_row = _last_reached({row for row, _ in sheet.cells}, _EMPTY_ROWS)
    last_column = _last_reached({column for _, column in sheet.cells}, _EMPTY_COLUMNS)
    reached = {
        place: text for place, text in sheet.cells.items() if place[0] <= last_row and place[1] <= last_column
    }
    number = len(sheet.cells) - len(reached)
    sheet.cells = reached
    return number


def _last_reached(numbers: set[int], widest_gap: int) -> int:
    last = 0
    for number in sorted(numbers):
        if number - last > widest_gap:
            break
        last = number
    return last

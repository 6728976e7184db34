"""What every list of codes has in common: the words for each reader, the measures, and whether it is offered.

A code is never taken out of its file. One that is no longer offered is retired: forms leave it out, and
old lines of the ledger keep their words and their row in a table.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from candour.codes.tables import read_table

PACKAGE = "candour.codes"


@dataclass(frozen=True, kw_only=True)
class ListedCode:
    """One code with its words.

    `label` is for the desk and for forces; `reporter_label` for the web form, empty where a reporter is not
    offered it; `sentence_part` follows what is counted ("by phone"). `measures` are those that have a row
    for it in a table, and `public` is whether any published table has.
    """

    code: str
    label: str
    reporter_label: str = ""
    table_label: str = ""
    sentence_part: str = ""
    measures: tuple[str, ...] = ()
    public: bool = False
    retired: bool = False

    @property
    def row_label(self) -> str:
        """The words of its row in a published table."""
        return self.table_label or self.label


CodeT = TypeVar("CodeT", bound=ListedCode)


def read_codes(file_name: str, row_type: type[CodeT]) -> Mapping[str, CodeT]:
    """A list by code, in the order of its file. ValueError for a code that stands in it twice."""
    rows = read_table(PACKAGE, file_name, row_type)
    by_code = {row.code: row for row in rows}
    if len(by_code) < len(rows):
        raise ValueError(f"{file_name}: a code stands there twice.")
    return by_code


def offered(codes: Mapping[str, CodeT]) -> dict[str, CodeT]:
    """Those that may still be chosen."""
    return {code: listed for code, listed in codes.items() if not listed.retired}


def choices(codes: Mapping[str, ListedCode], *, present: str = "") -> list[tuple[str, str]]:
    """Codes and labels to choose from: those still offered, and the one that is chosen at present."""
    return [(code, listed.label) for code, listed in codes.items() if not listed.retired or code == present]


def label_of(codes: Mapping[str, ListedCode], code: str) -> str:
    """The label of a code; the code itself if it is not on the list."""
    return codes[code].label if code in codes else code


def counted_in(measure: str, *lists: Mapping[str, CodeT]) -> dict[str, CodeT]:
    """The codes of some lists that a measure has rows for, by code."""
    every: Iterable[CodeT] = (listed for codes in lists for listed in codes.values())
    return {listed.code: listed for listed in every if measure in listed.measures}

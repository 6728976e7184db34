"""One published number, the tables that numbers stand in, and the release that holds them. No Django.

A release is one document. Its canonical bytes are hashed, and everything else that people get (pages, CSV,
ODS, the pictures) is made from the document alone, so that no file can say what another does not.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from candour.figures.cells import EXACT

PROVISIONAL, REVISED = "p", "r"
QUARTERLY, ANNUAL, AD_HOC = "quarterly", "annual", "ad hoc"


@dataclass(frozen=True)
class Number:
    """One published number. `value` is None where `marker` says why there is none.

    `by` and `code` are empty for a national total; else such as "force" and "kent". `since` and `until` both
    count; for a stock they are the same day. `was` and `why` are filled where `status` is "r".
    """

    place: int
    measure: str
    unit: str
    since: dt.date
    until: dt.date
    by: str
    code: str
    label: str
    value: int | None
    marker: str = ""
    rounding: str = EXACT
    status: str = ""
    was: str = ""
    why: str = ""

    @property
    def text(self) -> str:
        """The number as it is printed: "2,878", "[c]"."""
        return f"{self.value:,}" if self.value is not None else f"[{self.marker}]"


@dataclass(frozen=True)
class Table:
    """Numbers of one measure, of one kind, that belong side by side.

    `kind` is "event", "cohort" or "stock"; `by` is "month", "quarter", "total", "days" or a kind of code.
    `whole` is the national total of the same period where the rows are parts of one.
    """

    id: str
    measure: str
    title: str
    kind: str
    by: str
    head: str
    numbers: Sequence[Number]
    note: str = ""


@dataclass(frozen=True)
class Sum:
    """An equation between measures, with exact national totals: the whole is its parts together."""

    words: str
    whole: int
    parts: Sequence[tuple[str, int]]


@dataclass(frozen=True)
class Coverage:
    """How many forces have told us of what they did, of those whose referrals are ten or more."""

    asked: int
    answered: int
    words: str = ""


@dataclass(frozen=True)
class Asked:
    """The question that an ad hoc answer answers. `code` is empty for all codes; `split` for no split."""

    question: str
    measure: str
    since: dt.date
    until: dt.date
    by: str = ""
    code: str = ""
    split: str = ""


@dataclass(frozen=True)
class Document:
    """A whole release, as it is frozen. `goes_public` is local time in the United Kingdom.

    `rehearsal` is whether it was made in a rehearsal, so that every file of it must say: invented.
    """

    number: int
    version: int
    kind: str
    title: str
    since: dt.date
    until: dt.date
    as_at: dt.date
    goes_public: dt.datetime
    coverage: Coverage
    tables: Sequence[Table]
    sums: Sequence[Sum] = ()
    measures: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    asked: Asked | None = None
    note: str = ""
    changes: str = ""
    rehearsal: bool = False

    @property
    def reference(self) -> str:
        """What the release is called in an address: "4.1" is the first version of release 4."""
        return f"{self.number}.{self.version}"

    @property
    def full_title(self) -> str:
        """Its title with its reference; a rehearsal's begins by saying so."""
        return f"{'Rehearsal: ' if self.rehearsal else ''}{self.title} (release {self.reference})"

    @property
    def question(self) -> str:
        """The question that an ad hoc answer answers; empty for any other release."""
        return self.asked.question if self.asked else ""

    def numbers(self) -> Iterator[Number]:
        """Every number, in its order."""
        for table in self.tables:
            yield from table.numbers

    def table(self, name: str) -> Table | None:
        """The table of that id; None if the release has none."""
        return next((table for table in self.tables if table.id == name), None)

    def at(self, position: int) -> tuple[Table, Number]:
        """The number at a place, and its table. KeyError if there is none."""
        for table in self.tables:
            for number in table.numbers:
                if number.place == position:
                    return table, number
        raise KeyError(position)

    def find(
        self, measure: str, *, since: dt.date, until: dt.date, by: str = "", code: str = ""
    ) -> Number | None:
        """The number of that measure, code and period; None if the release has none."""
        wanted = (measure, since, until, by, code)
        return next(
            (
                number
                for number in self.numbers()
                if (number.measure, number.since, number.until, number.by, number.code) == wanted
            ),
            None,
        )


def to_bytes(document: Document) -> bytes:
    """The canonical bytes of a release: the same document gives the same bytes, for ever."""
    text = json.dumps(asdict(document), ensure_ascii=False, sort_keys=True, indent=1, default=_plain)
    return text.encode() + b"\n"


def fingerprint(content: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def from_bytes(content: bytes) -> Document:
    """The release that those canonical bytes hold."""
    read = json.loads(content)
    tables = [_table(table) for table in read.pop("tables")]
    sums = [
        Sum(
            equation["words"],
            equation["whole"],
            [(str(label), int(part)) for label, part in equation["parts"]],
        )
        for equation in read.pop("sums")
    ]
    coverage = Coverage(**read.pop("coverage"))
    goes_public = dt.datetime.fromisoformat(read.pop("goes_public"))
    query = read.pop("asked")
    return Document(
        **_days(read, Document),
        goes_public=goes_public,
        coverage=coverage,
        tables=tables,
        sums=sums,
        asked=Asked(**_days(query, Asked)) if query else None,
    )


def _table(read: dict[str, Any]) -> Table:
    numbers = [Number(**_days(number, Number)) for number in read.pop("numbers")]
    return Table(**read, numbers=numbers)


def _days(read: dict[str, Any], of: type) -> dict[str, Any]:
    days = {attribute.name for attribute in fields(of) if attribute.type is dt.date}
    return {name: dt.date.fromisoformat(value) if name in days else value for name, value in read.items()}


def _plain(value: Any) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"A release cannot hold {type(value).__name__}.")

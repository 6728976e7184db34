"""Reads a prefix of the ledger once, from its first row to its last, into arrays of numbers.

SQLite has no hashed grouping: each GROUP BY sorts, in memory, and for ten million lines ten of them take
minutes and more than a gigabyte. One plain pass takes half a minute and a third of that, on both databases
alike, and what is to be known of each contact, report and referral is then a matter of sorting numbers.
"""

import datetime as dt
import gc
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from django.db import connection, transaction
from numpy.typing import NDArray

from candour.figures.counting.counts import UNKNOWN

# One token a row, in two halves of 64 bits, so that no two are ever taken for one.
Tokens = NDArray[np.uint64]
Ints = NDArray[np.signedinteger[Any]]
Row = tuple[str, str, str, str]
# As they stand in the text of codes that sql/prefix.sql makes.
FIELDS = ("event", "channel", "category", "force", "to_force", "reason", "kind", "language", "quantity")
_AT_ONCE = 20_000
_EPOCH = dt.date(1970, 1, 1).toordinal()

# What must be known of which lines to follow a thing from one to the next. Of the others the day and the
# codes are enough, and nothing else is kept of them.
_TOKENS = {
    "contact.received", "contact.closed", "report.assessed", "report.not_referred", "referral.sent",
    "referral.acknowledged", "referral.sent_back", "outcome.recorded",
}  # fmt: skip
_PARENTS = {
    "report.started", "report.joined", "referral.held", "referral.sent", "referral.transferred",
    "outcome.recorded",
}  # fmt: skip


@dataclass(frozen=True)
class Lines:
    """The standing lines of one event: their days since 1970, the number of their codes, and their tokens."""

    day: Ints
    code: Ints
    token: Tokens
    parent: Tokens

    def __len__(self) -> int:
        return len(self.day)


class _Days(dict[str, int]):
    def __missing__(self, text: str) -> int:
        self[text] = found = days_of(dt.date.fromisoformat(text))
        return found


class _Texts(dict[str, int]):
    """Numbers the texts of codes as they come, and each one's event."""

    def __init__(self) -> None:
        super().__init__()
        self.events: dict[str, int] = {}
        self.event_of = array("H")

    def __missing__(self, text: str) -> int:
        self[text] = number = len(self)
        event = text[: text.index("|")]
        self.event_of.append(self.events.setdefault(event, len(self.events)))
        return number


@dataclass
class Ledger:
    """A prefix of the ledger in memory: the standing lines of each event, and what the codes stand for."""

    lines: dict[str, Lines] = field(default_factory=dict)
    first: dt.date | None = None
    last: dt.date | None = None
    codes: Mapping[str, tuple[Sequence[str], Ints]] = field(default_factory=dict)
    quantity: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    rank: Ints = field(default_factory=lambda: np.zeros(0, np.int64))

    def of(self, event: str) -> Lines:
        """The lines of one event; none of an event that never happened."""
        return self.lines.get(event, _NOTHING)

    def take(self, event: str) -> Lines:
        """The same, for the last time: a long ledger is let go of piece by piece."""
        return self.lines.pop(event, _NOTHING)

    def labels(self, by: str) -> tuple[Sequence[str], Ints]:
        """The codes of one kind that occur, and for each text of codes the place of its own among them."""
        return self.codes[by]

    def place(self, by: str, code: str) -> int:
        """The place of one code among its kind; -1 if it never occurs."""
        known = self.codes[by][0]
        return known.index(code) if code in known else -1


def days_of(day: dt.date) -> int:
    """A day as days since 1970."""
    return day.toordinal() - _EPOCH


def _tokens(texts: Sequence[str]) -> Tokens:
    """PostgreSQL writes tokens with hyphens."""
    raw = bytes.fromhex("".join(texts).replace("-", ""))
    return np.frombuffer(raw, np.uint64).reshape(-1, 2)


@cache
def _sql(vendor: str) -> str:
    """SQLite has called the function printf for longer than format; PostgreSQL knows format alone."""
    text = files("candour.figures.counting").joinpath("sql", "prefix.sql").read_text(encoding="utf-8")
    return text.replace("format(", "printf(") if vendor == "sqlite" else text


def _snapshot() -> AbstractContextManager[Any]:
    """PostgreSQL hands out a long answer in pieces only within a transaction. On SQLite one would hold up
    every writer, and is not needed: a statement sees the database as it was when it began."""
    return transaction.atomic() if connection.vendor == "postgresql" else nullcontext()


@contextmanager
def _no_search_for_circles() -> Iterator[None]:
    """Rows hold nothing but texts. Python would still search millions of them for circles, a quarter of the
    whole time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _batches(as_at: dt.date) -> Iterator[list[Row]]:
    with _snapshot(), connection.chunked_cursor() as cursor:
        cursor.execute(_sql(connection.vendor), {"as_at": as_at.isoformat()})
        while batch := cursor.fetchmany(_AT_ONCE):
            yield batch


@dataclass
class _Growing:
    """The lines of one event as they come, in four buffers: many small pieces would leave holes in memory."""

    day: bytearray = field(default_factory=bytearray)
    code: bytearray = field(default_factory=bytearray)
    token: bytearray = field(default_factory=bytearray)
    parent: bytearray = field(default_factory=bytearray)

    def lines(self) -> Lines:
        """All of them, where they are."""
        return Lines(
            np.frombuffer(self.day, np.int32),
            np.frombuffer(self.code, np.int32),
            np.frombuffer(self.token, np.uint64).reshape(-1, 2),
            np.frombuffer(self.parent, np.uint64).reshape(-1, 2),
        )


_NOTHING = _Growing().lines()


def read(as_at: dt.date) -> Ledger:
    """The ledger as it stood at the end of a day."""
    days, texts = _Days(), _Texts()
    growing: defaultdict[str, _Growing] = defaultdict(_Growing)
    with _no_search_for_circles():
        for batch in _batches(as_at):
            _sort_out(batch, days, texts, growing)
    places = {by: _places(texts, place) for place, by in enumerate(FIELDS) if by not in ("event", "quantity")}
    return Ledger(
        lines={event: grown.lines() for event, grown in growing.items()},
        first=_day(min(days.values(), default=None)),
        last=_day(max(days.values(), default=None)),
        codes=places,
        quantity=np.array([int(text.rpartition("|")[2]) for text in texts], np.int64),
        rank=_ranks(texts),
    )


def _day(number: int | None) -> dt.date | None:
    return None if number is None else dt.date.fromordinal(number + _EPOCH)


def _sort_out(batch: list[Row], days: _Days, texts: _Texts, growing: Mapping[str, _Growing]) -> None:
    """Keep of each line what its event needs."""
    token_texts, parent_texts, day_texts, code_texts = zip(*batch, strict=True)
    token, parent = _tokens(token_texts), _tokens(parent_texts)
    day = np.fromiter(map(days.__getitem__, day_texts), np.int32, len(batch))
    code = np.fromiter(map(texts.__getitem__, code_texts), np.int32, len(batch))
    event_of = np.array(texts.event_of, np.uint16)[code]
    for event, number in texts.events.items():
        (here,) = np.nonzero(event_of == number)
        grown = growing[event]
        grown.day += day[here].data
        grown.code += code[here].data
        if event in _TOKENS:
            grown.token += token[here].data
        if event in _PARENTS:
            grown.parent += parent[here].data


def _places(texts: _Texts, place: int) -> tuple[Sequence[str], Ints]:
    """The codes that stand at one place of the texts, in their order, and each text's own."""
    found = [text.split("|", place + 1)[place] or UNKNOWN for text in texts]
    known = sorted(set(found))
    numbers = {code: number for number, code in enumerate(known)}
    return known, np.array([numbers[code] for code in found], np.int64)


def _ranks(texts: _Texts) -> Ints:
    """The order of the texts by their codes, reason first: decides between two lines of one day."""
    order = sorted(texts, key=tie)
    ranks = np.zeros(len(order), np.int64)
    ranks[[texts[text] for text in order]] = np.arange(len(order))
    return ranks


def tie(text: str) -> tuple[str, ...]:
    """What decides between two lines about one thing on one day: the alphabet, the reason before all else."""
    parts = text.split("|")
    return (parts[FIELDS.index("reason")], *parts)

"""Masking text: e-mail addresses, telephone numbers, and names that are not to be published."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .addresses import addresses
from .names import names_in
from .numbers import telephone_numbers
from .protected import blanked, protected
from .seeing import seen
from .spared import NO_CONTACTS, OwnContacts, is_spared_address, is_spared_number

EMAIL, PHONE, NAME = "email", "phone", "name"
SPARED = ""
# What is read in the place of what was there.
INSTEAD = {EMAIL: "[email address]", PHONE: "[phone number]", NAME: "[name]"}


@dataclass(frozen=True)
class Hit:
    """One thing that was masked: its kind, and where it stood in the text as it was given."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Masked:
    """A text as it may be published, and what was taken out of it, from first to last."""

    text: str
    hits: list[Hit]


def mask(text: str, names: Sequence[str] = (), ours: OwnContacts = NO_CONTACTS) -> Masked:
    """The text with addresses, numbers and these names replaced by words that say so.

    References, dates and sums stay; so do `ours` and the addresses and numbers of data/spared.csv.
    """
    apart = _apart(_found(text, names, ours))
    hits = [hit for hit in apart if hit.kind != SPARED]
    parts, done = [], 0
    for hit in hits:
        parts += [text[done : hit.start], INSTEAD[hit.kind]]
        done = hit.end
    return Masked("".join([*parts, text[done:]]), hits)


def _found(text: str, names: Sequence[str], ours: OwnContacts) -> Iterator[Hit]:
    """Everything to be masked, in the order of its right: what is found first keeps its place."""
    read = seen(text)
    for hit in _found_in(read.text, names, ours):
        yield Hit(hit.kind, *read.span(hit.start, hit.end))


def _found_in(text: str, names: Sequence[str], ours: OwnContacts) -> Iterator[Hit]:
    known = list(addresses(text))
    for one in known:
        if not is_spared_address(one.plain, ours):
            yield Hit(EMAIL, one.start, one.end)
    rest = blanked(text, [(one.start, one.end) for one in known])
    quiet = blanked(rest, protected(rest))
    for start, end in telephone_numbers(quiet):
        # A spared number keeps its place, so that no part of it is taken for another.
        yield Hit(SPARED if is_spared_number(text[start:end], ours) else PHONE, start, end)
    for start, end in names_in(rest, names):
        yield Hit(NAME, start, end)


def _apart(hits: Iterator[Hit]) -> list[Hit]:
    """Hits without overlaps, in their order in the text; what was found first keeps its place."""
    kept: list[Hit] = []
    starts: list[int] = []
    for hit in hits:
        place = bisect_left(starts, hit.end)
        if hit.start < hit.end and (not place or kept[place - 1].end <= hit.start):
            starts.insert(place, hit.start)
            kept.insert(place, hit)
    return kept

"""Masking text: e-mail addresses, telephone numbers, and names that are not to be published."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from candour.papers.wording import counted

from .email_addresses import find_emails
from .names import find_names
from .references import blank_out, find_references
from .spared import NO_CONTACTS, OwnContacts, is_spared_address, is_spared_number
from .telephone_numbers import find_telephone_numbers
from .visible_text import visible_text

EMAIL, PHONE, NAME = "email", "phone", "name"
SPARED = ""
# Kind of hit -> what is read in its place.
INSTEAD = {EMAIL: "[email address]", PHONE: "[phone number]", NAME: "[name]"}
_NOUNS = {
    EMAIL: ("e-mail address", "e-mail addresses"),
    PHONE: ("phone number", "phone numbers"),
    NAME: ("name", "names"),
}


@dataclass(frozen=True)
class Hit:
    """Something to be masked: its kind, and its span (start, end) in the text that was passed in."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class MaskedText:
    """A text as it may be published, and what was taken out of it, from first to last."""

    text: str
    hits: list[Hit]


def mask(text: str, names: Sequence[str] = (), ours: OwnContacts = NO_CONTACTS) -> MaskedText:
    """The text with addresses, numbers and these names replaced by words that say so.

    References, dates and sums stay; so do `ours` and the addresses and numbers of data/spared.csv.
    """
    hits = [hit for hit in _without_overlaps(_all_hits(text, names, ours)) if hit.kind != SPARED]
    parts, done = [], 0
    for hit in hits:
        parts += [text[done : hit.start], INSTEAD[hit.kind]]
        done = hit.end
    return MaskedText("".join([*parts, text[done:]]), hits)


def describe_masked(counts: Mapping[str, int]) -> list[str]:
    """How many of each kind were masked, as one line to publish; no line for none."""
    phrases = [counted(number, *_NOUNS[kind]) for kind, number in sorted(counts.items()) if number]
    return [f"{' and '.join(phrases)} masked"] if phrases else []


def _all_hits(text: str, names: Sequence[str], ours: OwnContacts) -> Iterator[Hit]:
    """Everything to be masked, or spared; where two overlap, the first one yielded counts."""
    visible = visible_text(text)
    for hit in _hits_in_visible(visible.text, names, ours):
        yield Hit(hit.kind, *visible.span(hit.start, hit.end))


def _hits_in_visible(text: str, names: Sequence[str], ours: OwnContacts) -> Iterator[Hit]:
    emails = list(find_emails(text))
    for email in emails:
        if not is_spared_address(email.plain, ours):
            yield Hit(EMAIL, email.start, email.end)
    without_emails = blank_out(text, [(email.start, email.end) for email in emails])
    without_references = blank_out(without_emails, find_references(without_emails))
    for start, end in find_telephone_numbers(without_references):
        # A spared number stays in the list, so that no part of it is taken for another.
        yield Hit(SPARED if is_spared_number(text[start:end], ours) else PHONE, start, end)
    for start, end in find_names(without_emails, names):
        yield Hit(NAME, start, end)


def _without_overlaps(hits: Iterable[Hit]) -> list[Hit]:
    """Hits in their order in the text. Of two that overlap, the one that came first in `hits` stays."""
    ordered: list[Hit] = []
    starts: list[int] = []
    for hit in hits:
        index = bisect_left(starts, hit.end)
        if hit.start < hit.end and (not index or ordered[index - 1].end <= hit.start):
            starts.insert(index, hit.start)
            ordered.insert(index, hit)
    return ordered

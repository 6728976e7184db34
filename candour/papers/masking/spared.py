"""What is never masked: our own contacts, the Commissioner's, and public bodies' offices for requests."""

import re
from functools import cache
from typing import NamedTuple

from candour.codes.tables import read_rows


class OwnContacts(NamedTuple):
    """This installation's own e-mail address and telephone number, which are never masked; empty if unset."""

    email: str = ""
    telephone: str = ""


NO_CONTACTS = OwnContacts()


@cache
def _spared_values() -> dict[str, frozenset[str]]:
    """Kind of value ("address", "number", "office" ...) -> the values of that kind in data/spared.csv."""
    by_kind: dict[str, set[str]] = {}
    for row in read_rows("candour.papers", "spared.csv"):
        by_kind.setdefault(row["kind"], set()).add(row["value"])
    return {kind: frozenset(values) for kind, values in by_kind.items()}


@cache
def surname_words() -> frozenset[str]:
    """Ordinary words that are surnames too, from data/surnames_that_are_words.csv, in small letters."""
    return frozenset(row["word"] for row in read_rows("candour.papers", "surnames_that_are_words.csv"))


def is_spared_address(address: str, ours: OwnContacts = NO_CONTACTS) -> bool:
    """Whether an e-mail address may stay: it is listed, our desk's, or a public body's office for requests.

    An office is spared by two rows of data/spared.csv together: its local part, and its domain's end.
    """
    plain = address.lower()
    local, _, domain = plain.partition("@")
    if plain in _spared_values()["address"] or plain == ours.email.lower():
        return True
    is_public_body = any(
        domain == suffix or domain.endswith(f".{suffix}") for suffix in _spared_values()["suffix"]
    )
    return is_public_body and local in _spared_values()["office"]


def _significant_digits(number: str) -> str:
    """A United Kingdom number's digits after its leading 0 or 44: the same however it is written."""
    digits = re.sub(r"\D", "", number)
    return re.sub(r"^(?:0044|44)?0?", "", digits)


def is_spared_number(number: str, ours: OwnContacts = NO_CONTACTS) -> bool:
    """Whether a telephone number may stay: it is listed, or the line's own."""
    spared = {*_spared_values()["number"], ours.telephone} - {""}
    return _significant_digits(number) in {_significant_digits(listed) for listed in spared}


def is_spared_postcode(postcode: str) -> bool:
    """Whether a postcode may stay: it is listed as a public body's."""
    plain = re.sub(r"\s", "", postcode).upper()
    return plain in {listed.replace(" ", "") for listed in _spared_values()["postcode"]}

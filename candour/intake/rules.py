"""What is decided at intake: the categories and channels, and how a contact may be closed."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Category:
    """One kind of conduct. `wording` is the national one of March 2024, `first_wording` that of 2022."""

    code: str
    label: str
    wording: str
    first_wording: str
    corruption_categories: tuple[str, ...]


def _rows(name: str) -> list[dict[str, str]]:
    text = files("candour.intake").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def categories() -> tuple[Category, ...]:
    """Every category, the five public ones first; the last two are for assessors."""
    return tuple(
        Category(
            code=row["code"],
            label=row["short_label"],
            wording=row["national_wording_2024"],
            first_wording=row["seed_wording_2022"],
            corruption_categories=tuple(row["corruption_categories"].split(";")),
        )
        for row in _rows("categories.csv")
    )


def public_categories() -> tuple[Category, ...]:
    """The five that a reporter chooses from."""
    return tuple(category for category in categories() if category.wording)


def category_label(code: str) -> str:
    """The short label of a category; the code itself if it is not on the list."""
    return next((category.label for category in categories() if category.code == code), code)


# Channels that a call handler may enter by hand; web forms come by themselves, and the last two of
# channels.csv belong to rooms of their own.
DESK_CHANNELS = ("phone", "relay_uk", "bsl_video", "interpreter_phone", "post", "partner_transfer")


@cache
def channels() -> Mapping[str, str]:
    """Every channel's code and label."""
    return {row["code"]: row["label"].split(" (")[0] for row in _rows("channels.csv")}


# Why a contact made no report (M03). "Never called false": it says what the contact was.
CLOSING_REASONS: Mapping[str, str] = {
    "abandoned": "Ended before anything was said",
    "no_information": "No information that a report could be made from",
    "other_service": "Meant for another service",
    "signposted": "A real matter, outside what this line is for; told where to go",
    "wrong_number": "Wrong number, silent or a test",
}

# Where a matter that is not ours is sent.
OWN_WORDS = ("who", "what", "when", "where", "how_known", "danger")

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
# Nobody is there to be read seven words, unless a transferred caller is on the line.
WITHOUT_CALLER = ("post", "partner_transfer")


# Never which other language: a rare one can tell who somebody is.
ENGLISH = "en"
LANGUAGES: Mapping[str, str] = {
    ENGLISH: "English",
    "cy": "Welsh",
    "other": "Another language, through an interpreter",
}


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

# The account's own questions, in the order they are asked. The web's form, the desk's call form and the
# assessor's page all take codes and words from here, so that an account reads the same however it came.
UNKNOWN = "unknown"
ROLES: Mapping[str, str] = {
    "officer": "A police officer",
    "staff": "A member of police staff",
    "volunteer": "A volunteer",
    UNKNOWN: "I do not know",
}
DUTIES: Mapping[str, str] = {
    "on": "On duty",
    "off": "Off duty",
    "both": "Both on and off duty",
    UNKNOWN: "I do not know",
}
PLACES: Mapping[str, str] = {
    "in_person": "In person",
    "online": "Online, by message or by phone",
    "both": "Both",
    UNKNOWN: "I do not know",
}
# How far what is told can be built on (3x5x2's source codes), and never who the reporter is.
BASES: Mapping[str, str] = {
    "saw": "I saw or heard it myself, or it happened to me",
    "told": "Somebody who was there told me",
    "heard": "People talk about it",
    "records": "I saw it in records, messages or pictures",
}
ACCOUNT: Mapping[str, str] = {
    "role": "Officer, staff or volunteer",
    "duty": "On or off duty",
    "place": "In person or online",
    "who": "Who it is",
    "what": "What happened",
    "when": "When",
    "where": "Where",
    "how_known": "How they know",
    "how_known_words": "More on how they know",
    "circle": "Who else knows",
    "danger": "Who is in danger now",
}
_CODED = {"role": ROLES, "duty": DUTIES, "place": PLACES, "how_known": BASES}


def account_in_words(account: Mapping[str, str]) -> list[tuple[str, str]]:
    """Each answer of an account that was given, as (question, answer), codes said in words."""
    asked = [*ACCOUNT, *(name for name in account if name not in ACCOUNT)]
    return [
        (ACCOUNT.get(name, name), _CODED.get(name, {}).get(account[name], account[name]))
        for name in asked
        if account.get(name)
    ]


# What the reporter wrote in their own words, among the account's answers.
OWN_WORDS = ("who", "what", "when", "where", "how_known_words", "danger")

"""The kinds of conduct, and the national corruption categories that assessors choose from. No Django."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from candour.codes.listed import ListedCode, label_of, offered, read_codes


@dataclass(frozen=True, kw_only=True)
class Category(ListedCode):
    """One kind of conduct. `wording` is the national one of March 2024, `first_wording` that of 2022.

    `corruption_categories` are the codes that fit it.
    """

    wording: str
    first_wording: str
    corruption_categories: tuple[str, ...]


@cache
def categories() -> Mapping[str, Category]:
    """Every category, those that reporters choose from first; the others are for assessors."""
    return read_codes("categories.csv", Category)


def reporter_categories() -> list[Category]:
    """Those that a reporter chooses from."""
    return [category for category in offered(categories()).values() if category.reporter_label]


def category_label(code: str) -> str:
    """The label of a category; the code itself if it is not on the list."""
    return label_of(categories(), code)


@cache
def corruption_categories() -> Mapping[str, ListedCode]:
    """The twelve national corruption categories, by our code (HMICFRS glossary; see the data file)."""
    return read_codes("corruption_categories.csv", ListedCode)


def corruption_category_label(code: str) -> str:
    """The label of a corruption category; the code itself if it is not on the list."""
    return label_of(corruption_categories(), code)

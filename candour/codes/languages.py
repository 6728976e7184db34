"""What a contact was told in: English, Welsh or another, and never which other. No Django."""

from collections.abc import Mapping
from functools import cache

from candour.codes.listed import ListedCode, read_codes

ENGLISH = "en"


@cache
def languages() -> Mapping[str, ListedCode]:
    """The languages of a contact, by code."""
    return read_codes("languages.csv", ListedCode)

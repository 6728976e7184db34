"""Short lists that are kept as data: where else to go, and what requests are about."""

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Signpost(NamedTuple):
    """What is no freedom of information, and where to go with it; `source` says whose page it is."""

    key: str
    heading: str
    words: str
    link_words: str
    url: str
    source: str


def _rows(name: str) -> list[dict[str, str]]:
    text = files("candour.foi").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def signposts() -> tuple[Signpost, ...]:
    """Where else to go, the most important first."""
    return tuple(Signpost(**row) for row in _rows("signposts.csv"))


@cache
def topics() -> dict[str, str]:
    """What a request can be about: codes to words, for the log's lists."""
    return {row["code"]: row["label"] for row in _rows("topics.csv")}

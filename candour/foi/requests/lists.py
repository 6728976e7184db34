"""Short lists that are kept as data: where else to go, and what requests are about."""

from functools import cache
from typing import NamedTuple

from candour.codes.tables import read_rows


class Signpost(NamedTuple):
    """What is no freedom of information, and where to go with it; `source` says whose page it is."""

    key: str
    heading: str
    words: str
    link_words: str
    url: str
    source: str


def _rows(name: str) -> list[dict[str, str]]:
    return read_rows("candour.foi", name)


@cache
def signposts() -> tuple[Signpost, ...]:
    """Where else to go, the most important first."""
    return tuple(Signpost(**row) for row in _rows("signposts.csv"))


@cache
def topics() -> dict[str, str]:
    """What a request can be about: codes to words, for the log's lists."""
    return {row["code"]: row["label"] for row in _rows("topics.csv")}

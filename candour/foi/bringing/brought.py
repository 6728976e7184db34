"""What a file that is brought in says of one request. Values only."""

import datetime as dt
import re
from dataclasses import dataclass, field

from candour.foi.rules import Outcome

ASKER, BODY = "asker", "force"
# The model's columns are so long.
NAME, SUBJECT = 160, 300


@dataclass(frozen=True)
class Said:
    """One message: who wrote it ("asker" or "force"), under what name, and its words as they came."""

    writer: str
    name: str
    text: str
    on: dt.date | None = None
    subject: str = ""
    is_auto_reply: bool = False


@dataclass(frozen=True)
class Judged:
    """What the source says was decided of a question."""

    outcome: Outcome
    answer: str = ""
    why: str = ""
    holder: str = ""
    sections: tuple[str, ...] = ()


@dataclass(frozen=True)
class Noted:
    """A note that a reader left at the source, with what it cites."""

    name: str
    text: str
    source_name: str = ""
    source_date: dt.date | None = None


@dataclass(frozen=True)
class Brought:
    """One request. `reference` is empty where its source gives none, and `asker` where it names nobody."""

    title: str
    questions: tuple[str, ...]
    said: tuple[Said, ...]
    body: str = ""
    reference: str = ""
    asker: str = ""
    source_url: str = ""
    law: str = ""
    judged: dict[int, Judged] = field(default_factory=dict)
    noted: tuple[Noted, ...] = ()


_NUMBER = r"[ \t]{0,4}\d{1,2}[.)]"
_NUMBERED = re.compile(rf"^{_NUMBER}[ \t]+(.+(?:\n(?!{_NUMBER})[^\n]*\S.*)*)", re.MULTILINE)


def questions_in(text: str) -> tuple[str, ...]:
    """The numbered questions of a message; else its sentences that ask; else all of it."""
    numbered = _NUMBERED.findall(text)
    asked = numbered or [
        one for part in re.split(r"\n\s*\n", text) for one in re.findall(r"[^.?!\n][^.?!]*\?", part)
    ]
    found = tuple(" ".join(one.split()) for one in asked)
    return found or (" ".join(text.split()),)


def day_of(told: str) -> dt.date | None:
    """The day of "14/3/24" or "14/03/2024"; None for what is no day."""
    found = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{2}|\d{4})", told.strip())
    if not found:
        return None
    year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
    try:
        return dt.date(year, int(found[2]), int(found[1]))
    except ValueError:
        return None

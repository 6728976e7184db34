"""What a file that is brought in says of one request. Values only."""

import datetime as dt
import html
import re
from dataclasses import dataclass, field

from candour.foi.clock.counting import day_of as uk_day_of
from candour.foi.rules import QuestionOutcome

ASKER, BODY, OTHER = "asker", "force", "other"
# Who left a note, where the source does not say who.
SOMEBODY = "A reader"
# The model's columns are so long.
NAME, SUBJECT = 160, 300


@dataclass(frozen=True)
class SourceMessage:
    """One message: who wrote it ("asker", "force" or "other"), under what name, its words as they came."""

    writer: str
    name: str
    text: str
    on: dt.date | None = None
    subject: str = ""
    is_auto_reply: bool = False


@dataclass(frozen=True)
class SourceDecision:
    """What the source says was decided of a question."""

    outcome: QuestionOutcome
    answer: str = ""
    why: str = ""
    holder: str = ""
    sections: tuple[str, ...] = ()


@dataclass(frozen=True)
class SourceNote:
    """A note that a reader left at the source, with what it cites."""

    name: str
    text: str
    source_name: str = ""
    source_date: dt.date | None = None


@dataclass(frozen=True)
class BroughtRequest:
    """One request. `reference` is empty where its source gives none, and `asker` where it names nobody."""

    title: str
    questions: tuple[str, ...]
    said: tuple[SourceMessage, ...]
    body: str = ""
    reference: str = ""
    asker: str = ""
    source_url: str = ""
    law: str = ""
    judged: dict[int, SourceDecision] = field(default_factory=dict)
    noted: tuple[SourceNote, ...] = ()


_NUMBER = r"[ \t]{0,4}\d{1,2}[.)]"
_NUMBERED = re.compile(rf"^{_NUMBER}[ \t]+(.+(?:\n(?!{_NUMBER})[^\n]*\S.*)*)", re.MULTILINE)


def questions_in(text: str) -> tuple[str, ...]:
    """The numbered questions of a message; else its sentences that ask; else all of it, if it says any."""
    numbered = _NUMBERED.findall(text)
    questions = numbered or [
        sentence for part in re.split(r"\n\s*\n", text) for sentence in re.findall(r"[^.?!\n][^.?!]*\?", part)
    ]
    on_one_line = tuple(" ".join(sentence.split()) for sentence in questions)
    return on_one_line or tuple(filter(None, [" ".join(text.split())]))


def day_of(text: str) -> dt.date | None:
    """The day of "14/3/24" or "14/03/2024"; None for what is no day."""
    match = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{2}|\d{4})", text.strip())
    if not match:
        return None
    year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
    try:
        return dt.date(year, int(match[2]), int(match[1]))
    except ValueError:
        return None


def day_at(moment: str) -> dt.date | None:
    """The UK day of "2025-03-31T23:30:00Z", which is the first of April; None for what is no moment."""
    try:
        time = dt.datetime.fromisoformat(moment.strip())
    except ValueError:
        return None
    return uk_day_of(time) if time.tzinfo else time.date()


def without_markup(markup: str) -> str:
    """The words of a piece of HTML on one line. What was escaped in it is a word, and stays."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", markup)).split())

"""The rules of a referral: its stages, a force's time limits, and grades in words. No Django."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from candour.codes.tables import read_rows

# Service targets between force and line, by analogy with EU 2019/1937 arts 9 and 11.
DAYS_TO_ACKNOWLEDGE = 7
DAYS_TO_FEED_BACK = 90

HELD = "Held: the force has no key yet"
SENT = "Sent, not acknowledged"
ACKNOWLEDGED = "With the force"
SENT_BACK = "Sent back: not theirs"
REDIRECTING = "Sent back: another force proposed"
PASSING = "Force proposes passing it on"
PASSED = "Passed on"
STAGES = (HELD, SENT, ACKNOWLEDGED, SENT_BACK, REDIRECTING, PASSING, PASSED)
# While it stands here, the force may still act on it, and is waited for.
WITH_FORCE = (SENT, ACKNOWLEDGED, PASSING)

QUESTION_WAITS = "Waits for an assessor to put it to the reporter"
QUESTION_PUT = "Put to the reporter, no answer passed on yet"
ANSWER_WAITS = "Answer written, waits for a second person"
QUESTION_ANSWERED = "Answered"


def chase(*, sent_on: dt.date, acknowledged: bool, fed_back: bool, today: dt.date) -> str:
    """What the force is late with on `today`, in words; empty if nothing is. Counts calendar days."""
    if not acknowledged and today > sent_on + dt.timedelta(days=DAYS_TO_ACKNOWLEDGE):
        return f"Not acknowledged after {(today - sent_on).days} days"
    if not fed_back and today > sent_on + dt.timedelta(days=DAYS_TO_FEED_BACK):
        return f"No outcome after {(today - sent_on).days} days"
    return ""


@dataclass(frozen=True)
class Code:
    """One code of a 3x5x2 in words: `2`, `Source`, `Untested`, and what that means."""

    code: str
    element: str
    label: str
    meaning: str


_ELEMENTS = {
    "source": "Source",
    "intelligence": "Intelligence",
    "handling": "Sharing",
    "condition": "Condition",
}


@cache
def _codes() -> Mapping[tuple[str, str], Code]:
    """Every code of 3x5x2 by element and code (the data file names its sources)."""
    return {
        (row["element"], row["code"]): Code(
            row["code"], _ELEMENTS[row["element"]], row["label"], row["meaning"]
        )
        for row in read_rows("candour.assessment", "grading_3x5x2.csv")
    }


def grade_in_words(written: str) -> list[Code]:
    """A grade as it was sent ("2-D-P", or "2-B-C A1,S2"), code by code. Unknown codes keep their letter."""
    grade, _, conditions = written.partition(" ")
    pairs = list(zip(("source", "intelligence", "handling"), grade.split("-"), strict=False))
    pairs += [("condition", code) for code in conditions.split(",") if code]
    return [_codes().get(pair, Code(pair[1], _ELEMENTS[pair[0]], pair[1], "")) for pair in pairs]


def grade_codes(grades: Sequence[str]) -> list[Code]:
    """The codes in these grades without repeats, sorted by element: source first, condition last."""
    order = list(_ELEMENTS.values())
    codes = dict.fromkeys(code for written in grades for code in grade_in_words(written))
    return sorted(codes, key=lambda code: (order.index(code.element), code.code))

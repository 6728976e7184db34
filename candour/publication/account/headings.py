"""What the account counts, in the order of its tables.

As the Cabinet Office's Freedom of Information statistics do: the requests that came in a period, and how each
stood on the day of counting. So each table adds up to the number that came, or to a number above it.

Not counted: what was sent here and was no request. A reporter may write here by mistake; in a quiet month a
count of one would tell whoever watches them that they wrote. For the same reason a request is counted only
once it was let in: else the number would fall when triage takes something out, and could be worked out. (One
that is taken out after it was let in does lower the number of a later version. Triage is there to be first.)
"""

from collections.abc import Mapping

from candour.foi.deciding import headlines
from candour.foi.deciding.outcomes import OUTCOMES

Counts = dict[str, dict[str, int]]

HEADINGS: Mapping[str, str] = {
    "came": "Requests that came",
    "standing": "How they stood",
    "time": "Whether the answer was in time",
    "outcome": "What the answers gave",
    "question": "What was decided of each question",
    "section": "Sections used",
    "review": "Reviews",
    "commissioner": "Complaints to a Commissioner",
}
CALLED: Mapping[str, Mapping[str, str]] = {
    "came": {"came": "Requests", "questions": "Questions in them"},
    "standing": {
        "answered": "Answered",
        "open": "Open, and not yet due",
        "overdue": "Open and overdue",
        "waiting": "Waiting for the asker",
        "lapsed": "Closed, because the asker did not say what was meant",
        "withdrawn": "Taken back by the asker",
        "handed_on": "Handed to another body",
    },
    "time": {
        "in_time": "Answered within the usual time",
        "longer": "Answered later, within more time that was taken for a reason",
        "late": "Answered late",
    },
    "outcome": {headline.value: words.in_account for headline, words in headlines.HEADLINES.items()},
    "question": {outcome.value: rule.in_account for outcome, rule in OUTCOMES.items()},
    "section": {},
    "review": {
        "open": "Asked for, and not answered yet",
        "upheld": "The answer was upheld",
        "part": "The answer was changed in part",
        "overturned": "The answer was changed",
        "in_time": "Of those answered, in time",
    },
    "commissioner": {"open": "Being looked at", "decided": "Decided"},
}


def blank() -> Counts:
    """Nought for everything that is always shown; sections appear as they are used."""
    return {heading: dict.fromkeys(called, 0) for heading, called in CALLED.items()}


def called(heading: str, code: str) -> str:
    """What one count is called; a section by itself, as in "FOIA 40(2)"."""
    return CALLED[heading].get(code) or code

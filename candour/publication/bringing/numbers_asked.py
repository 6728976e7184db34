"""What number a question of old asked for: which measure, and from which day to which."""

import datetime as dt
import re

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_DAY = rf"(\d{{1,2}})(?:st|nd|rd|th)?\s+({'|'.join(_MONTHS)})\s+(\d{{4}})"
_PERIOD = re.compile(rf"{_DAY}\s+(?:and|to|until|till|-|–)\s+(?:the\s+)?{_DAY}", re.IGNORECASE)
# M01 counts contacts: calls answered and forms sent (figures/data/counting_rules.csv).
_CONTACTS = re.compile(
    r"\bhow many\b[^?]*\b(?:calls?|contacts?|online (?:reports?|forms?))\b[^?]*\b(?:hot)?line\b",
    re.IGNORECASE,
)
# Other lines are asked about too, such as 101: only one for reports about the police is ours.
_OUR_LINE = re.compile(r"\bcorruption\b|\babuse\b|\bmisconduct\b", re.IGNORECASE)
CONTACTS = "M01"
Days = tuple[dt.date, dt.date]


def measure_asked(question: str) -> str:
    """The measure that counts what was asked for, such as "M01"; empty where none plainly does."""
    return CONTACTS if _CONTACTS.search(question) and _OUR_LINE.search(question) else ""


def period_asked(question: str) -> Days | None:
    """The first and last day in "between 29 November 2022 and 29 November 2023"; None without both."""
    period = _PERIOD.search(question)
    if not period:
        return None
    try:
        since, until = _day(*period.groups()[:3]), _day(*period.groups()[3:])
    except ValueError:
        return None
    return (since, until) if since <= until else None


def _day(day: str, month: str, year: str) -> dt.date:
    return dt.date(int(year), _MONTHS.index(month.lower()) + 1, int(day))

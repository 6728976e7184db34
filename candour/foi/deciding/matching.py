"""The published numbers that seem to answer a question, for an officer to choose from."""

import datetime as dt
import re
from functools import cache

from candour.figures.measures import Measure, labels, measures
from candour.figures.releasing import register
from candour.figures.showing.prints import Key, Print, index
from candour.store.small_index import SmallIndex
from candour.store.stems import stems

from .citing import CitedNumber, cited

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
_MONTH_NAMES = "|".join((*_MONTHS, *(month[:3] for month in _MONTHS)))
_DAY = re.compile(rf"(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+)?\b({_MONTH_NAMES})\.?\s+(\d{{4}})\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(20\d\d)\b")
# What people call the line; its words say nothing about what they want to know.
_LINE = re.compile(r"(?:anti-?\s?corruption|abuse|and|police|met|\s)*(?:hot|phone)?line\b", re.IGNORECASE)
# Words of many labels, which tell none of them from another.
_OF_ALL_LABELS = frozenset({"polic", "constabulari", "servic", "forc", "other"})
_MEASURES, _LEAST = 3, 0.12
# What people ask for in their own words, and the measure that counts it; each takes its words away from the
# next, so that "online reports" are not reports.
_ASKED_FOR = (
    (r"calls?(?:\s*(?:/|and|or)\s*online reports?)?|online reports?|contacts?|tip-?offs?", "M01"),
    (r"(?:outside|other than) the met\w*|(?:an)?other forces?|elsewhere", "M08a"),
    (r"arrest\w*", "M20"),
    (r"suspen\w+", "M19"),
    (r"dismiss\w+|sacked|sackings?", "M26"),
    (r"charged", "M21"),
    (r"convict\w+", "M22"),
    (r"referrals?|referred", "M07"),
    (r"reports?|complaints?|tips?", "M04"),
)


def matching(question: str, *, limit: int = 8) -> list[CitedNumber]:
    """The published numbers that seem to answer a question, the likeliest first, each as last printed."""
    days = _days(question)
    wording = _YEAR.sub(" ", _DAY.sub(" ", _LINE.sub(" ", question)))
    likeliest = _measures(wording)
    if not likeliest:
        return []
    words = set(stems(wording))
    scored = [(_likeness(printed, likeliest, words, days), printed) for printed in _newest().values()]
    best = sorted(
        [pair for pair in scored if pair[0] > 0],
        key=lambda pair: (-pair[0], -pair[1].number.until.toordinal(), pair[1].number.place),
    )
    return [cited(printed) for _, printed in best[:limit]]


def _measures(wording: str) -> list[str]:
    """The measures that a question is about, the likeliest first."""
    left, codes = wording, []
    for words, measure in _ASKED_FOR:
        left, times = re.subn(rf"\b(?:{words})\b", " ", left, flags=re.IGNORECASE)
        codes += [measure] * bool(times)
    codes += [likely.code for likely in _measure_index().nearest(wording, limit=_MEASURES, least=_LEAST)]
    return list(dict.fromkeys(codes))[:_MEASURES]


@cache
def _measure_index() -> SmallIndex[Measure]:
    measure_index: SmallIndex[Measure] = SmallIndex()
    for measure in measures().values():
        parts = " ".join(words for kind in measure.by if kind == "channel" for words in labels(kind).values())
        measure_index.put(measure, measure.name, f"{measure.words} {parts}", measure.definition)
    return measure_index


def _newest() -> dict[Key, Print]:
    """Every number that was ever printed, as it was printed last."""
    newest: dict[Key, Print] = {}
    for document in register.documents():
        newest |= index(document)
    return newest


def _likeness(
    printed: Print, likeliest: list[str], words: set[str], days: tuple[dt.date, dt.date] | None
) -> float:
    """How well a number fits: its measure first, then its days. A part counts only where it is named."""
    number = printed.number
    if number.measure not in likeliest:
        return 0
    score = 3.0 * (len(likeliest) - likeliest.index(number.measure)) + _overlap(printed, days)
    if number.by:
        label = set(stems(number.label)) - _OF_ALL_LABELS
        if not label or not label <= words:
            return 0
        score += 4
    return score - (number.value is None)


def _overlap(printed: Print, days: tuple[dt.date, dt.date] | None) -> float:
    """Up to six where the days are the days asked for; below nought where they do not meet.

    Where no days are asked for, the longer time is the likelier.
    """
    length = (printed.number.until - printed.number.since).days + 1
    if days is None:
        return min(length / 365, 2)
    since, until = days
    shared = (min(until, printed.number.until) - max(since, printed.number.since)).days + 1
    either = (max(until, printed.number.until) - min(since, printed.number.since)).days + 1
    return 6 * shared / either if shared > 0 else -3


def _days(text: str) -> tuple[dt.date, dt.date] | None:
    """The first and last day that a question names, by day, month or year; None where it names none."""
    spans: list[tuple[dt.date, dt.date]] = []
    for day, month, year in _DAY.findall(text):
        begins = dt.date(
            int(year), [month_name[:3] for month_name in _MONTHS].index(month[:3].lower()) + 1, 1
        )
        ends = (begins + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
        exact = begins.replace(day=min(int(day) or 1, ends.day)) if day else None
        spans.append((exact or begins, exact or ends))
    spans = spans or [
        (dt.date(int(year_named), 1, 1), dt.date(int(year_named), 12, 31))
        for year_named in _YEAR.findall(text)
    ]
    return (min(span for span, _ in spans), max(span for _, span in spans)) if spans else None

"""The days of the rehearsal: when people got in touch, and when the desk was at work."""

import random
from datetime import date, timedelta
from math import exp

START = date(2022, 11, 29)
END = date(2024, 2, 29)

# England's bank holidays in the period, as listed at https://www.gov.uk/bank-holidays
BANK_HOLIDAYS = frozenset(
    {
        date(2022, 12, 26),
        date(2022, 12, 27),
        date(2023, 1, 2),
        date(2023, 4, 7),
        date(2023, 4, 10),
        date(2023, 5, 1),
        date(2023, 5, 8),
        date(2023, 5, 29),
        date(2023, 8, 28),
        date(2023, 12, 25),
        date(2023, 12, 26),
        date(2024, 1, 1),
    }
)

# "700 in a day" (published_figures.csv, F01) would be a quarter of fifteen months' contacts: not credible.
# We invent a week that is far busier than any other, and still far below it.
BURST = {
    date(2023, 1, 16): 31,
    date(2023, 1, 17): 74,
    date(2023, 1, 18): 52,
    date(2023, 1, 19): 37,
    date(2023, 1, 20): 29,
    date(2023, 1, 21): 17,
    date(2023, 1, 22): 12,
}
# Days on which the line was in the news, and how many times an ordinary day they brought. Invented.
IN_THE_NEWS = {
    date(2022, 11, 29): 2.2,
    date(2022, 11, 30): 1.8,
    date(2023, 1, 23): 1.9,
    date(2023, 1, 24): 1.7,
    date(2023, 2, 7): 1.8,
    date(2023, 3, 21): 3.0,
    date(2023, 3, 22): 2.4,
    date(2023, 3, 23): 1.7,
    date(2023, 7, 6): 1.8,
    date(2023, 10, 12): 1.9,
    date(2023, 11, 29): 1.6,
    date(2024, 1, 23): 2.4,
    date(2024, 1, 24): 1.9,
    date(2024, 2, 29): 1.5,
}
BY_WEEKDAY = (1.15, 1.12, 1.08, 1.05, 1.0, 0.78, 0.72)


def days_between(first: date, last: date) -> list[date]:
    """Every day from the first to the last, both included."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def busyness(rng: random.Random, day: date) -> float:
    """How many contacts a day brings, next to other days: a falling curve, the week's rhythm, the news."""
    fading = 0.55 + exp(-(day - START).days / 110)
    quiet = 0.35 if (day.month, day.day) in {(12, 24), (12, 25), (12, 31)} else 1.0
    return fading * BY_WEEKDAY[day.weekday()] * IN_THE_NEWS.get(day, 1.0) * quiet * rng.gammavariate(9, 1 / 9)


def contact_days(rng: random.Random, first: date, last: date, *, total: int, scale: float) -> list[date]:
    """Exactly `total` days of contact between two days, in order; the burst week is cut to `scale`."""
    burst = [
        day for day, count in BURST.items() if first <= day <= last for _ in range(round(count * scale))
    ][:total]
    ordinary = [day for day in days_between(first, last) if day not in BURST]
    weights = [busyness(rng, day) for day in ordinary]
    return sorted(burst + rng.choices(ordinary, weights, k=total - len(burst)))


def is_working_day(day: date) -> bool:
    """True from Monday to Friday, bank holidays apart."""
    return day.weekday() < 5 and day not in BANK_HOLIDAYS


def working_days_after(day: date, count: int) -> date:
    """The day that many working days later; with none to wait, the same day or the next working day."""
    while not is_working_day(day):
        day += timedelta(days=1)
    for _ in range(count):
        day += timedelta(days=1)
        while not is_working_day(day):
            day += timedelta(days=1)
    return day

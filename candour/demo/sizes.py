"""How much of everything there is in the plan, in full and cut down."""

from dataclasses import dataclass
from datetime import date

from candour.demo.days import END, START

YEAR_ONE_ENDS = date(2023, 11, 29)


@dataclass(frozen=True)
class Window:
    """A stretch of days for which the published history tells the number of contacts, at least roughly."""

    first: date
    last: date
    contacts: int
    referred: int


# 2,878 contacts (F13) and 867 referrals (F17) in all; more than 1,000 contacts by 6 April 2023 (F06, F08),
# and 325 to 350 matters taken forward (F07, F08); "more than 2,400" contacts in about January 2024 (F12).
WINDOWS = (
    Window(START, date(2023, 4, 6), contacts=1118, referred=353),
    Window(date(2023, 4, 7), date(2024, 1, 4), contacts=1342, referred=376),
    Window(date(2024, 1, 5), END, contacts=418, referred=138),
)


@dataclass(frozen=True)
class Sizes:
    """The counts that a plan meets exactly."""

    scale: float
    windows: tuple[Window, ...]
    by_phone: int
    moved_in_year_one: int
    moved_later: int
    not_referred: int
    still_open: int
    untouched: int
    joined: int
    doubled: int


FULL = Sizes(
    scale=1.0,
    windows=WINDOWS,
    by_phone=1988,
    moved_in_year_one=94,
    moved_later=45,
    not_referred=62,
    still_open=15,
    untouched=25,
    joined=70,
    doubled=24,
)


def cut_to(contacts: int) -> Sizes:
    """The full sizes cut down in proportion, so that there are exactly that many contacts, at most 2,878."""
    share = min(contacts, 2878) / 2878
    most = [
        Window(window.first, window.last, round(window.contacts * share), round(window.referred * share))
        for window in WINDOWS[:2]
    ]
    last = WINDOWS[2]
    left = min(contacts, 2878) - sum(window.contacts for window in most)
    windows = (*most, Window(last.first, last.last, left, min(left // 3, round(last.referred * share))))
    return Sizes(
        scale=share,
        windows=windows,
        by_phone=round(FULL.by_phone * share),
        moved_in_year_one=round(FULL.moved_in_year_one * share),
        moved_later=round(FULL.moved_later * share),
        not_referred=round(FULL.not_referred * share),
        still_open=round(FULL.still_open * share),
        untouched=round(FULL.untouched * share),
        joined=round(FULL.joined * share),
        doubled=round(FULL.doubled * share),
    )

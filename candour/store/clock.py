"""The day and the time that everything shown or counted goes by.

On a real line they are the real ones. In a rehearsal, whose history ends in the past, the day goes on from
the end of that history: the ledger says how many days lie between (`set_source`). Sessions, second factors
and the times at which mail is tried again go by Django's own clock.
"""

import datetime as dt
from collections.abc import Callable

from django.utils import timezone

# When a day's release goes public. In a rehearsal it is never earlier, so that what the history released on
# its last day is out when somebody looks, at whatever hour it was loaded.
_DAY_HAS_BEGUN = dt.time(9, 30)
_source: list[Callable[[], int]] = []


def set_source(days_behind: Callable[[], int]) -> None:
    """Name the function that returns how many days lie between: 0 on a real line."""
    _source[:] = [days_behind]


def days_behind() -> int:
    """How many days the shown day lies behind the real one."""
    return _source[0]() if _source else 0


def current_day() -> dt.date:
    """Today, UK local, for whatever is shown or counted."""
    return timezone.localdate() - dt.timedelta(days=days_behind())


def current_time() -> dt.datetime:
    """This moment, for whatever is shown or counted; in a rehearsal never before 9.30 of its day."""
    days = days_behind()
    if not days:
        return timezone.now()
    shown = timezone.localtime() - dt.timedelta(days=days)
    return max(shown, shown.replace(hour=_DAY_HAS_BEGUN.hour, minute=_DAY_HAS_BEGUN.minute, second=0))

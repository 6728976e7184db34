"""The figure of ours that tells today what a body said it does not hold, and how far its days fit."""

from dataclasses import dataclass

from candour.figures.files.sentences import LINE_NAME
from candour.figures.showing.marks import in_day
from candour.foi.deciding.citing import answering_number, cite, days_cited
from candour.publication.log.beside import newest_figure

from .numbers_asked import Days, measure_asked, period_asked


@dataclass(frozen=True)
class PublishedNow:
    """A published number, by release and place, and what its reader is told of it."""

    release: str
    place: int
    words: str


def published_now(question: str, *, holder: str = "") -> PublishedNow | None:
    """The number for the question's days, else the newest one; None where none is published.

    `holder` is who, as the answer says, has the number. Its words say whose line it counts and which days:
    a reader must not take a figure of other days for the one that was asked for.
    """
    measure, asked = measure_asked(question), period_asked(question)
    if not measure:
        return None
    found = (answering_number(measure, *asked) if asked else None) or _newest(measure)
    if found is None:
        return None
    told = cite(*found)
    words = (_whose(holder), _which_days(asked, days_cited(told)), f"It stood so on {told.as_at}.")
    return PublishedNow(*found, " ".join(words))


def _newest(measure: str) -> tuple[str, int] | None:
    newest = newest_figure(measure)
    if newest is None:
        return None
    # The same days can stand in a later release, counted anew.
    return answering_number(measure, *days_cited(newest)) or (newest.release, newest.place)


def _whose(holder: str) -> str:
    one = f"{LINE_NAME} is our name for the line that was asked about."
    return f"{one} The answer says that {holder} keeps its count." if holder else one


def _which_days(asked: Days | None, given: Days) -> str:
    """How the days of the figure stand to those of the question."""
    period = f"{in_day(given[0])} to {in_day(given[1])}"
    if asked is None:
        return f"The figure is for {period}."
    if asked == given:
        return f"The figure is for the same days as were asked: {period}."
    since, until = (asked[0] - given[0]).days, (given[1] - asked[1]).days
    if since >= 0 and until >= 0:
        return f"The figure is for {period}, {_days(since + until)} more than {_was(asked)}."
    if since <= 0 and until <= 0 and given[0] <= asked[1] and asked[0] <= given[1]:
        return f"The figure is for {period}, {_days(-since - until)} fewer than {_was(asked)}."
    return f"The figure is for other days than {_was(asked)}: {period}."


def _days(count: int) -> str:
    return "one day" if count == 1 else f"{count} days"


def _was(asked: Days) -> str:
    return f"was asked ({in_day(asked[0])} to {in_day(asked[1])})"

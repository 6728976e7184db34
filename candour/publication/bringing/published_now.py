"""The figure of ours that tells today what a body said it does not hold, and how far its days fit."""

from dataclasses import dataclass

from candour.figures.files.sentences import LINE_NAME
from candour.figures.showing.marks import in_day
from candour.foi.deciding.citing import answering_number, cite, days_cited
from candour.publication.log.notes_beside import newest_figure

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
    measure, days_asked = measure_asked(question), period_asked(question)
    if not measure:
        return None
    figure = (answering_number(measure, *days_asked) if days_asked else None) or _newest(measure)
    if figure is None:
        return None
    cited = cite(*figure)
    words = (_whose(holder), _which_days(days_asked, days_cited(cited)), f"That is as at {cited.as_at}.")
    return PublishedNow(*figure, " ".join(words))


def _newest(measure: str) -> tuple[str, int] | None:
    newest = newest_figure(measure)
    if newest is None:
        return None
    # The same days can stand in a later release, counted anew.
    return answering_number(measure, *days_cited(newest)) or (newest.release, newest.place)


def _whose(holder: str) -> str:
    words = f"{LINE_NAME} is our name for the line that was asked about."
    return f"{words} The answer says that {holder} keeps its count." if holder else words


def _which_days(days_asked: Days | None, days_counted: Days) -> str:
    """How the days of the figure stand to those of the question."""
    period = f"{in_day(days_counted[0])} to {in_day(days_counted[1])}"
    if days_asked is None:
        return f"The figure is for {period}."
    if days_asked == days_counted:
        return f"The figure is for the same days as were asked: {period}."
    since, until = (days_asked[0] - days_counted[0]).days, (days_counted[1] - days_asked[1]).days
    if since >= 0 and until >= 0:
        return f"The figure is for {period}, {_days(since + until)} more than {_was(days_asked)}."
    if since <= 0 and until <= 0 and days_counted[0] <= days_asked[1] and days_asked[0] <= days_counted[1]:
        return f"The figure is for {period}, {_days(-since - until)} fewer than {_was(days_asked)}."
    return f"The figure is for other days than {_was(days_asked)}: {period}."


def _days(count: int) -> str:
    return "one day" if count == 1 else f"{count} days"


def _was(days_asked: Days) -> str:
    return f"was asked ({in_day(days_asked[0])} to {in_day(days_asked[1])})"

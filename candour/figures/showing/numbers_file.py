"""/figures.csv: the newest release's numbers, or those of exactly the days in the address."""

import datetime as dt
from collections.abc import Iterator, Mapping

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from candour.figures.counting.tally import exact
from candour.figures.files.tidy import FIGURES, YES, about_measure, csv_of, observation
from candour.figures.forms import IN_THE_ADDRESS, PeriodForm
from candour.figures.measures import measures
from candour.figures.releasing import register
from candour.figures.releasing.explained import metadata
from candour.figures.showing.answering import CHANGING, file_response, plain
from candour.figures.showing.prints import of_days
from candour.ledger.actions import is_rehearsal
from candour.store.clock import current_day

CSV = "text/csv; charset=utf-8"
NOT_YET = "No release has been published yet. /figures/calendar says when the first comes."
ONLY_DAYS = "Ask for /figures.csv alone, or with from= and to=, the first and the last day."
NO_SUCH_DAYS = (
    "No release has numbers for exactly these days. /figures/releases lists what has been published, and "
    "/figures.csv with nothing after it gives the newest. Free days are not counted: small numbers between "
    "them could point at one person."
)
# The measures that a rehearsal counts for days that no release has, so that whoever tries it sees a count.
IN_REHEARSAL = (
    ("M01", ""),
    ("M01", "channel"),
    ("M04", ""),
    ("M07", ""),
    ("M08", ""),
    ("M08a", ""),
)
SHOWN_FROM = 10


@require_safe
def figures_csv(request: HttpRequest) -> HttpResponse:
    """The newest release's numbers as CSV; with from= and to=, the published ones of those days alone."""
    if set(request.GET) - IN_THE_ADDRESS:
        return plain(ONLY_DAYS, status=400)
    return _of_days(request) if request.GET else _newest()


def _newest() -> HttpResponse:
    document = register.newest()
    content = register.file_of(document.reference, FIGURES) if document else None
    if document is None or content is None:
        return plain(NOT_YET, status=404)
    return file_response(content, CSV, name=f"release-{document.reference}-{FIGURES}", cache=CHANGING)


def _of_days(request: HttpRequest) -> HttpResponse:
    form = PeriodForm(request.GET)
    if not form.is_valid():
        return plain(" ".join(form.sentences()), status=400)
    since, until = form.days()
    printed = of_days(register.documents(), since, until)
    observations = [observation(figure.document, figure.table, figure.number) for figure in printed]
    name = f"figures-{since}-to-{until}.csv"
    if observations:
        return file_response(csv_of(observations), CSV, name=name, cache=CHANGING)
    if is_rehearsal():
        content = csv_of(_counted(since, until, current_day()))
        return file_response(content, CSV, name=f"rehearsal-{name}", cache="no-store")
    return plain(NO_SUCH_DAYS, status=400)


def _counted(since: dt.date, until: dt.date, as_at: dt.date) -> Iterator[Mapping[str, str]]:
    for code, by in IN_REHEARSAL:
        for part, count in exact(code, by, since, until, as_at).items():
            hidden = bool(by) and count < SHOWN_FROM
            yield {
                "measure": code,
                **about_measure(metadata()[code], by),
                "unit": measures()[code].unit,
                "kind": measures()[code].kind,
                "from": since.isoformat(),
                "to": until.isoformat(),
                "as_at": as_at.isoformat(),
                "by": f"{by}={part}" if by else "",
                "value": "" if hidden else str(count),
                "marker": "c" if hidden else "",
                "rounding": "exact",
                "rehearsal": YES,
            }

"""The public door's figures: a page, a file of all numbers, and what was asked."""

import csv
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from candour.ledger.actions import is_rehearsal

from . import counting
from .forms import PeriodForm
from .rules import Figure, Period

COLUMNS = ("measure", "unit", "from", "to", "by", "value")
MONTHS_ONLY = (
    "This line shows whole months of the past and nothing else, so that no day can be singled out. "
    "Ask for /figures.csv with nothing after it."
)


def _period(form: PeriodForm) -> Period:
    """The days asked for; an end that was left out is the first or the last day in the ledger."""
    today = timezone.localdate()
    first, last = counting.span() or (today, today)
    since = form.cleaned_data["since"] or min(first, form.cleaned_data["until"] or first)
    return Period(since, form.cleaned_data["until"] or max(last, since))


@lru_cache(maxsize=16)
def _all_figures(mark: Any, period: Period) -> tuple[Figure, ...]:
    """Counted once for each state of the ledger: a page that is read often is counted once."""
    return tuple(counting.all_figures(period))


@require_safe
def figures_csv(request: HttpRequest) -> HttpResponse:
    """Every number as a file. A real installation gives whole past months and refuses any question."""
    if not is_rehearsal():
        if request.GET:
            return _refuse(MONTHS_ONLY)
        return _file(counting.monthly_totals(timezone.localdate()), "figures.csv")
    form = PeriodForm(request.GET)
    if not form.is_valid():
        return _refuse(" ".join(form.sentences()))
    period = _period(form)
    found = _all_figures(counting.ledger_mark(), period)
    return _file(found, f"figures-{period.since}-to-{period.until}.csv")


def _refuse(words: str) -> HttpResponse:
    return HttpResponse(words + "\n", status=400, content_type="text/plain; charset=utf-8")


def _file(found: Iterable[Figure], name: str) -> HttpResponse:
    response = HttpResponse(
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
    rows = csv.writer(response, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows((one.measure, one.unit, one.since, one.until, one.by, one.value) for one in found)
    return response

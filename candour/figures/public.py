"""The public door's figures: a page, a file of all numbers, and what was asked."""

import csv
import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from candour.forces.models import Agreement
from candour.ledger.actions import is_rehearsal

from . import counting, findings, published
from .account import Account, account, month_in_words
from .forms import PeriodForm
from .measures import BY_MONTH, measures
from .rules import Figure, Period

COLUMNS = ("measure", "unit", "from", "to", "by", "value")
MONTHS_ONLY = (
    "This line shows whole months of the past and nothing else, so that no day can be singled out. "
    "Ask for /figures.csv with nothing after it."
)
# The days that both published questions ask about (data/published_figures.csv, F10 and F11).
YEAR_ONE = Period(dt.date(2022, 11, 29), dt.date(2023, 11, 29))
ALL_PUBLISHED = Period(dt.date(2022, 11, 29), dt.date(2024, 2, 29))


def _period(form: PeriodForm) -> Period:
    """The days asked for; an end that was left out, or cannot be read, is the ledger's own."""
    today = timezone.localdate()
    first, last = counting.span() or (today, today)
    asked = form.cleaned_data if form.is_valid() else {"since": None, "until": None}
    since = asked["since"] or min(first, asked["until"] or first)
    return Period(since, asked["until"] or max(last, since))


def _account(period: Period) -> Account:
    return account(counting.ledger_mark(), period)


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """The figures of a period in a rehearsal; whole past months on the real line, whatever is asked."""
    if not is_rehearsal():
        return render(request, "figures/months.html", _months(refused=bool(request.GET)))
    asked = PeriodForm(request.GET)
    period = _period(asked)
    shown = PeriodForm({"from": period.since, "to": period.until}) if asked.is_valid() else asked
    context = _whole(_account(period)) | {"form": shown, "query": f"from={period.since}&to={period.until}"}
    return render(request, "figures/figures.html", context, status=200 if asked.is_valid() else 400)


def _months(*, refused: bool) -> dict[str, Any]:
    totals = counting.monthly_totals(timezone.localdate())
    rows = [(month_in_words(month), values) for month, values in reversed(findings.month_table(totals))]
    return {"rows": rows, "refused": refused, "definitions": [measures()[code] for code in BY_MONTH]}


def _whole(counted: Account) -> dict[str, Any]:
    by_month = [one for one in counted.figures if one.measure in BY_MONTH and one.by.startswith("month=")]
    return {
        "account": counted,
        "headline": findings.headline(counted),
        "chain": findings.chain_picture(counted),
        "steps": findings.steps(counted),
        "months": [(month_in_words(month), values) for month, values in findings.month_table(by_month)],
        "total": {code: counted.total(code) for code in measures()},
        "median": counted.days("median"),
        "nine_in_ten": counted.days("p90"),
        "groups": [
            ("Contacts", findings.about_contacts(counted)),
            ("Reports", findings.about_reports(counted)),
            ("Referrals", findings.about_referrals(counted)),
            ("What forces say they did", findings.about_outcomes(counted)),
        ],
        "definitions": list(measures().values()),
    }


@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """The questions put to the first hotline, answered from the ledger; exact days in rehearsal only."""
    rehearsal = is_rehearsal()
    context: dict[str, Any] = {
        "agreements": Agreement.objects.all(),
        "definitions": list(measures().values()) if rehearsal else [measures()[code] for code in BY_MONTH],
        "misread": published.misread(),
    }
    if rehearsal:
        year, whole = _account(YEAR_ONE), _account(ALL_PUBLISHED)
        context |= {
            "year": year,
            "whole": whole,
            "channels": year.rows("M01", "channel"),
            "elsewhere": [_share(one) for one in (year, whole)],
        }
    return render(request, "figures/answers.html", context)


def _share(counted: Account) -> dict[str, Any]:
    """M08a as it must be printed: numerator, denominator and share."""
    about_others = counted.figure("M08a")
    return {
        "period": counted.period,
        "part": about_others.value,
        "whole": counted.total("M07"),
        "origin": published.origin(about_others),
        "whole_origin": published.origin(counted.figure("M07")),
    }


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
    return _file(_account(period).figures, f"figures-{period.since}-to-{period.until}.csv")


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

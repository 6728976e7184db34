"""The public door's figures: a page, a file of all numbers, and what was asked."""

import csv
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from candour.forces.models import Agreement
from candour.ledger.actions import is_rehearsal

from . import counting, counts, findings, overview, periods, published
from .account import Account, account, month_in_words
from .counts import Figure, Period
from .forms import PeriodForm
from .measures import BY_MONTH, measures
from .shares import percent

COLUMNS = ("measure", "unit", "from", "to", "by", "value")
MONTHS_ONLY = (
    "This line shows whole months of the past and nothing else, so that no day can be singled out. "
    "Ask for /figures.csv with nothing after it."
)


def _asked(request: HttpRequest) -> PeriodForm:
    return PeriodForm(request.GET, reached=counting.span())


def _account(period: Period) -> Account:
    return account(counting.ledger_mark(), period)


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """The figures of a period in a rehearsal; whole past months on the real line, whatever is asked."""
    if not is_rehearsal():
        return render(request, "figures/months.html", _months(refused=bool(request.GET)))
    asked = _asked(request)
    period = periods.chosen(asked)
    context = _whole(_account(period)) | _days(asked, period)
    return render(request, "figures/figures.html", context, status=200 if asked.is_valid() else 400)


def _days(asked: PeriodForm, period: Period) -> dict[str, Any]:
    """What the page says of its days: the form with them, whether they were cut, and what is newer."""
    newer = periods.newer(asked, period)
    shown = PeriodForm({"from": period.since, "to": period.until}) if asked.is_valid() else asked
    return {
        "form": shown,
        "asked": asked.ends(),
        "is_cut": periods.is_cut(asked, period),
        "query": _query(period),
        "newer": newer,
        "newer_query": _query(newer) if newer else "",
        "newer_contacts": counts.total(counting.cells(measures()["M01"], newer)) if newer else 0,
        "whole_query": _query(Period(*asked.reached)) if asked.reached else "",
    }


def _query(period: Period) -> str:
    return f"from={period.since}&to={period.until}"


def _months(*, refused: bool) -> dict[str, Any]:
    totals = counting.monthly_totals(timezone.localdate())
    rows = [(month_in_words(month), values) for month, values in reversed(findings.month_table(totals))]
    return {"rows": rows, "refused": refused, "definitions": [measures()[code] for code in BY_MONTH]}


def _whole(counted: Account) -> dict[str, Any]:
    by_month = [one for one in counted.figures if one.measure in BY_MONTH and one.by.startswith("month=")]
    return {
        "account": counted,
        "headline": overview.headline(counted),
        "chain": overview.chain_picture(counted),
        "steps": overview.steps(counted),
        "moved_share": percent(counted.total("M08a"), counted.total("M07")),
        "heard_share": percent(counted.total("M09"), counted.total("M07")),
        "months": [(month_in_words(month), values) for month, values in findings.month_table(by_month)],
        "total": {code: counted.total(code) for code in measures()},
        "median": counted.days("median"),
        "nine_in_ten": counted.days("p90"),
        "groups": [
            ("contacts", "Contacts", findings.about_contacts(counted)),
            ("reports", "Reports", findings.about_reports(counted)),
            ("referrals", "Referrals", findings.about_referrals(counted)),
            ("said", "What forces say they did", findings.about_outcomes(counted)),
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
        year, whole = _account(periods.YEAR_ONE), _account(periods.ALL_PUBLISHED)
        context |= {
            "year": year,
            "whole": whole,
            "channels": year.rows("M01", "channel"),
            "elsewhere": [_share(one) for one in (year, whole)],
        }
    return render(request, "figures/answers.html", context)


def _share(counted: Account) -> dict[str, Any]:
    """M08a as it must be printed: numerator, denominator and share."""
    about_others, all_sent = counted.figure("M08a"), counted.figure("M07")
    origins = published.origin(about_others), published.origin(all_sent)
    return {
        "period": counted.period,
        "part": about_others.value,
        "whole": all_sent.value,
        "share": percent(about_others.value, all_sent.value),
        "origin": origins[0],
        "whole_origin": origins[1],
        "share_origin": published.INVENTED if published.INVENTED in origins else published.PUBLISHED,
    }


@require_safe
def figures_csv(request: HttpRequest) -> HttpResponse:
    """Every number as a file. A real installation gives whole past months and refuses any question."""
    if not is_rehearsal():
        if request.GET:
            return _refuse(MONTHS_ONLY)
        return _file(counting.monthly_totals(timezone.localdate()), "figures.csv")
    form = _asked(request)
    if not form.is_valid():
        return _refuse(" ".join(form.sentences()))
    period = periods.chosen(form)
    return _file(_account(period).figures, f"rehearsal-figures-{period.since}-to-{period.until}.csv")


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

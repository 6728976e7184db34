"""The public page of the desk's own account, and its file."""

import csv
import io
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from candour.publication.models import MonthlyAccount

from . import register
from .headings import HEADINGS, Counts

YEAR = 12
# The first two stand in the table of months.
TABLES = [heading for heading in HEADINGS if heading not in ("came", "standing")]


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """How requests were answered in the last twelve months that are published, and each month by itself."""
    published = register.newest()
    months, before = published[:YEAR], published[YEAR:]
    whole = register.added_up(months)
    tables = [(HEADINGS[month], register.rows(whole, month)) for month in TABLES]
    context = {
        "months": [_month(month) for month in months],
        "as_at": max((month.as_at for month in months), default=None),
        "whole": _line(whole),
        "before": _line(register.added_up(before)),
        "tables": [
            {"heading": heading, "rows": [row for row in rows if row.count]} for heading, rows in tables
        ],
        "since": months[-1].month if months else None,
        "until": months[0].month if months else None,
    }
    return render(request, "publication/account.html", context)


@require_safe
def account_csv(request: HttpRequest) -> HttpResponse:
    """Every count that was published, every version, one a line."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(register.FIELDS)
    writer.writerows(register.lines())
    headers = {
        "Content-Disposition": 'attachment; filename="foi-account.csv"',
        "Cache-Control": "no-cache",
    }
    return HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def _month(account: MonthlyAccount) -> dict[str, Any]:
    return {
        "month": account.month,
        "as_at": account.as_at,
        "version": account.version,
        **_line(account.content),
    }


def _line(counts: Counts) -> dict[str, int]:
    """One row of the table of months, which adds up: answered, open, overdue and the rest make what came."""
    standing, time = counts.get("standing", {}), counts.get("time", {})
    answered = standing.get("answered", 0)
    shown = {"came": counts.get("came", {}).get("came", 0), "answered": answered}
    shown |= {"late": time.get("late", 0), "in_time": answered - time.get("late", 0)}
    shown |= {"open": standing.get("open", 0), "overdue": standing.get("overdue", 0)}
    rest = ("waiting", "lapsed", "withdrawn", "handed_on")
    return shown | {"other": sum(standing.get(code, 0) for code in rest)}

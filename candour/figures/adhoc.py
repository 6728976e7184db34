"""Answers a new question from the ledger, with the same measures and the same protection."""

import datetime as dt
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from . import counting, naming, register, rules
from .actions import compile_version, half_past_nine, next_number, require_day
from .compiling import Order
from .measures import Measure, measures
from .models import Announcement, Draft
from .numbers import AD_HOC, ANNUAL, Asked
from .quarters import Span, is_whole_months, is_whole_years

SPLITS = {"": "Not split", "month": "By month", "quarter": "By quarter", "year": "By statistical year"}


@transaction.atomic
def answer(asked: Asked, *, on: dt.date, by: uuid.UUID, today: dt.date | None = None) -> Draft:
    """Draft the answer to a question, to be released by a second person and public at 9.30 on the day `on`.

    It is counted as at the same day as the release that its months stand in, so that two answers about the
    same days never differ by what came late. ValidationError in words where the measure has no such
    breakdown, its days are in no release yet, or the answer would unpick what is published.
    """
    today = today or timezone.localdate()
    require_day(on, today + dt.timedelta(days=1), "tomorrow or later")
    found = objections(asked)
    if found:
        raise ValidationError(found)
    as_at = _as_at(asked)
    announced = Announcement.objects.create(
        number=next_number(), kind=AD_HOC, title=asked.question[:160], since=asked.since, until=asked.until,
        on=on, announced_on=today, by=by,
    )  # fmt: skip
    order = Order(
        number=announced.number, version=1, kind=AD_HOC, title=announced.title, since=asked.since,
        until=asked.until, as_at=as_at, goes_public=half_past_nine(on), asked=asked,
    )  # fmt: skip
    return compile_version(order, by=by, today=today)


def objections(asked: Asked) -> list[str]:
    """What stands against a question as it is put, in sentences; an empty list if nothing does."""
    found = []
    if not asked.question.strip():
        found.append("Write the question as it was asked. It stands above the answer.")
    measure = measures().get(asked.measure)
    if measure is None:
        return [*found, "Choose what is to be counted."]
    if asked.by and asked.by not in measure.by:
        found.append(
            f"{measure.name} ({measure.code}) is not counted that way. Choose one of: {_ways(measure)}."
        )
    elif asked.code and asked.code not in dict(naming.codes(measure, asked.by)):
        found.append("Choose one of the codes of that kind, or all of them.")
    if measure.kind == "stock" and asked.split:
        found.append("A stock is counted on one day. It cannot be split, and is never summed.")
    found += _days(asked)
    return found or _protected(asked, measure)


def _protected(asked: Asked, measure: Measure) -> list[str]:
    first, _ = counting.span() or (asked.since, asked.until)
    whole_years = asked.split in ("", "year") and is_whole_years(first, Span(asked.since, asked.until))
    return rules.objections(measure.disclosure, asked.by, is_whole_years=whole_years)


def _ways(measure: Measure) -> str:
    return ", ".join(measure.by) or "the nation as a whole"


def _days(asked: Asked) -> list[str]:
    first, _ = counting.span() or (asked.since, asked.until)
    if asked.since > asked.until:
        return ["The first day comes after the last. Put the earlier day first."]
    if not is_whole_months(first, Span(asked.since, asked.until)):
        return ["Ask for whole months, from the first day of one to the last day of another."]
    return []


def _as_at(asked: Asked) -> dt.date:
    covering = [
        one for one in register.approved_documents() if one.kind != AD_HOC and one.until >= asked.until
    ]
    if not covering:
        raise ValidationError("These months are in no release yet. Answer when they are.")
    yearly = [one for one in covering if one.kind == ANNUAL]
    return min(yearly or covering, key=lambda one: (one.until, -one.version)).as_at

"""Answers a new question from the ledger, with the same measures and the same protection."""

import datetime as dt
import uuid

from django.core.exceptions import ValidationError
from django.utils import timezone

from candour.figures.counting import tally as counting
from candour.figures.releasing import naming, register
from candour.figures.releasing.compiling import Order
from candour.figures.releasing.numbers import AD_HOC, ANNUAL, Asked, from_bytes
from candour.figures.releasing.quarters import Span, is_whole_months, is_whole_years, tiles

from . import rules
from .actions import compile_version
from .announcing import half_past_nine, next_number, require_day
from .measures import Measure, measures
from .models import Announcement, Draft, Publication

SPLITS = {"": "Not split", "month": "By month", "quarter": "By quarter", "year": "By statistical year"}


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
    announced = Announcement(
        number=next_number(), kind=AD_HOC, title=asked.question[:160], since=asked.since, until=asked.until,
        on=on, announced_on=today, by=by,
    )  # fmt: skip
    return compile_version(_order(announced, asked, on), by=by, today=today, announced=announced)


def answer_again(
    announced: Announcement, *, on: dt.date, by: uuid.UUID, today: dt.date | None = None
) -> Draft:
    """Draft the same answer anew, for another day: after another release went out, or the day passed.

    ValidationError once it is released, and as for `answer`.
    """
    if Publication.objects.filter(number=announced.number).exists():
        raise ValidationError("This answer has been released already.")
    today = today or timezone.localdate()
    require_day(on, today + dt.timedelta(days=1), "tomorrow or later")
    last = Draft.objects.filter(number=announced.number).order_by("-place").first()
    asked = from_bytes(bytes(last.content)).asked if last else None
    if asked is None:
        raise ValidationError("Put the question again: nothing was drafted for it.")
    return compile_version(_order(announced, asked, on), by=by, today=today)


def _order(announced: Announcement, asked: Asked, on: dt.date) -> Order:
    return Order(
        number=announced.number, version=1, kind=AD_HOC, title=announced.title, since=asked.since,
        until=asked.until, as_at=_as_at(asked, on), goes_public=half_past_nine(on), asked=asked,
    )  # fmt: skip


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
    if asked.by == "days":
        found.append("Days are told in the releases. Ask for a number of referrals.")
    if measure.kind == "stock" and asked.split:
        found.append("A stock is counted on one day. It cannot be split, and is never summed.")
    found += _days(asked)
    return found or _protected(asked, measure)


def _first_day(asked: Asked) -> dt.date:
    reached = counting.span()
    return register.first_day() or (reached[0] if reached else asked.since)


def _protected(asked: Asked, measure: Measure) -> list[str]:
    first = _first_day(asked)
    whole_years = asked.split in ("", "year") and is_whole_years(first, Span(asked.since, asked.until))
    return rules.objections(measure.disclosure, asked.by, is_whole_years=whole_years)


def _ways(measure: Measure) -> str:
    return ", ".join(measure.by) or "the nation as a whole"


def _days(asked: Asked) -> list[str]:
    first = _first_day(asked)
    if asked.since > asked.until:
        return ["The first day comes after the last. Put the earlier day first."]
    if not is_whole_months(first, Span(asked.since, asked.until)):
        return ["Ask for whole months, from the first day of one to the last day of another."]
    if asked.split in ("quarter", "year") and not tiles(asked.split, first, Span(asked.since, asked.until)):
        return [f"Those months are no whole {asked.split}s. Choose others, or do not split them so."]
    return []


def _as_at(asked: Asked, on: dt.date) -> dt.date:
    """The as-at day of the release that holds those months and is public by the day of the answer."""
    covering = [
        one
        for one in register.approved_documents()
        if one.kind != AD_HOC and one.until >= asked.until and one.goes_public <= half_past_nine(on)
    ]
    if not covering:
        raise ValidationError("These months are in no release yet. Answer when they are.")
    yearly = [one for one in covering if one.kind == ANNUAL]
    return min(yearly or covering, key=lambda one: (one.until, -one.version)).as_at

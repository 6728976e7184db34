"""Drafts answers to new questions from the ledger, with the measures and the protection of releases."""

import datetime as dt
import uuid

from django.core.exceptions import ValidationError

from candour.figures.counting import tally as counting
from candour.figures.quarters import Span, is_whole_months, is_whole_years, tiles
from candour.figures.releasing import naming, register
from candour.figures.releasing.announcing import half_past_nine, next_number, require_day
from candour.figures.releasing.compiling import Order
from candour.figures.releasing.numbers import AD_HOC, ANNUAL, Asked, from_bytes
from candour.store.clock import current_day

from . import rules
from .actions import compile_version
from .measures import Measure, measures
from .models import Announcement, Draft, Publication

SPLITS = {"": "Not split", "month": "By month", "quarter": "By quarter", "year": "By statistical year"}


def answer(query: Asked, *, on: dt.date, by: uuid.UUID, today: dt.date | None = None) -> Draft:
    """Draft the answer to a question, to be released by a second person and public at 9.30 on the day `on`.

    It is counted as at the as-at day of the release that holds its months, so that two answers about the
    same days never differ by late entries. ValidationError where the measure has no such breakdown, its days
    are in no release yet, or the answer would let a protected number be worked out.
    """
    today = today or current_day()
    require_day(on, today + dt.timedelta(days=1), "tomorrow or later")
    refusals = objections(query)
    if refusals:
        raise ValidationError(refusals)
    announced = Announcement(
        number=next_number(),
        kind=AD_HOC,
        title=query.question[:160],
        since=query.since,
        until=query.until,
        on=on,
        announced_on=today,
        by=by,
    )
    return compile_version(_order(announced, query, on), by=by, today=today, announced=announced)


def answer_again(
    announced: Announcement, *, on: dt.date, by: uuid.UUID, today: dt.date | None = None
) -> Draft:
    """Draft the answer to the same question again, for another day.

    ValidationError once it is released, and as for `answer`.
    """
    if Publication.objects.filter(number=announced.number).exists():
        raise ValidationError("This answer has been released already.")
    today = today or current_day()
    require_day(on, today + dt.timedelta(days=1), "tomorrow or later")
    last = Draft.objects.filter(number=announced.number).order_by("-place").first()
    query = from_bytes(bytes(last.content)).asked if last else None
    if query is None:
        raise ValidationError("Put the question again: nothing was drafted for it.")
    return compile_version(_order(announced, query, on), by=by, today=today)


def _order(announced: Announcement, query: Asked, on: dt.date) -> Order:
    return Order(
        number=announced.number,
        version=1,
        kind=AD_HOC,
        title=announced.title,
        since=query.since,
        until=query.until,
        as_at=_as_at(query, on),
        goes_public=half_past_nine(on),
        asked=query,
    )


def objections(query: Asked) -> list[str]:
    """Why a question cannot be answered as it is put, in sentences; an empty list if it can."""
    refusals = []
    if not query.question.strip():
        refusals.append("Write the question as it was asked. It is shown above the answer.")
    measure = measures().get(query.measure)
    if measure is None:
        return [*refusals, "Choose what is to be counted."]
    if query.by and query.by not in measure.by:
        refusals.append(
            f"{measure.name} ({measure.code}) is not counted that way. Choose one of: {_breakdowns(measure)}."
        )
    elif query.code and query.code not in dict(naming.codes(measure, query.by)):
        refusals.append("Choose one of the codes of that kind, or all of them.")
    if query.by == "days":
        refusals.append("Days are told in the releases. Ask for a number of referrals.")
    if measure.kind == "stock" and query.split:
        refusals.append("A stock is counted on one day. It cannot be split, and is never summed.")
    refusals += _days(query)
    return refusals or _protected(query, measure)


def _first_day(query: Asked) -> dt.date:
    reached = counting.span()
    return register.first_day() or (reached[0] if reached else query.since)


def _protected(query: Asked, measure: Measure) -> list[str]:
    first = _first_day(query)
    whole_years = query.split in ("", "year") and is_whole_years(first, Span(query.since, query.until))
    return rules.objections(measure.disclosure, query.by, is_whole_years=whole_years)


def _breakdowns(measure: Measure) -> str:
    return ", ".join(measure.by) or "the nation as a whole"


def _days(query: Asked) -> list[str]:
    first = _first_day(query)
    if query.since > query.until:
        return ["The first day comes after the last. Put the earlier day first."]
    if not is_whole_months(first, Span(query.since, query.until)):
        return ["Ask for whole months, from the first day of one to the last day of another."]
    if query.split in ("quarter", "year") and not tiles(query.split, first, Span(query.since, query.until)):
        return [f"Those months are no whole {query.split}s. Choose others, or do not split them so."]
    return []


def _as_at(query: Asked, on: dt.date) -> dt.date:
    """The as-at day of the release that holds those months and is public by the day of the answer."""
    covering = [
        document
        for document in register.approved_documents()
        if document.kind != AD_HOC
        and document.until >= query.until
        and document.goes_public <= half_past_nine(on)
    ]
    if not covering:
        raise ValidationError("These months are in no release yet. Answer when they are.")
    yearly = [document for document in covering if document.kind == ANNUAL]
    return min(yearly or covering, key=lambda document: (document.until, -document.version)).as_at

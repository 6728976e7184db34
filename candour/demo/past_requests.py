"""The rehearsal's requests that were answered, from data/requests.csv: a row for each question.

Rows with the same title and day are one request. `then` says what came after the answer, or instead of it:
extended, lapsed, review, corrected or note; `then_on` is its day and `then_words` its words.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from itertools import groupby
from typing import Any

from candour.codes.tables import read_rows
from candour.demo.cast import Cast
from candour.foi.deciding.actions import decide
from candour.foi.deciding.citing import answering_number
from candour.foi.letters import answering, reviewing
from candour.foi.models import InformationRequest, RequestLetter
from candour.foi.requests.actions import open_request
from candour.foi.requests.receiving import Asker, receive_request
from candour.foi.rules import Channel, Footing, Law, QuestionOutcome
from candour.post.keyed_codes import keyed_code
from candour.publication.annotations import annotating, moderating
from candour.publication.log.publishing import correct, publish
from candour.publication.models import AnnotationOffer
from candour.store.clock import current_day

Row = Mapping[str, str]
FurtherStep = Callable[[InformationRequest, Row, Cast], None]
_day = dt.date.fromisoformat
# An answer goes into the log a week after it went to its asker, or today.
_UNTIL_PUBLISHED = dt.timedelta(days=7)
# Fields of a decision that are words and nothing else.
_WORDS = ("answer", "why", "public_interest", "holder", "holder_address", "url", "advice")


def answer_all(cast: Cast) -> None:
    """Ask, answer and publish every request of the table, in its order."""
    rows = read_rows("candour.demo", "requests.csv")
    for _, group in groupby(rows, key=lambda row: (row["title"], row["received"])):
        _answer(list(group), cast)


def asker(name: str) -> Asker:
    """An invented asker with an address that reaches nobody."""
    return Asker(name=name, email=f"{name.replace(' ', '.').lower()}@example.org")


def _answer(rows: list[Row], cast: Cast) -> None:
    first, officer = rows[0], cast.ours["finn"].pk
    received, answered = _day(first["received"]), _day(first["answered"])
    request, _ = receive_request(
        questions=[row["question"] for row in rows],
        asker=asker(first["asker"]),
        channel=Channel.WEB,
        on=received,
    )
    open_request(
        request,
        by=officer,
        on=received,
        footing=Footing.VOLUNTARY,
        law=Law(first["law"]),
        title=first["title"],
        topic=first["topic"],
    )
    answering.acknowledge(request, by=officer, on=received)
    before = _BEFORE.get(first["then"])
    if before:
        before(request, first, cast)
    if first["then"] == "lapsed":
        return
    for question, row in zip(request.questions.all(), rows, strict=True):
        decide(question, by=officer, on=answered, **_decision(row))
    _send(answering.draft_response(request, by=officer, on=answered), cast, on=answered)
    publish(request, by=officer, on=min(answered + _UNTIL_PUBLISHED, current_day()))
    after = _AFTER.get(first["then"])
    if after:
        after(request, first, cast)


def _decision(row: Row) -> dict[str, Any]:
    """The arguments of `decide` that a row gives."""
    fields: dict[str, Any] = {name: row[name] for name in _WORDS if row[name]}
    if row["sections"]:
        fields["sections"] = row["sections"].split()
    if row["out_on"]:
        fields["out_on"] = _day(row["out_on"])
    if row["estimate"]:
        lines = (line.rpartition(": ") for line in row["estimate"].split("; "))
        fields["estimate"] = [(activity, float(hours)) for activity, _, hours in lines]
    return {"outcome": QuestionOutcome(row["outcome"]), "citations": _citations(row["cites"]), **fields}


def _citations(cites: str) -> list[tuple[str, int]]:
    """Published numbers by "measure since until [by code]", separated by semicolons."""
    numbers = []
    for cite in filter(None, cites.split("; ")):
        measure, since, until, *part = cite.split(" ")
        by, code = part or ("", "")
        numbers.append(answering_number(measure, _day(since), _day(until), by=by, code=code))
    return [number for number in numbers if number]


def _send(letter: RequestLetter, cast: Cast, *, on: dt.date) -> None:
    if letter.needs_second:
        answering.approve_letter(letter, by=cast.ours["rhona"].pk)
    answering.send_letter(letter, by=cast.ours["finn"].pk, on=on)


def _extend(request: InformationRequest, row: Row, cast: Cast) -> None:
    answering.extend(
        request,
        until=_day(row["answered"]),
        reason=row["then_words"],
        by=cast.ours["finn"].pk,
        on=_day(row["then_on"]),
    )


def _lapse(request: InformationRequest, row: Row, cast: Cast) -> None:
    officer = cast.ours["finn"].pk
    answering.ask_clarification(request, ask=row["then_words"], by=officer, on=_day(row["then_on"]))
    answering.lapse(request, by=officer, on=_day(row["answered"]))


def _review(request: InformationRequest, row: Row, cast: Cast) -> None:
    """Upheld, three weeks after it was asked for."""
    officer, on = cast.ours["finn"].pk, _day(row["then_on"])
    reviewing.request_review(request, note="Look at it again.", by=officer, on=on)
    day = on + dt.timedelta(days=21)
    letter = reviewing.answer_review(
        request, found="upheld", reasons=row["then_words"], by=officer, nobody_else=True, on=day
    )
    _send(letter, cast, on=day)
    correct(request.slug, changes="Somebody asked us to look again, and we did.", by=officer, on=day)


def _correct(request: InformationRequest, row: Row, cast: Cast) -> None:
    officer, day = cast.ours["finn"].pk, _day(row["then_on"])
    decide(request.questions.get(), by=officer, on=day, **(_decision(row) | {"answer": row["then_words"]}))
    letter = reviewing.draft_correction(
        request, reasons="One was left out when we counted.", by=officer, on=day
    )
    _send(letter, cast, on=day)
    correct(request.slug, changes="One was left out when we counted.", by=officer, on=day)


def _note(request: InformationRequest, row: Row, cast: Cast) -> None:
    day = _day(row["then_on"])
    writer = asker("Emeric Footnote")
    note = annotating.Note(name=writer.name, email=writer.email, text=row["then_words"])
    number = annotating.offer_annotation(request.slug, note, on=day)
    annotating.confirm_annotation(number, keyed_code(annotating.PURPOSE, number), on=day)
    offer = AnnotationOffer.objects.get(pk=number)
    moderating.keep_annotation(offer, by=cast.ours["finn"].pk, on=day)


_BEFORE: Mapping[str, FurtherStep] = {"extended": _extend, "lapsed": _lapse}
_AFTER: Mapping[str, FurtherStep] = {
    "review": _review,
    "corrected": _correct,
    "note": _note,
}

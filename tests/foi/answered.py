"""Answered requests to publish, with planted things that must not come out."""

import datetime as dt

from candour.foi.models import (
    Attachment,
    Fold,
    InformationRequest,
    Message,
    QuestionDecision,
    RequestLetter,
    RequestStep,
)
from candour.foi.requests import actions, receiving
from candour.foi.rules import Channel, Footing, StepKind

from .conftest import DAY, FINN

ANSWERED = dt.date(2026, 7, 20)
PUBLISHED = dt.date(2026, 7, 21)
PLANTED = ("Testa", "Plantedname", "planted.asker@example.org", "12 Planted Lane", "020 7946 0001")


def add_message(
    request: InformationRequest,
    text: str,
    *,
    writer: str = "asker",
    name: str = "",
    kind: str = "message",
    on: dt.date | None = DAY,
    folds: tuple[tuple[int, int, str], ...] = (),
) -> Message:
    """One message of a thread, with folds as (first line, last line, kind)."""
    made = Message.objects.create(
        request=request,
        place=request.messages.count() + 1,
        direction="out" if writer == "desk" else "in",
        writer=writer,
        writer_name=name,
        kind=kind,
        received_on=on,
        subject="Your request",
        text=text,
    )
    for first, last, of in folds:
        Fold.objects.create(message=made, first=first, last=last, kind=of, proposed_by="hand")
    return made


def decide(request: InformationRequest, number: int, outcome: str, **given: object) -> QuestionDecision:
    """A decision on one question, as the last that stands."""
    question = request.questions.get(number=number)
    place = question.decisions.count() + 1
    return QuestionDecision.objects.create(
        question=question, place=place, outcome=outcome, by=FINN, on=ANSWERED, **given
    )


def answer(request: InformationRequest) -> RequestLetter:
    """The letter that tells every decision as it stands, sent; with the step that goes with it."""
    told = [str(one.decisions.last().pk) for one in request.questions.all() if one.decisions.exists()]
    letter = RequestLetter.objects.create(
        request=request,
        kind="response",
        template="response-1",
        subject="Your request is answered",
        body="This is our answer.",
        drafted_by=FINN,
        drafted_on=ANSWERED,
        sent_on=ANSWERED,
        decisions=told,
    )
    if not request.steps.filter(kind=StepKind.RESPONDED).exists():
        place = request.steps.count() + 1
        RequestStep.objects.create(
            request=request, place=place, kind=StepKind.RESPONDED, on=ANSWERED, by=FINN
        )
    return letter


def make_answered(*questions: str, publish_name: bool = False) -> InformationRequest:
    """A request by web, answered: the first question not held, the second disclosed, any other refused."""
    asker = receiving.Asker(
        name="Testa Plantedname",
        email="planted.asker@example.org",
        publish_name=publish_name,
        post="12 Planted Lane\nTesttown",
        answer_to="email",
    )
    asked = questions or (
        "How many reports were made? Write to planted.asker@example.org.",
        "How many concerned other forces? Yours, Testa Plantedname, 12 Planted Lane, 020 7946 0001",
    )
    made, _ = receiving.receive_request(
        questions=asked, asker=asker, channel=Channel.WEB, title="Reports to the line", on=DAY
    )
    made = actions.open_request(made, by=FINN, footing=Footing.VOLUNTARY, on=DAY)
    decide(made, 1, "held_elsewhere", why="We do not count these.", holder="Testville Police")
    decide(made, 2, "disclosed_full", answer="94 reports concerned other forces.")
    for number in range(3, len(asked) + 1):
        decide(made, number, "exempt", why="It names people.", sections=["40(2)"])
    answer(made)
    return made


def add_file(request: InformationRequest, name: str, content: bytes, **given: object) -> Attachment:
    """A file of the answer: one that was made of another, unless `made_from` says that it was not."""
    kept = {"media_type": "application/pdf", "sha256": "0" * 64, "goes_out": True} | given
    if "made_from" not in given and kept["goes_out"]:
        first = {"media_type": "application/pdf", "sha256": "0" * 64, "content": b"first"}
        kept["made_from"] = Attachment.objects.create(request=request, name="first", **first)
    return Attachment.objects.create(request=request, name=name, content=content, **kept)

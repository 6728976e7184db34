"""Triage: questions split, requests connected, and what is no request told and deleted."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from candour.foi.deciding import same_asker
from candour.foi.models import (
    Diverted,
    InformationRequest,
    Message,
    Outgoing,
    Posted,
    Requester,
    RequestQuestion,
)
from candour.foi.requests import receiving
from candour.foi.requests.actions import DIVERSIONS
from candour.foi.requests.receiving import Asker
from candour.foi.rules import Channel
from candour.foi.triage import triaging
from candour.foi.worklist import connecting
from candour.post.keyed_codes import follow_hash

from .conftest import ASKER, DAY, FINN, make_open, make_request

pytestmark = pytest.mark.django_db
MATTER = "An officer called Brackenthwaite-Oyelaran-Test takes money."


def test_questions_are_split_before_a_request_is_let_in_and_never_after() -> None:
    made = make_request("How many, and who pays?")

    triaging.split_questions(made, ["How many?", " ", "Who pays?"], by=FINN)
    assert [(one.number, one.text) for one in made.questions.all()] == [(1, "How many?"), (2, "Who pays?")]

    with pytest.raises(ValidationError, match="at least one"):
        triaging.split_questions(made, [" "], by=FINN)
    with pytest.raises(ValidationError, match="let in already"):
        triaging.split_questions(make_open("a"), ["b"], by=FINN)


def test_a_report_is_gone_word_for_word_and_its_writer_is_told_first() -> None:
    made, code = receiving.receive_request(
        questions=[MATTER], asker=ASKER, channel=Channel.WEB, on=DAY, needs_confirming=True
    )
    Message.objects.create(request=made, direction="in", text=MATTER, writer_name=ASKER.name)
    Outgoing.objects.create(
        request=made,
        to=ASKER.email,
        subject="Confirm",
        body=MATTER,
        message_id="x",
        queued_at=dt.datetime(2026, 7, 8, tzinfo=dt.UTC),
    )

    triaging.divert_and_tell(made, "report", by=FINN)

    for model in (InformationRequest, RequestQuestion, Requester, Message, Posted, Outgoing, Diverted):
        assert MATTER not in str(list(model.objects.values()))
    sent = Outgoing.objects.get()
    told = Posted.objects.get(follow_hash=follow_hash(code))
    assert "e-mail" in sent.body and "e-mail" not in told.body
    assert (sent.to, sent.request, sent.subject) == (ASKER.email, None, "Your message to us")
    for words in (sent.subject + sent.body, told.heading + told.body):
        assert not any(one in words.lower() for one in ("police", "officer", "report", "corrupt", "abuse"))


def test_spam_is_not_answered() -> None:
    triaging.divert_and_tell(make_request(), "spam", by=FINN)

    assert not Outgoing.objects.exists() and not Posted.objects.exists()
    assert Diverted.objects.get().kind == "spam"


@pytest.mark.parametrize("kind", sorted(set(DIVERSIONS) - {"spam"}))
def test_every_other_diversion_has_its_letter(kind: str) -> None:
    made = make_request(asker=Asker(name="Testa", answer_to="code"))

    triaging.divert_and_tell(made, kind, by=FINN)

    assert not Outgoing.objects.exists()  # no address
    assert len(Posted.objects.get().body) > 100


def test_subject_access_is_due_in_a_month_also_where_the_month_is_short() -> None:
    assert triaging.subject_access_due(make_request(on=dt.date(2026, 1, 31))) == dt.date(2026, 2, 28)
    assert triaging.subject_access_due(make_request(on=DAY)) == dt.date(2026, 8, 8)


def test_requests_are_connected_by_a_reference_in_either_style() -> None:
    first, second = make_open("a"), make_open("b")

    connecting.connect(second, first.slug.lower(), "updates", by=FINN)
    made = connecting.connect(second, first.reference, "duplicate", by=FINN)

    assert (second.connections.count(), made.kind, made.other) == (1, "duplicate", first)
    for wrong in ("01/FOI/26/999999", "nothing", ""):
        with pytest.raises(ValidationError, match="no request with this reference"):
            connecting.connect(second, wrong, "updates", by=FINN)
    with pytest.raises(ValidationError, match="itself"):
        connecting.connect(second, second.reference, "updates", by=FINN)


def test_requests_of_one_asker_stand_together_with_those_of_sixty_working_days_marked() -> None:
    # From 13 April to 8 July 2026, both counted, there are sixty working days.
    old, near = make_request("a", on=dt.date(2026, 4, 10)), make_request("b", on=dt.date(2026, 4, 13))
    now = make_request(on=dt.date(2026, 7, 8))
    make_request("c", asker=Asker(name=ASKER.name, email="other@example.org"))

    assert same_asker.of_the_same_asker(now) == [(near, True), (old, False)]
    assert same_asker.of_the_same_asker(near) == [(now, True), (old, True)]


def test_without_an_address_a_name_alone_counts() -> None:
    by_code = Asker(name="Testa Asker", answer_to="code")
    one, other = make_request("a", asker=by_code), make_request("b", asker=by_code)
    make_request("c")

    assert same_asker.of_the_same_asker(one) == [(other, True)]

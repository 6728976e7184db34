"""The desk's list, a request's page, and triage, through the door."""

import datetime as dt
from collections.abc import Callable

import pytest
import time_machine
from django.test import Client

from candour.foi.models import Diverted, InformationRequest, Message
from candour.foi.requests import receiving, steps
from candour.foi.rules import Channel, Footing, Stage, StepKind
from candour.publication.log.publishing import publish
from candour.staff.models import Member
from tests.conftest import Cast

from .answered import make_answered
from .conftest import ASKER, DAY, FINN, make_open, make_request

pytestmark = pytest.mark.django_db
Door = Callable[[Member], Client]


@pytest.fixture
def finn(cast: Cast, through_the_door: Door) -> Client:
    """The information officer's browser."""
    return through_the_door(cast.finn)


def let_in(finn: Client, made: InformationRequest, **given: str) -> tuple[int, str]:
    sent = {
        "title": "Calls in June 2026",
        "footing": "voluntary",
        "force": "",
        "law": "foia",
        "topic": "contacts",
        "question_1": "How many calls?",
        **given,
    }
    answer = finn.post(f"/desk/foi/{made.pk}/triage", sent)
    return answer.status_code, answer.content.decode()


def test_an_empty_desk_says_what_would_stand_there(finn: Client) -> None:
    page = finn.get("/desk/foi").content.decode()

    for words in ("Nothing waits for triage", "Nothing is being answered", "We wait for nobody"):
        assert words in page
    assert "Nothing is done yet" in finn.get("/desk/foi?done").content.decode()


def test_each_request_stands_where_it_waits_and_late_ones_first(finn: Client) -> None:
    with time_machine.travel(dt.datetime(2026, 8, 10, 12, tzinfo=dt.UTC), tick=False):
        make_request("Waiting for triage?")
        make_open("Not late?", on=dt.date(2026, 8, 3))
        make_open("Soon?", on=dt.date(2026, 7, 15))
        late = make_open("Late?", on=DAY)
        waits = make_open("What do you mean?", on=DAY)
        steps.take_step(waits, StepKind.CLARIFICATION_ASKED, by=FINN, on=DAY)
        page = finn.get("/desk/foi").content.decode()

    assert (
        page.index("Waiting for triage?")
        < page.index("Late?")
        < page.index("Soon?")
        < page.index("Not late?")
    )
    assert page.index("Not late?") < page.index("What do you mean?")
    assert "late by 1 working day" in page
    assert late.reference in page


def test_triage_splits_questions_and_gives_footing_and_reference(finn: Client) -> None:
    made = make_request("How many calls and who pays?")
    more = finn.post(f"/desk/foi/{made.pk}/triage", {"title": "T", "question_1": "How many?", "add": "1"})
    assert 'name="question_2"' in more.content.decode() and "How many?" in more.content.decode()

    status, _ = let_in(
        finn,
        made,
        footing="behalf",
        force="metropolitan",
        question_2="Who pays?",
        answer_by_day="1",
        answer_by_month="8",
        answer_by_year="2026",
    )

    made.refresh_from_db()
    assert status == 302
    assert (made.footing, made.force_id, made.topic) == (Footing.BEHALF, "metropolitan", "contacts")
    assert (made.answer_by, steps.stage_of(made)) == (dt.date(2026, 8, 1), Stage.OPEN)
    assert [one.text for one in made.questions.all()] == ["How many calls?", "Who pays?"]
    page = finn.get(f"/desk/foi/{made.pk}").content.decode()
    assert made.reference in page and "Acknowledge it" in page and ASKER.name in page
    assert finn.get(f"/desk/foi/{made.pk}/triage").status_code == 302


def test_triage_shows_what_the_same_asker_asked_before(finn: Client) -> None:
    make_open("How long is a shift?")

    assert "How long is a shift?" in finn.get(f"/desk/foi/{make_request().pk}/triage").content.decode()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"footing": "behalf"}, "Pick the force on whose behalf"),
        ({"force": "kent"}, "or answer it on behalf of this force"),
        ({"title": ""}, "Write a title"),
        ({"topic": ""}, "Pick one"),
        ({"question_1": " "}, "Leave at least one question"),
    ],
)
def test_a_triage_form_comes_back_with_what_to_do(finn: Client, given: dict[str, str], words: str) -> None:
    made = make_request()

    status, page = let_in(finn, made, **given)

    assert status == 422 and words in page
    assert steps.stage_of(made) == Stage.NEW


def test_a_report_is_diverted_and_its_words_are_not_shown_on_the_way(finn: Client) -> None:
    made = make_request("An officer called Test takes money.")

    page = finn.get(f"/desk/foi/{made.pk}/divert?kind=report").content.decode()
    assert "takes money" not in page and "Your message to us" in page
    assert finn.post(f"/desk/foi/{made.pk}/divert", {"kind": "report"}).status_code == 302

    assert not InformationRequest.objects.exists()
    assert Diverted.objects.get().kind == "report"


def test_subject_access_shows_its_month(finn: Client) -> None:
    page = finn.get(f"/desk/foi/{make_request().pk}/divert?kind=subject_access").content.decode()

    assert "8 August 2026" in page and "article 12(3)" in page


def test_a_kind_that_is_none_leads_back(finn: Client) -> None:
    made = make_request()

    assert finn.get(f"/desk/foi/{made.pk}/divert?kind=nothing").status_code == 302
    assert finn.post(f"/desk/foi/{made.pk}/divert", {}).status_code == 302
    assert InformationRequest.objects.exists()


def test_what_was_said_with_a_code_stands_on_the_page_and_folds_hide_nothing(finn: Client) -> None:
    made, code = receiving.receive_request(questions=["a"], asker=ASKER, channel=Channel.WEB, on=DAY)
    Client().post("/foi/follow", {"code": code, "do": "say", "kind": "more", "text": "Calls, not forms."})
    mail = Message.objects.create(
        request=made, direction="in", subject="Re: yours", text="New.\n> Old one.\n> More."
    )
    mail.folds.create(first=1, last=2, kind="earlier", proposed_by="test")

    page = finn.get(f"/desk/foi/{made.pk}").content.decode()

    assert "Calls, not forms." in page
    assert "Show earlier messages (2 lines)" in page and "&gt; Old one." in page


def test_a_request_is_connected_and_taken_back_on_its_page(finn: Client) -> None:
    first, second = make_open("a"), make_open("b")
    address = f"/desk/foi/{second.pk}"

    wrong = finn.post(f"{address}/connect", {"kind": "updates", "other": "nothing"})
    assert wrong.status_code == 422 and "no request with this reference" in wrong.content.decode()
    assert finn.post(f"{address}/connect", {"kind": "updates", "other": first.reference}).status_code == 302
    assert "Wants newer figures than" in finn.get(address).content.decode()

    assert finn.post(f"{address}/take-back", {"note": ""}).status_code == 422
    assert finn.post(f"{address}/take-back", {"note": "by telephone"}).status_code == 302
    assert steps.stage_of(second) == Stage.WITHDRAWN
    assert finn.post(f"{address}/take-back", {"note": "again"}).status_code == 422
    assert second.title in finn.get("/desk/foi?done").content.decode()


def test_what_is_in_the_log_is_not_called_unpublished(finn: Client) -> None:
    made = make_answered()
    address = f"/desk/foi/{made.pk}"
    assert "Answered, not published" in finn.get(address).content.decode()

    publish(made, by=FINN)
    told = finn.get(address).content.decode()
    assert "Published" in told and "not published" not in told

    steps.take_step(made, StepKind.REVIEW_REQUESTED, by=None)
    steps.take_step(made, StepKind.REVIEW_RESPONDED, by=FINN, note="upheld")
    told = finn.get(address).content.decode()
    assert "Published; what was answered since is to be added" in told and "not published" not in told
    assert made.title in finn.get("/desk/foi").content.decode()


@pytest.mark.parametrize(("footing", "may_complain"), [(Footing.VOLUNTARY, False), (Footing.OWN, True)])
def test_an_answered_request_has_no_last_day_and_the_commissioner_only_where_he_has_a_say(
    finn: Client, footing: Footing, may_complain: bool
) -> None:
    made = make_open("Who pays?", footing=footing)
    address = f"/desk/foi/{made.pk}"
    assert "Last day:" in finn.get(address).content.decode()
    steps.take_step(made, StepKind.RESPONDED, by=FINN, on=DAY)
    page = finn.get(address).content.decode()
    assert "Last day:" not in page and "Answered on 8 July 2026." in page
    assert ("The Commissioner looks at it" in page) is may_complain

"""A request that came on paper is typed in by an officer, and counts from the day it came."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from candour.foi.deciding.same_asker import received_on
from candour.foi.models import InformationRequest
from candour.foi.requests.steps import stage_of
from candour.foi.rules import Channel, Stage
from candour.staff.models import Member
from tests.conftest import Cast

pytestmark = pytest.mark.django_db
Door = Callable[[Member], Client]
LETTER = {
    "on_day": "8",
    "on_month": "7",
    "on_year": "2026",
    "name": "Testa Paper-Test",
    "answer_to": "post",
    "post": "1 Test Row",
    "email": "",
    "language": "en",
    "question_1": "Who pays?",
    "question_2": "",
}


@pytest.fixture
def finn(cast: Cast, through_the_door: Door) -> Client:
    """The information officer's browser."""
    return through_the_door(cast.finn)


def test_a_letter_waits_for_triage_from_the_day_it_came(finn: Client) -> None:
    answer = finn.post("/desk/foi/enter", LETTER)

    made = InformationRequest.objects.get()
    assert answer["Location"] == f"/desk/foi/{made.pk}/triage"
    assert (made.channel, received_on(made), stage_of(made)) == (Channel.POST, dt.date(2026, 7, 8), Stage.NEW)
    assert (made.requester.post, made.requester.email) == ("1 Test Row", "")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"on_year": str(timezone.localdate().year + 1)}, "That day is still to come"),
        ({"post": ""}, "Write the address, or pick another way"),
        ({"answer_to": "email"}, "Write the address, or pick another way"),
        ({"question_1": " "}, "Write at least one question"),
    ],
)
def test_the_form_comes_back_with_what_to_do(finn: Client, changed: dict[str, str], words: str) -> None:
    answer = finn.post("/desk/foi/enter", LETTER | changed)

    assert answer.status_code == 422 and words in answer.content.decode()
    assert not InformationRequest.objects.exists()


def test_a_question_is_added_without_losing_a_word(finn: Client) -> None:
    page = finn.post("/desk/foi/enter", LETTER | {"add": "1"}).content.decode()

    assert 'name="question_3"' in page
    for typed in ("Who pays?", "1 Test Row", 'value="2026"', "Testa Paper-Test"):
        assert typed in page

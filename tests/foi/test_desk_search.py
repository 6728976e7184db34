"""The desk finds any request, open or done, by whatever an officer remembers of it."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from candour.foi.models import InformationRequest, Message
from candour.foi.requests.steps import take_step
from candour.foi.rules import StepKind
from candour.foi.worklist.searching_requests import matching_requests
from candour.staff.models import Member
from tests.conftest import Cast

from .conftest import FINN, make_open

pytestmark = pytest.mark.django_db
Door = Callable[[Member], Client]


@pytest.fixture
def plates(db: None) -> InformationRequest:
    made = make_open("How many plates were looked up in Marker Vale?")
    made.requester.name, made.requester.email = "Testa Marchmont", "testa@mailhost.example"
    made.requester.save()
    Message.objects.create(
        request=made, place=50, direction="in", subject="Ynghylch platiau", text="A marked word: quillwort."
    )
    take_step(
        made,
        StepKind.CLARIFICATION_ASKED,
        by=FINN,
        on=dt.date(2026, 7, 9),
        note="She telephoned about Tuesday.",
    )
    make_open("How many calls came in?")
    return made


@pytest.mark.parametrize(
    "words",
    [
        "plates",
        "PLATES marker",
        "Marchmont",
        "testa@mailhost.example",
        "mailhost plates",
        "quillwort",
        "platiau",
        "telephoned",
        "marker vale tuesday",
    ],
)
def test_a_request_is_found_by_any_words_of_it(plates: InformationRequest, words: str) -> None:
    assert list(matching_requests(words)) == [plates]


@pytest.mark.parametrize("style", ["{0}", "01.FOI.{1}", "about {0}, please"])
def test_a_reference_is_found_in_either_style(plates: InformationRequest, style: str) -> None:
    reference = plates.reference
    words = style.format(reference, reference[7:].replace("/", "."))

    assert list(matching_requests(words)) == [plates]


@pytest.mark.parametrize("words", ["", "   ", "plates calls", "nowhere", "%", "_"])
def test_nothing_is_found_by_no_words_or_by_words_of_two_requests(
    plates: InformationRequest, words: str
) -> None:
    assert not matching_requests(words).exists()


def test_what_is_taken_back_is_found_too(
    plates: InformationRequest, cast: Cast, through_the_door: Door
) -> None:
    take_step(plates, StepKind.WITHDRAWN, by=FINN, on=dt.date(2026, 7, 10))
    page = through_the_door(cast.finn).get("/desk/foi", {"q": "quillwort"}).content.decode()

    assert "1 request has this word" in page and plates.reference in page
    assert 'value="quillwort"' in page


def test_words_that_nothing_has_are_told_with_what_to_try(cast: Cast, through_the_door: Door) -> None:
    page = through_the_door(cast.finn).get("/desk/foi", {"q": "<b>no\0where at all"}).content.decode()

    assert "No request has all of these words. Try fewer words" in page
    assert "<b>no" not in page


def test_the_desk_s_first_page_has_the_box(cast: Cast, through_the_door: Door) -> None:
    assert 'role="search"' in through_the_door(cast.finn).get("/desk/foi").content.decode()


def test_nobody_without_the_role_searches(cast: Cast, through_the_door: Door) -> None:
    assert through_the_door(cast.asif).get("/desk/foi", {"q": "plates"}).status_code == 403
    assert Client().get("/desk/foi", {"q": "plates"}).status_code == 302

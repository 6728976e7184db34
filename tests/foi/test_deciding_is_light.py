"""What a page works out: proposals where it is shown, nothing of them where a decision is written down."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from django.test import Client

from candour.foi.models import QuestionDecision
from candour.staff.models import Member
from tests.conftest import Cast

from .answered import make_answered
from .conftest import make_open

pytestmark = pytest.mark.django_db
PRODUCT = str(Path(__file__).resolve().parents[2] / "candour") + "/"
MOST_CALLS = 200


@pytest.fixture
def finn(cast: Cast, through_the_door: Callable[[Member], Client]) -> Client:
    return through_the_door(cast.finn)


@contextmanager
def counted_calls() -> Iterator[list[str]]:
    """Within it, every call of a function whose file is in candour/ is added to the list, as file:name."""
    calls: list[str] = []

    def profile(frame: FrameType, event: str, _argument: Any) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(PRODUCT):
            calls.append(f"{frame.f_code.co_filename.removeprefix(PRODUCT)}:{frame.f_code.co_name}")

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        yield calls
    finally:
        sys.setprofile(before)


def question_page(outcome: str) -> str:
    return f"/desk/foi/question/{make_open('How many contacts came?').questions.get().pk}?outcome={outcome}"


def test_recording_a_decision_makes_few_calls_of_our_own_functions(finn: Client) -> None:
    finn.post(question_page("not_held"), {"why": "Searched."})  # what is read once, is read
    page = question_page("not_held")
    with counted_calls() as calls:
        answer = finn.post(page, {"why": "Every ledger was searched.", "keep": ["Ask the force."]})

    assert answer.status_code == 302 and QuestionDecision.objects.count() == 2
    assert QuestionDecision.objects.filter(advice="Ask the force.").exists()
    assert 0 < len(calls) < MOST_CALLS, len(calls)


def test_nothing_is_proposed_for_a_decision_that_is_saved(
    finn: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed: list[str] = []
    monkeypatch.setattr("candour.foi.deciding.desk.matching", lambda text: proposed.append(text) or [])

    page = question_page("not_held")
    assert finn.post(page, {"why": "Searched."}).status_code == 302
    assert proposed == []
    assert finn.post(page, {"why": ""}).status_code == 422
    assert finn.get(page).status_code == 200
    assert proposed == ["How many contacts came?"] * 2


def test_a_request_is_looked_up_among_what_is_answered_while_its_answer_is_to_be_written(
    finn: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[str] = []
    monkeypatch.setattr("candour.foi.worklist.desk.offers", lambda text: searched.append(text) or [])

    finn.get(f"/desk/foi/{make_open('How many contacts came?').pk}")
    finn.get(f"/desk/foi/{make_answered().pk}")
    assert len(searched) == 1

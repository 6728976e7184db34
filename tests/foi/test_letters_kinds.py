"""The table of letters: each has its template and its page, and bears the day on which it goes."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.loader import get_template

from candour.foi.deciding.actions import decide
from candour.foi.letters import answering, composing, hand_over
from candour.foi.letters.letter_acts import LETTER_ACTS
from candour.foi.models import RequestLetter
from candour.foi.requests.letter_kinds import LETTER_KINDS
from candour.foi.requests.steps import stage_of
from candour.foi.rules import Footing, QuestionOutcome, Stage
from candour.forces.models import Force

from .conftest import FINN, SECOND, make_open

pytestmark = pytest.mark.django_db
DRAFTED, SENT = dt.date(2026, 7, 22), dt.date(2026, 7, 30)


def drafted() -> RequestLetter:
    """An answer that withholds something, drafted on one day and approved."""
    request = make_open("How many?", footing=Footing.OWN)
    decide(
        request.questions.get(),
        outcome=QuestionOutcome.EXEMPT,
        sections=["40(2)"],
        why="It names somebody.",
        by=FINN,
    )
    letter = answering.draft_response(request, by=FINN, on=DRAFTED)
    return answering.approve_letter(letter, by=SECOND)


def test_every_kind_has_its_template_and_every_draft_its_page() -> None:
    for name, kind in LETTER_KINDS.items():
        assert get_template(f"foi/letters/{kind.template}.txt")
        assert kind.template.startswith(f"{name}-")
    assert {name for name, kind in LETTER_KINDS.items() if kind.is_drafted} <= set(LETTER_ACTS)


def test_a_template_that_words_the_day_otherwise_is_sent_with_the_right_day(
    tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "foi/letters"
    folder.mkdir(parents=True)
    (folder / "response-2.txt").write_text("A second look is to be had until {{ review_by }}, and no longer.")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    newer = {**LETTER_KINDS, "response": replace(LETTER_KINDS["response"], template="response-2")}
    with monkeypatch.context() as patch:
        patch.setattr(composing, "LETTER_KINDS", newer)
        letter = drafted()
    assert letter.body == "A second look is to be had until 18 September 2026, and no longer.\n"

    # By the version that it was drafted by, whichever is the newest when it goes.
    sent = answering.send_letter(letter, by=FINN, on=SENT)
    assert sent.body == "A second look is to be had until 28 September 2026, and no longer.\n"


def test_a_letter_that_would_say_something_else_than_what_was_read_is_not_sent(
    settings: Any,
) -> None:
    letter = drafted()
    settings.FOI_ADDRESS = "another.desk@example.org"
    with pytest.raises(ValidationError, match="Draft it again"), transaction.atomic():
        answering.send_letter(letter, by=FINN, on=SENT)
    letter.refresh_from_db()
    assert letter.sent_on is None and stage_of(letter.request) == Stage.CLEARANCE

    assert answering.send_letter(letter, by=FINN, on=DRAFTED).sent_on == DRAFTED


def test_what_a_force_should_know_stands_in_the_order_to_search() -> None:
    request = make_open("How many?")
    request.force = Force.objects.first()
    request.save()
    letter = hand_over.search_order(
        request,
        to_address="The desk for searches",
        answer_by=dt.date(2026, 7, 20),
        note="Look in the invented store too.",
        by=FINN,
        on=dt.date(2026, 7, 9),
    )
    assert "Look in the invented store too." in letter.body

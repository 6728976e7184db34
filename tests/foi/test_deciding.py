import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.core.exceptions import ValidationError

from candour.figures.releasing import register
from candour.figures.showing import cache
from candour.foi.deciding import citing
from candour.foi.deciding.actions import decide
from candour.foi.deciding.advising import advice_for, coming_releases
from candour.foi.deciding.last_decisions import last_decisions
from candour.foi.deciding.matching import matching
from candour.foi.deciding.rules import ACTIVITIES, ProposedDecision
from candour.foi.models import QuestionDecision
from candour.foi.rules import Law, QuestionOutcome
from tests.figures import releases as given_releases

from .conftest import FINN, make_open, make_request

pytestmark = pytest.mark.django_db
QUARTER = given_releases.QUARTER


@pytest.fixture
def one_release() -> Iterator[None]:
    """A release that is public today."""
    cache.forget()
    register.document_of.cache_clear()
    given_releases.a_year()
    given_releases.published()
    with time_machine.travel(dt.datetime(2026, 7, 9, 12, tzinfo=dt.UTC), tick=False):
        yield
    cache.forget()
    register.document_of.cache_clear()


def test_a_decision_follows_the_last_and_alters_nothing() -> None:
    question = make_open().questions.get()
    first = decide(question, outcome=QuestionOutcome.NOT_HELD, why="all lists searched", by=FINN)
    second = decide(question, outcome=QuestionOutcome.DISCLOSED_FULL, answer=" 94 ", by=FINN)

    assert (first.place, second.place, second.answer) == (1, 2, "94")
    assert last_decisions(question.request) == [(question, second)]
    assert QuestionDecision.objects.get(pk=first.pk).outcome == QuestionOutcome.NOT_HELD


def test_a_decision_that_lacks_something_is_refused_with_every_objection() -> None:
    question = make_open().questions.get()
    with pytest.raises(ValidationError) as refused:
        decide(question, outcome=QuestionOutcome.EXEMPT, sections=["30(1)", "31(1)(a)"], by=FINN)
    assert len(refused.value.messages) == 3
    assert not QuestionDecision.objects.exists()


def test_nothing_is_decided_before_a_request_is_let_in() -> None:
    with pytest.raises(ValidationError, match="not open"):
        decide(make_request().questions.get(), outcome=QuestionOutcome.NOT_HELD, why="x", by=FINN)


def test_the_number_is_read_from_the_release(one_release: None) -> None:
    key = citing.answering_number("M01", QUARTER.since, QUARTER.until)
    assert key is not None
    cited = citing.cite(*key)
    number = register.release("1.1").at(key[1])[1]  # type: ignore[union-attr]

    assert cited.number == number.text and number.text in cited.sentence
    assert cited.url.startswith("http") and cited.url.endswith(f"/figures/number/1.1-{key[1]}")
    assert (cited.measure, cited.as_at) == ("M01", "20 March 2025")
    assert cited.rule and cited.period
    made = decide(
        make_open().questions.get(), outcome=QuestionOutcome.DISCLOSED_FULL, citations=[key, key], by=FINN
    )
    assert [(one.release, one.place) for one in made.citations.all()] == [key]


@pytest.mark.parametrize(("release", "place"), [("1.1", 9999), ("9.1", 1), ("1", 1), ("x", 1)])
def test_what_is_not_published_cannot_be_cited(one_release: None, release: str, place: int) -> None:
    with pytest.raises(ValidationError, match="No published release"):
        citing.cite(release, place)


def test_a_release_is_not_cited_before_its_hour() -> None:
    given_releases.a_year()
    given_releases.published()
    with time_machine.travel(dt.datetime(2025, 4, 24, 8, 29, tzinfo=dt.UTC), tick=False):
        assert citing.answering_number("M01", QUARTER.since, QUARTER.until) is None


def test_a_question_about_numbers_finds_the_number(one_release: None) -> None:
    asked = "How many contacts did the line receive between 29 November 2024 and 28 February 2025?"
    found = matching(asked)
    assert found[0].measure == "M01"
    assert (found[0].release, found[0].place) == citing.answering_number("M01", QUARTER.since, QUARTER.until)
    assert matching("Who pays for lunch?") == []


@pytest.mark.parametrize(
    ("asked", "measure"),
    [
        (
            "How many calls/online reports were made to the Met Police anti-corruption and abuse hotline?",
            "M01",
        ),
        ("How many of these concerned officers that worked outside the Met Police?", "M08a"),
        ("How many referrals were sent in February 2025?", "M07"),
    ],
)
def test_what_the_published_questions_ask_for_is_found_first(
    one_release: None, asked: str, measure: str
) -> None:
    assert matching(asked)[0].measure == measure


def test_a_part_is_offered_only_where_it_is_named(one_release: None) -> None:
    unasked = [one.sentence for one in matching("How many contacts came in January 2025?")]
    assert unasked and not any("by phone" in one or "online form" in one for one in unasked)
    by_phone = matching("How many contacts came by phone?")[0]
    assert "by phone" in by_phone.sentence


@pytest.mark.parametrize("key", ["", "5.1", "5.1-x", "5.1--", "5.1-" + "9" * 40])
def test_a_key_that_names_no_number_is_refused(key: str) -> None:
    with pytest.raises(ValidationError):
        citing.read_key(key)


def test_advice_says_which_part_of_an_estimate_to_drop_and_who_holds_it() -> None:
    estimate = [(ACTIVITIES[0], 2.0), (ACTIVITIES[3], 30.0)]
    said = advice_for(
        QuestionOutcome.S12_COST,
        law=Law.FOIA,
        proposal=ProposedDecision(QuestionOutcome.S12_COST, estimate=estimate),
    )
    assert "taking it out" in said[0] and "comes within the limit of 18 hours" in said[0]
    held = ProposedDecision(
        QuestionOutcome.HELD_ELSEWHERE, holder="Invented Police", holder_address="foi@invented.example"
    )
    said = advice_for(QuestionOutcome.HELD_ELSEWHERE, law=Law.FOIA, proposal=held)
    assert "Invented Police, foi@invented.example" in said[0]


def test_advice_names_the_day_of_the_next_figures() -> None:
    given_releases.a_year()
    given_releases.announced()
    before = given_releases.DAY_OF_RELEASE - dt.timedelta(days=3)
    assert [one.on for one in coming_releases(before)] == [given_releases.DAY_OF_RELEASE]
    with time_machine.travel(before, tick=False):
        said = advice_for(QuestionOutcome.NOT_HELD, law=Law.FOIA)
    assert "24 April 2025" in said[0]

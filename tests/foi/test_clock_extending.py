import pytest
from django.core.exceptions import ValidationError

from candour.foi.clock.request_clock import check_extension
from candour.foi.models import InformationRequest
from candour.foi.requests.steps import take_step
from candour.foi.rules import StepKind

from .clocks import day
from .conftest import FINN, make_open

pytestmark = pytest.mark.django_db
WHY = "Section 31(1)(a): we weigh whether the public interest in the answer is greater."


def refused(request: InformationRequest, until: str, *, why: str = WHY, today: str = "2026-08-05") -> str:
    with pytest.raises(ValidationError) as caught:
        check_extension(request, until=day(until), why=why, today=day(today))
    return " ".join(caught.value.messages)


def under(law: str) -> InformationRequest:
    one = make_open()
    one.law = law
    one.save()
    return one


def test_more_time_is_given_for_a_reason_up_to_twenty_more_working_days() -> None:
    check_extension(make_open(), until=day("2026-09-07"), why=WHY, today=day("2026-08-07"))


def test_one_day_past_the_ceiling_is_refused_and_the_ceiling_is_said() -> None:
    assert "Monday 7 September 2026" in refused(make_open(), "2026-09-08")


def test_without_a_reason_it_is_refused() -> None:
    assert "weighing the public interest" in refused(make_open(), "2026-08-28", why="  ")


@pytest.mark.parametrize(
    ("why", "is_enough"),
    [
        ("It is hard.", False),
        ("Section 40(2) may apply.", False),
        ("By s.30 we weigh it.", True),
        ("We weigh sections 31(1)(a) and 38.", True),
        ("The 31 days are over.", False),
    ],
)
def test_the_reason_names_the_section_that_is_weighed(why: str, is_enough: bool) -> None:
    if is_enough:
        check_extension(make_open(), until=day("2026-08-28"), why=why, today=day("2026-08-05"))
    else:
        assert "Name the section" in refused(make_open(), "2026-08-28", why=why)


def test_a_forces_wish_takes_no_time_away_from_the_law() -> None:
    one = make_open()
    one.answer_by = day("2026-07-24")
    one.save()
    assert "due on Friday 7 August 2026 already" in refused(one, "2026-08-06")
    check_extension(one, until=day("2026-09-07"), why=WHY, today=day("2026-08-05"))


def test_after_the_last_day_it_is_too_late_for_more_time() -> None:
    assert "Answer now" in refused(make_open(), "2026-08-28", today="2026-08-08")


@pytest.mark.parametrize(("until", "words"), [("2026-08-07", "later day"), ("2026-08-31", "no working day")])
def test_a_day_that_gives_nothing_is_refused(until: str, words: str) -> None:
    assert words in refused(make_open(), until)


def test_scottish_law_gives_no_more_time() -> None:
    assert "gives no more time. Answer by Thursday 6 August 2026." in refused(under("foisa"), "2026-08-28")


def test_environmental_law_gives_it_for_another_reason() -> None:
    assert "complex" in refused(under("eir"), "2026-08-28", why="")
    check_extension(under("eir"), until=day("2026-09-07"), why="Thousands of pages.", today=day("2026-08-07"))


def test_an_answered_request_needs_no_more_time() -> None:
    one = make_open()
    take_step(one, StepKind.RESPONDED, by=FINN, on=day("2026-07-20"))
    assert "No answer is due" in refused(one, "2026-08-28")


def test_it_can_be_made_longer_again_but_not_past_the_same_ceiling() -> None:
    one = make_open()
    take_step(one, StepKind.EXTENDED, by=FINN, on=day("2026-08-05"), until=day("2026-08-28"))
    check_extension(one, until=day("2026-09-07"), why=WHY, today=day("2026-08-27"))
    assert "last day that it can be" in refused(one, "2026-09-08", today="2026-08-27")

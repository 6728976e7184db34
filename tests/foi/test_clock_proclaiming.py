import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from candour.audit.models import Act
from candour.foi.clock import calendar
from candour.foi.clock.proclaiming import proclaim, take_out
from candour.foi.clock.request_clock import clock_of
from candour.foi.models import Holiday, InformationRequest, Posted, RequestStep
from candour.foi.requests import receiving
from candour.foi.requests.steps import stage_of, take_step
from candour.foi.rules import Channel, Stage, StepKind
from candour.post.keyed_codes import keyed_code

from .clocks import HOLIDAYS, day
from .conftest import ASKER, FINN, make_open, make_request

pytestmark = pytest.mark.django_db
NEW_DAY, TODAY = day("2026-07-24"), day("2026-07-15")


def proclaimed(
    when: dt.date = NEW_DAY,
    name: str = "Invented jubilee",
    nations: tuple[str, ...] = ("SCT",),
    source: str = "The Invented Gazette, 10 July 2026",
) -> tuple[Holiday, list[RequestStep]]:
    return proclaim(
        day=when,
        name=name,
        nations=nations,
        source=source,
        proclaimed_on=day("2026-07-10"),
        by=FINN,
        on=TODAY,
    )


def test_a_proclaimed_holiday_moves_an_open_request_and_writes_why() -> None:
    one = make_open()
    made, steps = proclaimed()
    assert clock_of(one, TODAY).due_on == day("2026-08-10")
    step = RequestStep.objects.get(kind=StepKind.RECALCULATED)
    assert steps == [step] and step.request == one and step.until == day("2026-08-10") and step.by == FINN
    assert step.note == (
        "The last day was Friday 7 August 2026. It is now Monday 10 August 2026. "
        "Friday 24 July 2026: Invented jubilee, a holiday in Scotland, is not a working day any more."
    )
    assert made.nations == "SCT" and made.added_by == FINN and made.added_on == TODAY
    assert Act.objects.filter(row=made.pk, member=FINN, act="added holiday").exists()


def test_the_asker_finds_the_new_day_and_why_with_their_code() -> None:
    one = make_open()
    proclaimed()
    told = Posted.objects.filter(follow_hash=one.follow_hash).latest("place")
    assert told.kind == StepKind.RECALCULATED and told.due_on == day("2026-08-10")
    assert told.heading == "The last day is now Monday 10 August 2026" and "Invented jubilee" in told.body


def test_a_request_stays_at_its_stage_when_it_is_counted_anew() -> None:
    waiting, open_one = make_request(), make_open()
    proclaimed()
    assert stage_of(waiting) == Stage.NEW and stage_of(open_one) == Stage.OPEN
    assert RequestStep.objects.filter(kind=StepKind.RECALCULATED).count() == 2


def test_a_review_that_runs_is_moved_too() -> None:
    one = make_open(on=day("2026-06-01"))
    take_step(one, StepKind.RESPONDED, by=FINN, on=day("2026-06-20"))
    take_step(one, StepKind.REVIEW_REQUESTED, by=None, on=day("2026-07-08"))
    proclaimed()
    assert RequestStep.objects.get(kind=StepKind.RECALCULATED).until == day("2026-08-10")


def test_answered_and_waiting_requests_and_those_that_end_before_it_are_left_alone() -> None:
    answered, clarifying, early = make_open(), make_open(), make_open(on=day("2026-06-18"))
    take_step(answered, StepKind.RESPONDED, by=FINN, on=day("2026-07-10"))
    take_step(clarifying, StepKind.CLARIFICATION_ASKED, by=FINN, on=day("2026-07-10"))
    InformationRequest.objects.create(title="Brought in", channel="import", follow_hash="x")
    assert clock_of(early, TODAY).due_on == day("2026-07-17")
    assert proclaimed()[1] == []
    assert not RequestStep.objects.filter(kind=StepKind.RECALCULATED).exists()


def test_one_that_waits_for_its_address_to_be_proved_can_still_be_confirmed() -> None:
    one, _ = receiving.receive_request(
        questions=["How many?"], asker=ASKER, channel=Channel.WEB, on=day("2026-07-08"), needs_confirming=True
    )
    assert proclaimed()[1] == []
    receiving.confirm_address(one.pk, keyed_code("confirm", one.pk))
    assert stage_of(one) == Stage.NEW and clock_of(one, TODAY).due_on == day("2026-08-10")


def test_a_scottish_request_is_not_moved_by_a_holiday_elsewhere() -> None:
    one = make_open()
    one.law = "foisa"
    one.save()
    assert proclaimed(nations=("ENG", "WLS"))[1] == []


def test_a_mistaken_one_is_taken_out_with_the_same_effect() -> None:
    one = make_open()
    made, _ = proclaimed()
    with pytest.raises(ValidationError, match="Write why"):
        take_out(made, why=" ", by=FINN)
    pk = made.pk
    steps = take_out(made, why="It was proclaimed for another year.", by=FINN, on=TODAY)
    assert calendar.holidays() == HOLIDAYS and clock_of(one, TODAY).due_on == day("2026-08-07")
    assert [step.until for step in steps] == [day("2026-08-07")]
    assert "is a working day after all. It was proclaimed for another year." in steps[0].note
    assert Act.objects.filter(row=pk, act="took out holiday").exists()


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (
            {"when": day("2026-07-25")},
            "Saturday 25 July 2026 is no working day already, so it changes nothing",
        ),
        ({"when": day("2026-12-25")}, "is there already: Christmas Day"),
        ({"name": " "}, "what the holiday is called"),
        ({"nations": ()}, "parts of the United Kingdom"),
        ({"nations": ("FRA",)}, "parts of the United Kingdom"),
        ({"source": ""}, "where it was proclaimed"),
    ],
)
def test_what_changes_nothing_or_says_too_little_is_refused_and_nothing_is_added(
    told: dict, words: str
) -> None:
    make_open()
    with pytest.raises(ValidationError) as caught:
        proclaimed(**told)
    assert words in " ".join(caught.value.messages)
    assert (
        calendar.holidays() == HOLIDAYS
        and not RequestStep.objects.filter(kind=StepKind.RECALCULATED).exists()
    )

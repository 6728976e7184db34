"""Whatever is done in whatever order, a contact is never both closed and in a report, and a report is
never decided twice at once."""

import contextlib

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from candour.assessment import actions, deciding
from candour.assessment.models import ContactsToAssess, Decision, Report
from candour.assessment.rules import CHECKLIST, Grade
from candour.intake.models import Contact
from candour.staff.models import Member
from tests.assessment.contact_steps import contact
from tests.conftest import DAY, Cast

STEPS = st.tuples(
    st.sampled_from(
        ["take_up", "let_go", "close", "start", "join", "write", "keep", "refer", "confirm", "set_aside"]
    ),
    st.sampled_from(["asif", "rhona", "amara"]),
    st.integers(0, 1),
)


def write(report: Report, by: Member) -> None:
    actions.describe(report, category="money_favours", corruption_category="NCC02", marking="OFFICIAL", by=by)
    actions.grade(report, text="An item.", grade=Grade(), reason="", by=by)
    deciding.write_sanitised(report, text="A text.", ticked=CHECKLIST, by=by, on=DAY)


def step(name: str, by: Member, one: Contact, cast: Cast) -> None:
    report = Report.objects.order_by("started_on", "reference").first()
    if name in ("take_up", "close", "start", "let_go"):
        on_contact = {
            "take_up": lambda: actions.take_up(one, by=by, on=DAY),
            "let_go": lambda: actions.let_go(one, by=by),
            "close": lambda: actions.close_contact(one, reason="abandoned", by=by, on=DAY),
            "start": lambda: actions.start_report(one, by=by, on=DAY),
        }
        on_contact[name]()
        return
    if report is None:
        return
    decision = Decision.objects.standing().filter(report=report).first()
    on_report = {
        "join": lambda: actions.join_report(one, report=report, by=by, on=DAY),
        "write": lambda: write(report, by),
        "keep": lambda: deciding.decide(report, kind="keep", reason="duplicate", by=by, on=DAY),
        "refer": lambda: deciding.decide(report, kind="refer", forces=[cast.kent], by=by, on=DAY),
        "confirm": lambda: decision and deciding.confirm_decision(decision, by=by, on=DAY),
        "set_aside": lambda: (
            decision and deciding.set_decision_aside(decision, words="Again.", by=by, on=DAY)
        ),
    }
    on_report[name]()


def laws_hold() -> None:
    assert not Contact.objects.filter(closing__isnull=False, fed__isnull=False).exists()
    for report in Report.objects.all():
        assert Decision.objects.standing().filter(report=report).count() <= 1
        assert (report.completed_on is not None) == report.decisions.exists()
    for decision in Decision.objects.filter(confirmation__isnull=False):
        assert not hasattr(decision, "set_aside")
        assert decision.confirmation.by_id != decision.by_id
    waiting = set(ContactsToAssess.all())
    assert waiting == {one for one in Contact.objects.all() if not actions.has_left_worklist(one)}


# How far it has come when the steps in any order begin; from nothing alone, few orders get anywhere.
WAY = [
    ("take_up", "asif", 0),
    ("start", "asif", 0),
    ("write", "asif", 0),
    ("refer", "asif", 0),
    ("set_aside", "rhona", 0),
]


@given(far=st.integers(0, len(WAY)), steps=st.lists(STEPS, min_size=5, max_size=20))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_order_of_steps_breaks_the_laws(cast: Cast, far: int, steps: list[tuple[str, str, int]]) -> None:
    Decision.objects.all().delete()
    Report.objects.all().delete()
    Contact.objects.all().delete()
    contacts = [contact(), contact()]
    for name, who, which in [("take_up", "asif", 1), *WAY[:far], *steps]:
        with contextlib.suppress(ValidationError, PermissionDenied):
            step(name, getattr(cast, who), contacts[which], cast)
        laws_hold()


def test_a_closed_contact_starts_and_joins_nothing(cast: Cast) -> None:
    one, other = contact(), contact()
    for each in (one, other):
        actions.take_up(each, by=cast.asif, on=DAY)
    report = actions.start_report(other, by=cast.asif, on=DAY)
    actions.close_contact(one, reason="abandoned", by=cast.asif, on=DAY)
    with pytest.raises(ValidationError, match="has been closed"):
        actions.start_report(one, by=cast.asif, on=DAY)
    with pytest.raises(ValidationError, match="has been closed"):
        actions.join_report(one, report=report, by=cast.asif, on=DAY)


def test_a_contact_that_is_written_up_is_not_closed(cast: Cast) -> None:
    one = contact()
    actions.take_up(one, by=cast.asif, on=DAY)
    actions.start_report(one, by=cast.asif, on=DAY)
    with pytest.raises(ValidationError, match="A report has been started"):
        actions.close_contact(one, reason="abandoned", by=cast.asif, on=DAY)

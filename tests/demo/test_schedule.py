from collections import Counter
from datetime import date, timedelta

import pytest

from candour.demo.days import END, START
from candour.demo.matters import ELSEWHERE, MET
from candour.demo.planned import Plan, PlannedReferral, PlannedReport
from candour.demo.schedule import plan, small_plan

YEAR_ONE_ENDS = date(2023, 11, 29)
SEEDS = (1129, 1, 2, 3, 4, 5)


@pytest.fixture(scope="module", params=SEEDS)
def made(request: pytest.FixtureRequest) -> Plan:
    return plan(request.param)


def referrals(made: Plan) -> list[PlannedReferral]:
    return [report.referral for report in made.reports if report.referral]


def test_contacts_are_1988_calls_and_890_forms(made: Plan) -> None:
    assert Counter(contact.channel for contact in made.contacts) == {"phone": 1988, "web_form": 890}
    days = [contact.day for contact in made.contacts]
    assert days == sorted(days)
    assert days[0] >= START
    assert days[-1] <= END == date(2024, 2, 29)


def test_867_referrals_139_moved_94_of_them_sent_in_year_one(made: Plan) -> None:
    sent = referrals(made)
    moved = [one for one in sent if one.transfer]
    assert len(sent) == 867
    assert all(START <= one.sent_on <= END for one in sent)
    assert len(moved) == 139
    assert sum(one.sent_on <= YEAR_ONE_ENDS for one in moved) == 94


def test_every_move_is_to_the_force_the_report_is_about_and_inside_the_period(made: Plan) -> None:
    for report in made.reports:
        if report.referral and report.referral.transfer:
            assert report.force_about == report.referral.transfer.to_force != MET
            assert report.referral.transfer.sent_on <= END
        elif report.referral:
            assert report.force_about == MET


def test_moves_reach_about_thirty_forces_and_five_of_them_more_than_five_times(made: Plan) -> None:
    reached = Counter(one.transfer.to_force for one in referrals(made) if one.transfer)
    assert reached == ELSEWHERE
    assert len(reached) >= 28
    assert sum(count > 5 for count in reached.values()) >= 5


def test_the_curve_meets_what_was_said_in_april_2023_and_january_2024(made: Plan) -> None:
    by_april = date(2023, 4, 6)
    assert sum(contact.day <= by_april for contact in made.contacts) > 1000
    assert 325 <= sum(one.sent_on <= by_april for one in referrals(made)) <= 350
    assert sum(contact.day <= date(2024, 1, 5) for contact in made.contacts) > 2400


def test_the_busiest_day_is_in_the_week_of_16_january_2023_and_far_below_700(made: Plan) -> None:
    days = Counter(contact.day for contact in made.contacts)
    busiest, count = days.most_common(1)[0]
    assert date(2023, 1, 16) <= busiest <= date(2023, 1, 22)
    assert 60 <= count <= 90


def test_no_step_comes_before_the_one_before_it_nor_after_the_last_day(made: Plan) -> None:
    for report in made.reports:
        steps = _steps(report)
        assert steps == sorted(steps), report
        assert steps[-1] <= END
    for contact in made.contacts:
        assert contact.closed_on is None or contact.day <= contact.closed_on <= END


def _steps(report: PlannedReport) -> list[date]:
    steps: list[date | None] = [report.started_on, report.decided_on]
    if report.referral:
        one = report.referral
        steps += [one.sent_on, one.acknowledged_on]
        steps += [*one.transfer[1:], one.acknowledged_again_on] if one.transfer else []
        steps += [one.sent_back_on, *(one.question or ()), *(outcome.on for outcome in one.outcomes)]
    return [step for step in steps if step is not None]


def test_a_report_starts_when_its_first_contact_is_there_and_others_join_before_the_decision(
    made: Plan,
) -> None:
    for place, report in enumerate(made.reports):
        days = [contact.day for contact in made.contacts if place in contact.reports]
        assert days
        assert min(days) <= report.started_on
        assert report.decided_on is None or max(days) <= report.decided_on


def test_each_contact_is_closed_or_feeds_a_report_or_waits(made: Plan) -> None:
    fates = Counter(
        (bool(contact.closed_as), contact.report is not None, contact.closed_on is not None)
        for contact in made.contacts
    )
    assert set(fates) == {(True, False, True), (False, True, False), (False, False, False)}
    assert fates[(False, False, False)] == 25
    for contact in made.contacts:
        assert contact.report == (contact.reports[0] if contact.reports else None)


def test_nobody_untouched_came_before_the_last_fortnight(made: Plan) -> None:
    waiting = [contact.day for contact in made.contacts if not contact.closed_as and not contact.reports]
    assert min(waiting) >= END - timedelta(days=14)


def test_some_reports_have_two_contacts_and_some_contacts_two_reports(made: Plan) -> None:
    fed = Counter(place for contact in made.contacts for place in contact.reports)
    assert 50 <= sum(count == 2 for count in fed.values()) <= 90
    assert sum(len(contact.reports) == 2 for contact in made.contacts) == 24


def test_about_sixty_reports_are_not_referred_and_fifteen_are_open(made: Plan) -> None:
    decisions = Counter(report.decision for report in made.reports)
    assert decisions["keep"] + decisions["not_actionable"] == 62
    assert decisions[""] == 15
    assert all(report.reason for report in made.reports if report.decision in {"keep", "not_actionable"})


def test_a_force_says_nothing_of_a_referral_it_never_acknowledged(made: Plan) -> None:
    silent = [one for one in referrals(made) if one.acknowledged_on is None]
    assert 15 <= len(silent) <= 80
    assert not any(one.outcomes or one.question or one.transfer for one in silent)


def test_investigations_are_far_fewer_than_728_and_some_referrals_share_one(made: Plan) -> None:
    named = [
        outcome.reference
        for one in referrals(made)
        for outcome in one.outcomes
        if outcome.code == "investigation_opened"
    ]
    assert 60 <= len(set(named)) < len(named) < 250
    assert all(named)


def test_every_investigation_has_a_kind_and_one_with_an_arrest_is_a_criminal_one(made: Plan) -> None:
    found = Counter()
    for one in referrals(made):
        said = [outcome for outcome in one.outcomes if outcome.code == "investigation_opened"]
        arrests = [outcome for outcome in one.outcomes if outcome.code == "arrest"]
        found.update(outcome.kind for outcome in said)
        assert not arrests or said[-1].kind in {"criminal", "both"}
    assert set(found) == {"criminal", "misconduct", "both"}


def test_there_are_no_more_people_arrested_than_arrests(made: Plan) -> None:
    arrests = [
        outcome for one in referrals(made) for outcome in one.outcomes if outcome.code == "arrest"
    ]  # fmt: skip
    assert arrests
    for arrest in arrests:
        assert arrest.first_arrests is not None
        assert 0 <= arrest.first_arrests <= arrest.quantity


def test_a_few_calls_are_in_welsh_or_another_language_and_every_form_is_in_english(made: Plan) -> None:
    told = Counter((contact.channel, contact.language) for contact in made.contacts)
    assert told["web_form", "en"] == 890
    assert 8 <= told["phone", "cy"] <= 30
    assert 20 <= told["phone", "other"] <= 65
    assert told["phone", "en"] + told["phone", "cy"] + told["phone", "other"] == 1988


def test_a_correction_follows_what_it_corrects(made: Plan) -> None:
    corrections = 0
    for one in referrals(made):
        assert not (one.outcomes and one.outcomes[0].corrects)
        corrections += sum(outcome.corrects for outcome in one.outcomes)
    assert 2 <= corrections <= 30


def test_every_category_is_common_and_none_is_most_of_it(made: Plan) -> None:
    told = Counter(contact.category for contact in made.contacts if contact.reports)
    assert len(told) == 5
    assert all(count > 80 for count in told.values())
    assert max(told.values()) < sum(told.values()) / 3


def test_the_same_seed_makes_the_same_plan() -> None:
    assert plan() == plan(1129)
    assert plan(7) != plan(8)


@pytest.mark.parametrize("contacts", [0, 1, 5, 20, 60, 200, 1000])
def test_a_small_plan_has_as_many_contacts_as_asked_for(contacts: int) -> None:
    made = small_plan(3, contacts)
    assert len(made.contacts) == contacts
    assert small_plan(3, contacts) == made
    for report in made.reports:
        assert _steps(report) == sorted(_steps(report))


def test_a_plan_of_two_hundred_has_something_of_everything() -> None:
    made = small_plan(3, 200)
    assert {contact.channel for contact in made.contacts} == {"phone", "web_form"}
    assert any(one.transfer for one in referrals(made))
    assert any(one.outcomes for one in referrals(made))
    assert {report.decision for report in made.reports} >= {"refer", ""}

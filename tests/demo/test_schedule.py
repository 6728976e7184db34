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
def whole_plan(request: pytest.FixtureRequest) -> Plan:
    return plan(request.param)


def referrals(whole_plan: Plan) -> list[PlannedReferral]:
    return [report.referral for report in whole_plan.reports if report.referral]


def test_contacts_are_1988_calls_and_890_forms(whole_plan: Plan) -> None:
    assert Counter(contact.channel for contact in whole_plan.contacts) == {"phone": 1988, "web_form": 890}
    days = [contact.day for contact in whole_plan.contacts]
    assert days == sorted(days)
    assert days[0] >= START
    assert days[-1] <= END == date(2024, 2, 29)


def test_867_referrals_139_moved_94_of_them_sent_in_year_one(whole_plan: Plan) -> None:
    sent = referrals(whole_plan)
    moved = [referral for referral in sent if referral.transfer]
    assert len(sent) == 867
    assert all(START <= referral.sent_on <= END for referral in sent)
    assert len(moved) == 139
    assert sum(referral.sent_on <= YEAR_ONE_ENDS for referral in moved) == 94


def test_every_move_is_to_the_force_the_report_is_about_and_inside_the_period(whole_plan: Plan) -> None:
    for report in whole_plan.reports:
        if report.referral and report.referral.transfer:
            assert report.force_about == report.referral.transfer.to_force != MET
            assert report.referral.transfer.sent_on <= END
        elif report.referral:
            assert report.force_about == MET


def test_moves_reach_about_thirty_forces_and_five_of_them_more_than_five_times(whole_plan: Plan) -> None:
    reached = Counter(referral.transfer.to_force for referral in referrals(whole_plan) if referral.transfer)
    assert reached == ELSEWHERE
    assert len(reached) >= 28
    assert sum(count > 5 for count in reached.values()) >= 5


def test_the_curve_meets_what_was_said_in_april_2023_and_january_2024(whole_plan: Plan) -> None:
    by_april = date(2023, 4, 6)
    assert sum(contact.day <= by_april for contact in whole_plan.contacts) > 1000
    assert 325 <= sum(referral.sent_on <= by_april for referral in referrals(whole_plan)) <= 350
    assert sum(contact.day <= date(2024, 1, 5) for contact in whole_plan.contacts) > 2400


def test_the_busiest_day_is_in_the_week_of_16_january_2023_and_far_below_700(whole_plan: Plan) -> None:
    days = Counter(contact.day for contact in whole_plan.contacts)
    busiest, count = days.most_common(1)[0]
    assert date(2023, 1, 16) <= busiest <= date(2023, 1, 22)
    assert 60 <= count <= 90


def test_no_step_comes_before_the_one_before_it_nor_after_the_last_day(whole_plan: Plan) -> None:
    for report in whole_plan.reports:
        steps = _steps(report)
        assert steps == sorted(steps), report
        assert steps[-1] <= END
    for contact in whole_plan.contacts:
        assert contact.closed_on is None or contact.day <= contact.closed_on <= END


def _steps(report: PlannedReport) -> list[date]:
    steps: list[date | None] = [report.started_on, report.decided_on]
    if report.referral:
        referral = report.referral
        steps += [referral.sent_on, referral.acknowledged_on]
        steps += [*referral.transfer[1:], referral.acknowledged_again_on] if referral.transfer else []
        steps += [
            referral.sent_back_on,
            *(referral.question or ()),
            *(outcome.on for outcome in referral.outcomes),
        ]
    return [step for step in steps if step is not None]


def test_a_report_starts_when_its_first_contact_is_there_and_others_join_before_the_decision(
    whole_plan: Plan,
) -> None:
    for index, report in enumerate(whole_plan.reports):
        days = [contact.day for contact in whole_plan.contacts if index in contact.reports]
        assert days
        assert min(days) <= report.started_on
        assert report.decided_on is None or max(days) <= report.decided_on


def test_each_contact_is_closed_or_feeds_a_report_or_waits(whole_plan: Plan) -> None:
    fates = Counter(
        (bool(contact.closed_as), contact.report is not None, contact.closed_on is not None)
        for contact in whole_plan.contacts
    )
    assert set(fates) == {(True, False, True), (False, True, False), (False, False, False)}
    assert fates[(False, False, False)] == 25
    for contact in whole_plan.contacts:
        assert contact.report == (contact.reports[0] if contact.reports else None)


def test_nobody_untouched_came_before_the_last_fortnight(whole_plan: Plan) -> None:
    waiting = [
        contact.day for contact in whole_plan.contacts if not contact.closed_as and not contact.reports
    ]
    assert min(waiting) >= END - timedelta(days=14)


def test_some_reports_have_two_contacts_and_some_contacts_two_reports(whole_plan: Plan) -> None:
    fed = Counter(index for contact in whole_plan.contacts for index in contact.reports)
    assert 50 <= sum(count == 2 for count in fed.values()) <= 90
    assert sum(len(contact.reports) == 2 for contact in whole_plan.contacts) == 24


def test_about_sixty_reports_are_not_referred_and_fifteen_are_open(whole_plan: Plan) -> None:
    decisions = Counter(report.decision for report in whole_plan.reports)
    assert decisions["keep"] + decisions["not_actionable"] == 62
    assert decisions[""] == 15
    assert all(
        report.reason for report in whole_plan.reports if report.decision in {"keep", "not_actionable"}
    )


def test_a_force_says_nothing_of_a_referral_it_never_acknowledged(whole_plan: Plan) -> None:
    silent = [referral for referral in referrals(whole_plan) if referral.acknowledged_on is None]
    assert 15 <= len(silent) <= 80
    assert not any(referral.outcomes or referral.question or referral.transfer for referral in silent)


def test_investigations_are_far_fewer_than_728_and_some_referrals_share_one(whole_plan: Plan) -> None:
    named = [
        outcome.reference
        for referral in referrals(whole_plan)
        for outcome in referral.outcomes
        if outcome.code == "investigation_opened"
    ]
    assert 60 <= len(set(named)) < len(named) < 250
    assert all(named)


def test_every_investigation_has_a_kind_and_one_with_an_arrest_is_a_criminal_one(whole_plan: Plan) -> None:
    kinds: Counter[str] = Counter()
    for referral in referrals(whole_plan):
        opened = [outcome for outcome in referral.outcomes if outcome.code == "investigation_opened"]
        arrests = [outcome for outcome in referral.outcomes if outcome.code == "arrest"]
        kinds.update(outcome.kind for outcome in opened)
        assert not arrests or opened[-1].kind in {"criminal", "both"}
    assert set(kinds) == {"criminal", "misconduct", "both"}


def test_there_are_no_more_people_arrested_than_arrests(whole_plan: Plan) -> None:
    arrests = [
        outcome
        for referral in referrals(whole_plan)
        for outcome in referral.outcomes
        if outcome.code == "arrest"
    ]
    assert arrests
    for arrest in arrests:
        assert arrest.first_arrests is not None
        assert 0 <= arrest.first_arrests <= arrest.quantity


def test_a_few_calls_are_in_welsh_or_another_language_and_every_form_is_in_english(whole_plan: Plan) -> None:
    languages = Counter((contact.channel, contact.language) for contact in whole_plan.contacts)
    assert languages["web_form", "en"] == 890
    assert 8 <= languages["phone", "cy"] <= 30
    assert 20 <= languages["phone", "other"] <= 65
    assert languages["phone", "en"] + languages["phone", "cy"] + languages["phone", "other"] == 1988


def test_a_correction_follows_what_it_corrects(whole_plan: Plan) -> None:
    corrections = 0
    for referral in referrals(whole_plan):
        assert not (referral.outcomes and referral.outcomes[0].corrects)
        corrections += sum(outcome.corrects for outcome in referral.outcomes)
    assert 2 <= corrections <= 30


def test_every_category_is_common_and_none_is_most_of_it(whole_plan: Plan) -> None:
    categories = Counter(contact.category for contact in whole_plan.contacts if contact.reports)
    assert len(categories) == 5
    assert all(count > 80 for count in categories.values())
    assert max(categories.values()) < sum(categories.values()) / 3


def test_the_same_seed_makes_the_same_plan() -> None:
    assert plan() == plan(1129)
    assert plan(7) != plan(8)


@pytest.mark.parametrize("contacts", [0, 1, 5, 20, 60, 200, 1000])
def test_a_small_plan_has_as_many_contacts_as_asked_for(contacts: int) -> None:
    whole_plan = small_plan(3, contacts)
    assert len(whole_plan.contacts) == contacts
    assert small_plan(3, contacts) == whole_plan
    for report in whole_plan.reports:
        assert _steps(report) == sorted(_steps(report))


def test_a_plan_of_two_hundred_has_something_of_everything() -> None:
    whole_plan = small_plan(3, 200)
    assert {contact.channel for contact in whole_plan.contacts} == {"phone", "web_form"}
    assert any(referral.transfer for referral in referrals(whole_plan))
    assert any(referral.outcomes for referral in referrals(whole_plan))
    assert {report.decision for report in whole_plan.reports} >= {"refer", ""}

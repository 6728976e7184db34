import csv
from importlib.resources import files

import pytest

from candour.codes.categories import categories
from candour.codes.reasons import closing_reasons, reasons_not_to_refer
from candour.demo.matters import ELSEWHERE
from candour.demo.planned import Plan
from candour.demo.schedule import plan
from candour.outcome import rules as outcome_rules


def rows(room: str, name: str) -> list[dict[str, str]]:
    text = files(f"candour.{room}").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@pytest.fixture(scope="module")
def whole_plan() -> Plan:
    return plan()


def test_only_forces_in_scope_are_planned_for() -> None:
    in_scope = {row["slug"] for row in rows("forces", "forces.csv") if row["in_scope_default"] == "yes"}
    assert set(ELSEWHERE) <= in_scope


def test_corruption_categories_go_with_their_category(whole_plan: Plan) -> None:
    for report in whole_plan.reports:
        assert report.corruption_category in categories()[report.category].corruption_categories


def test_reasons_are_on_the_rooms_own_lists(whole_plan: Plan) -> None:
    assert {contact.closed_as for contact in whole_plan.contacts} - {""} <= set(closing_reasons())
    assert {report.reason for report in whole_plan.reports} - {""} <= set(reasons_not_to_refer())


def test_a_force_could_record_every_planned_outcome(whole_plan: Plan) -> None:
    nations = {row["slug"]: row["nation"] for row in rows("forces", "forces.csv")}
    for report in whole_plan.reports:
        sent = report.referral
        for outcome in sent.outcomes if sent else ():
            assert sent is not None
            objections = outcome_rules.objections(
                outcome.reason or outcome.code,
                reference=outcome.reference,
                happened_on=outcome.on,
                sent_on=sent.sent_on,
                today=outcome.on,
                quantity=outcome.quantity,
                nation=nations[report.force_about],
                kind_said=outcome.kind,
                first_arrests=outcome.first_arrests,
            )
            assert not objections, (outcome, objections)


def test_the_rehearsal_shows_that_people_arrested_are_not_arrests(whole_plan: Plan) -> None:
    outcomes = [
        outcome for report in whole_plan.reports if report.referral for outcome in report.referral.outcomes
    ]
    arrests = [outcome for outcome in outcomes if outcome.code == "arrest"]
    assert (
        0 < sum(arrest.first_arrests or 0 for arrest in arrests) < sum(arrest.quantity for arrest in arrests)
    )


def test_a_further_action_refused_has_its_reason_and_nothing_else_has(whole_plan: Plan) -> None:
    outcomes = [
        outcome for report in whole_plan.reports if report.referral for outcome in report.referral.outcomes
    ]
    assert {outcome.code for outcome in outcomes if outcome.reason} == {"nfa"}
    assert all(outcome.reason for outcome in outcomes if outcome.code == "nfa")

import csv
import datetime as dt
import re
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.codes.outcomes import investigation_kinds, outcomes
from candour.outcome.rules import (
    GROUPS,
    grouped,
    kind_stated,
    kinds_offered,
    objections,
    words_for_reporter,
)

DAYS = st.dates(dt.date(2022, 11, 29), dt.date(2030, 1, 1))
CODES = st.sampled_from([*sorted(outcomes()), "nfa", "overdue", "received", ""])
REFERENCES = st.sampled_from(["", "  ", "INV/26/00017"])


FORCES = list(
    csv.DictReader(
        files("candour.forces").joinpath("data", "forces.csv").read_text(encoding="utf-8").splitlines()
    )
)
NATIONS = sorted({force["nation"] for force in FORCES})
# What may be said of the kind of an investigation, and where it may be said.
BODIES = {"England": {"iopc"}, "Wales": {"iopc"}, "Scotland": {"pirc"}, "Northern Ireland": {"poni"}}


@given(
    code=CODES,
    reference=REFERENCES,
    happened=DAYS,
    sent=DAYS,
    today=DAYS,
    quantity=st.integers(-3, 120),
    nation=st.sampled_from(NATIONS),
    said=st.sampled_from(["", *investigation_kinds(), "Polish"]),
    first=st.none() | st.integers(-2, 4),
)
def test_an_outcome_is_let_in_exactly_when_every_rule_holds(
    code: str,
    reference: str,
    happened: dt.date,
    sent: dt.date,
    today: dt.date,
    quantity: int,
    nation: str,
    said: str,
    first: int | None,
) -> None:
    found = objections(
        code,
        reference=reference,
        happened_on=happened,
        sent_on=sent,
        today=today,
        quantity=quantity,
        nation=nation,
        kind_said=said,
        first_arrests=first,
    )

    kind = outcomes().get(code)
    lawful = (
        kind is not None
        and (bool(reference.strip()) or kind.unit != "investigation")
        and sent <= happened <= today
        and (quantity == 1 or (1 <= quantity <= 99 and kind.unit in {"person", "arrest"}))
        and _fits(code, nation, said)
        and (first is None or (kind.unit == "arrest" and 0 <= first <= quantity))
    )
    assert (found == []) == lawful


def _fits(code: str, nation: str, said: str) -> bool:
    if code == "investigation_opened":
        return said in {"criminal", "misconduct", "both"}
    if code == "iopc_referral":
        bodies = set(kinds_offered(code, nation))
        return said in bodies or (not said and len(bodies) == 1)
    return not said


@pytest.mark.parametrize("nation", sorted(BODIES))
def test_a_force_of_one_nation_has_one_oversight_body_and_need_not_say_it(nation: str) -> None:
    (body,) = BODIES[nation]

    assert kinds_offered("iopc_referral", nation) == (body,)
    assert kind_stated("iopc_referral", nation, "") == body


@pytest.mark.parametrize(
    "force", [one for one in FORCES if one["in_scope_default"] == "yes"], ids=lambda one: one["slug"]
)
def test_the_oversight_bodies_are_those_that_the_list_of_forces_names(force: dict[str, str]) -> None:
    offered = kinds_offered("iopc_referral", force["nation"])

    assert [one for one in ("IOPC", "PIRC", "PONI") if one in force["oversight_body"]] == [
        one.upper() for one in offered
    ]


def test_only_two_outcomes_have_a_kind() -> None:
    with_kind = {code for code in outcomes() if kinds_offered(code, "Scotland")}

    assert with_kind == {"investigation_opened", "iopc_referral"}
    assert all(outcomes()[code].unit == "investigation" for code in with_kind)


def test_every_outcome_stands_in_one_group_of_the_list() -> None:
    listed = [kind.code for _, group in grouped() for kind in group]

    assert sorted(listed) == sorted(outcomes())
    assert [words for words, _ in grouped()] == list(GROUPS.values())
    assert all(group for _, group in grouped())


def test_what_a_reporter_may_read_names_nobody_and_gives_no_evidence() -> None:
    for code in outcomes():
        stage, words = words_for_reporter(code)
        assert stage in {"The force is acting", "The force has finished"}
        assert not re.search(r"arrest|dismiss|suspend|charged|false|malicious|sergeant", words, re.IGNORECASE)

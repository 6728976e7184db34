import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.foi.deciding.rules import ACTIVITIES, Proposal, headline_sentence, objections, relied_on
from candour.foi.requests.sections import limit_of, packaged, section_for, sections
from candour.foi.rules import NOT_HELD, Law, Outcome

TODAY = dt.date(2026, 11, 22)
LATER = dt.date(2026, 12, 3)


def objected(outcome: Outcome, law: Law = Law.FOIA, **fields: object) -> str:
    fields.setdefault("confirms", outcome != Outcome.NCND)
    return " ".join(objections(replace(Proposal(outcome), **fields), law=law, on=TODAY))


WHOLE = {
    Outcome.DISCLOSED_FULL: Proposal(Outcome.DISCLOSED_FULL, answer="94"),
    Outcome.DISCLOSED_PART: Proposal(
        Outcome.DISCLOSED_PART, answer="94", why="names are left out", sections=("40(2)",)
    ),
    Outcome.NOT_HELD: Proposal(Outcome.NOT_HELD, why="the case list was searched"),
    Outcome.HELD_ELSEWHERE: Proposal(Outcome.HELD_ELSEWHERE, holder="Invented Police"),
    Outcome.S21_ACCESSIBLE: Proposal(Outcome.S21_ACCESSIBLE, url="https://example.org/figures"),
    Outcome.S22_FUTURE: Proposal(Outcome.S22_FUTURE, out_on=LATER, public_interest="soon enough for all"),
    Outcome.EXEMPT: Proposal(Outcome.EXEMPT, sections=("41(1)",), why="told in confidence"),
    Outcome.NCND: Proposal(Outcome.NCND, confirms=False, sections=("40(2)",), why="either tells of a person"),
    Outcome.S12_COST: Proposal(Outcome.S12_COST, estimate=((ACTIVITIES[1], 30.0),), advice="ask for a year"),
    Outcome.S14_VEXATIOUS: Proposal(Outcome.S14_VEXATIOUS, why="the fortieth of its kind"),
    Outcome.S14_REPEATED: Proposal(Outcome.S14_REPEATED, why="answered on 3 November 2026"),
}


@pytest.mark.parametrize("outcome", Outcome)
def test_a_whole_decision_of_each_kind_stands_and_a_bare_one_does_not(outcome: Outcome) -> None:
    assert objections(WHOLE[outcome], law=Law.FOIA, on=TODAY) == []
    assert objections(Proposal(outcome, confirms=outcome != Outcome.NCND), law=Law.FOIA, on=TODAY)


@given(st.sampled_from([one for one in sections(Law.FOIA).values() if not one.outcomes]), st.text(" \n\t"))
def test_only_a_qualified_section_needs_the_public_interest(section: object, blank: str) -> None:
    code, basis = section.code, section.basis  # type: ignore[attr-defined]
    found = objected(Outcome.EXEMPT, sections=(code,), why="x", public_interest=blank)
    assert ("public interest" in found) == (basis == "qualified")
    assert not objected(Outcome.EXEMPT, sections=(code,), why="x", public_interest="weighed")


@pytest.mark.parametrize("law", Law)
def test_every_section_has_a_basis_and_a_source(law: Law) -> None:
    for one in sections(law).values():
        assert one.basis in ("exclusion", "absolute", "qualified") and one.source and one.title
        assert one.prejudice is False or one.basis == "qualified"


def test_the_data_files_agree_with_the_act() -> None:
    basis = {code: one.basis for code, one in sections(Law.FOIA).items()}
    assert [basis[code] for code in ("12(1)", "14(1)", "21", "22", "40(2)", "31(1)(a)")] == [
        "exclusion", "exclusion", "absolute", "qualified", "absolute", "qualified",
    ]  # fmt: skip
    assert len({(row["law"], row["code"]) for row in packaged("sections.csv")}) == len(
        packaged("sections.csv")
    )
    ours, central = limit_of(Law.FOIA), limit_of(Law.FOIA, central=True)
    assert ours and central and (ours.hours, central.hours) == (18, 24)
    assert limit_of(Law.EIR) is None


def test_neither_confirming_nor_denying_is_bound_to_a_section_that_allows_it() -> None:
    assert "cannot say that it is held" in objected(Outcome.NCND, confirms=True, sections=("40(2)",), why="x")
    assert "Name the section" in objected(Outcome.NCND, why="x")
    assert "does not lift" in objected(Outcome.NCND, sections=("43(1)",), why="x", public_interest="x")
    assert "would confirm" in objected(Outcome.NCND, sections=("40(2)",), why="x", answer="94")


def test_investigations_and_law_enforcement_exclude_each_other() -> None:
    both = {"sections": ("30(1)", "31(1)(a)"), "why": "x", "public_interest": "x"}
    assert "exclude each other" in objected(Outcome.EXEMPT, **both)
    assert not objected(Outcome.EXEMPT, **(both | {"sections": ("30(1)", "40(2)")}))


@given(st.lists(st.integers(1, 40), min_size=1, max_size=5))
def test_cost_refuses_over_eighteen_hours_and_never_at_them(hours: list[int]) -> None:
    lines = [(ACTIVITIES[place % 4], float(one)) for place, one in enumerate(hours)]
    assert bool(objected(Outcome.S12_COST, estimate=lines, advice="x")) == (sum(hours) <= 18)


def test_a_cost_refusal_says_how_to_ask_for_less() -> None:
    assert "narrower" in objected(Outcome.S12_COST, estimate=[(ACTIVITIES[0], 40.0)])


def test_redacting_cannot_be_counted_and_some_laws_have_no_limit() -> None:
    assert "may be counted" in objected(Outcome.S12_COST, estimate=[("redacting", 40.0)])
    assert "no cost limit" in objected(Outcome.S12_COST, law=Law.EIR, estimate=[(ACTIVITIES[0], 40.0)])


def test_a_day_of_publication_is_still_to_come() -> None:
    assert "has come" in objected(Outcome.S22_FUTURE, out_on=TODAY, public_interest="x")
    assert "day on which" in objected(Outcome.S22_FUTURE, public_interest="x")


def test_scottish_law_lets_nobody_wait_longer_than_twelve_weeks_for_what_is_published() -> None:
    far = TODAY + dt.timedelta(weeks=12, days=1)
    assert "twelve weeks" in objected(Outcome.S22_FUTURE, Law.FOISA, out_on=far, public_interest="x")
    assert not objected(Outcome.S22_FUTURE, out_on=far, public_interest="x")
    near = far - dt.timedelta(days=1)
    assert not objected(Outcome.S22_FUTURE, Law.FOISA, out_on=near, public_interest="x")


def test_scottish_law_weighs_the_public_interest_whenever_nothing_is_confirmed() -> None:
    said = {"sections": ("38(1)(b)",), "why": "Either tells of a person."}
    assert "Section 18(1)" in objected(Outcome.NCND, Law.FOISA, **said)
    assert not objected(Outcome.NCND, Law.FOISA, **said, public_interest="Weighed.")
    assert not objected(Outcome.NCND, sections=("40(2)",), why="Either tells of a person.")


@pytest.mark.parametrize("outcome", sorted(NOT_HELD))
def test_what_is_not_held_is_not_withheld(outcome: Outcome) -> None:
    assert "Take the sections out" in objected(outcome, sections=("40(2)",), why="x", holder="x")


@pytest.mark.parametrize("law", Law)
@pytest.mark.parametrize("outcome", [Outcome.S21_ACCESSIBLE, Outcome.S14_VEXATIOUS, Outcome.S22_FUTURE])
def test_an_outcome_that_is_a_section_rests_on_it(law: Law, outcome: Outcome) -> None:
    own = section_for(outcome, law)
    assert own and relied_on(Proposal(outcome), law=law) == [own]


def test_the_seed_says_part_with_one_not_held_and_one_disclosed() -> None:
    assert headline_sentence([Outcome.HELD_ELSEWHERE, Outcome.DISCLOSED_FULL]) == (
        "Part: one not held, one disclosed"
    )


@pytest.mark.parametrize(
    ("outcomes", "words"),
    [
        ([Outcome.NOT_HELD], "Not held"),
        ([Outcome.NOT_HELD, Outcome.HELD_ELSEWHERE], "Not held: both questions"),
        ([Outcome.DISCLOSED_FULL] * 10, "In full: 10 disclosed"),
        ([Outcome.S21_ACCESSIBLE, Outcome.NOT_HELD], "Nothing sent: one published already, one not held"),
        (
            [Outcome.S21_ACCESSIBLE, Outcome.NOT_HELD, Outcome.EXEMPT],
            "Nothing sent: one published already, one not held, one refused",
        ),
        ([Outcome.NCND], "Neither confirmed nor denied"),
        ([Outcome.EXEMPT, Outcome.S12_COST], "Refused: one refused, one over the cost limit"),
    ],
)
def test_headlines_read_as_a_person_would_say_them(outcomes: list[Outcome], words: str) -> None:
    assert headline_sentence(outcomes) == words


@given(st.lists(st.sampled_from(Outcome), min_size=1, max_size=30))
def test_a_headline_never_says_full_or_nothing_where_it_is_not_so(outcomes: Sequence[Outcome]) -> None:
    said = headline_sentence(outcomes)
    assert said.startswith("In full") == (set(outcomes) == {Outcome.DISCLOSED_FULL})
    if set(outcomes) & {Outcome.DISCLOSED_FULL, Outcome.DISCLOSED_PART}:
        assert said.startswith(("In full", "Part"))
    assert said.startswith("Not held") == (set(outcomes) <= NOT_HELD)

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.foi.deciding.headlines import HEADLINES, headline_sentence
from candour.foi.deciding.outcomes import NOT_HELD, OUTCOMES
from candour.foi.deciding.rules import ACTIVITIES, ProposedDecision, objections, relied_on
from candour.foi.requests.sections import limit_of, packaged, section_for, sections
from candour.foi.rules import Headline, Law, QuestionOutcome

TODAY = dt.date(2026, 11, 22)
LATER = dt.date(2026, 12, 3)


def objected(outcome: QuestionOutcome, law: Law = Law.FOIA, **fields: object) -> str:
    fields.setdefault("confirms", outcome != QuestionOutcome.NCND)
    proposal = replace(ProposedDecision(outcome), **fields)
    return " ".join(objection.words for objection in objections(proposal, law=law, on=TODAY))


WHOLE = {
    QuestionOutcome.DISCLOSED_FULL: ProposedDecision(QuestionOutcome.DISCLOSED_FULL, answer="94"),
    QuestionOutcome.DISCLOSED_PART: ProposedDecision(
        QuestionOutcome.DISCLOSED_PART, answer="94", why="names are left out", sections=("40(2)",)
    ),
    QuestionOutcome.NOT_HELD: ProposedDecision(QuestionOutcome.NOT_HELD, why="the case list was searched"),
    QuestionOutcome.HELD_ELSEWHERE: ProposedDecision(
        QuestionOutcome.HELD_ELSEWHERE, holder="Invented Police"
    ),
    QuestionOutcome.S21_ACCESSIBLE: ProposedDecision(
        QuestionOutcome.S21_ACCESSIBLE, url="https://example.org/figures"
    ),
    QuestionOutcome.S22_FUTURE: ProposedDecision(
        QuestionOutcome.S22_FUTURE, out_on=LATER, public_interest="soon enough for all"
    ),
    QuestionOutcome.EXEMPT: ProposedDecision(
        QuestionOutcome.EXEMPT, sections=("41(1)",), why="told in confidence"
    ),
    QuestionOutcome.NCND: ProposedDecision(
        QuestionOutcome.NCND, confirms=False, sections=("40(2)",), why="either tells of a person"
    ),
    QuestionOutcome.S12_COST: ProposedDecision(
        QuestionOutcome.S12_COST, estimate=((ACTIVITIES[1], 30.0),), advice="ask for a year"
    ),
    QuestionOutcome.S14_VEXATIOUS: ProposedDecision(
        QuestionOutcome.S14_VEXATIOUS, why="the fortieth of its kind"
    ),
    QuestionOutcome.S14_REPEATED: ProposedDecision(
        QuestionOutcome.S14_REPEATED, why="answered on 3 November 2026"
    ),
}


@pytest.mark.parametrize("outcome", QuestionOutcome)
def test_a_whole_decision_of_each_kind_stands_and_a_bare_one_does_not(outcome: QuestionOutcome) -> None:
    assert objections(WHOLE[outcome], law=Law.FOIA, on=TODAY) == []
    assert objections(
        ProposedDecision(outcome, confirms=outcome != QuestionOutcome.NCND), law=Law.FOIA, on=TODAY
    )


@given(st.sampled_from([one for one in sections(Law.FOIA).values() if not one.outcomes]), st.text(" \n\t"))
def test_only_a_qualified_section_needs_the_public_interest(section: object, blank: str) -> None:
    code, basis = section.code, section.basis  # type: ignore[attr-defined]
    found = objected(QuestionOutcome.EXEMPT, sections=(code,), why="x", public_interest=blank)
    assert ("public interest" in found) == (basis == "qualified")
    assert not objected(QuestionOutcome.EXEMPT, sections=(code,), why="x", public_interest="weighed")


@pytest.mark.parametrize("law", Law)
def test_every_section_has_a_basis_and_a_source(law: Law) -> None:
    for one in sections(law).values():
        assert one.basis in ("exclusion", "absolute", "qualified") and one.source and one.title
        assert one.prejudice is False or one.basis == "qualified"


def test_the_data_files_agree_with_the_act() -> None:
    basis = {code: one.basis for code, one in sections(Law.FOIA).items()}
    assert [basis[code] for code in ("12(1)", "14(1)", "21", "22", "40(2)", "31(1)(a)")] == [
        "exclusion",
        "exclusion",
        "absolute",
        "qualified",
        "absolute",
        "qualified",
    ]
    assert len({(row["law"], row["code"]) for row in packaged("sections.csv")}) == len(
        packaged("sections.csv")
    )
    ours, central = limit_of(Law.FOIA), limit_of(Law.FOIA, central=True)
    assert ours and central and (ours.hours, central.hours) == (18, 24)
    assert limit_of(Law.EIR) is None


def test_neither_confirming_nor_denying_is_bound_to_a_section_that_allows_it() -> None:
    assert "cannot say that it is held" in objected(
        QuestionOutcome.NCND, confirms=True, sections=("40(2)",), why="x"
    )
    assert "Name the section" in objected(QuestionOutcome.NCND, why="x")
    assert "does not lift" in objected(
        QuestionOutcome.NCND, sections=("43(1)",), why="x", public_interest="x"
    )
    assert "would confirm" in objected(QuestionOutcome.NCND, sections=("40(2)",), why="x", answer="94")


def test_investigations_and_law_enforcement_exclude_each_other() -> None:
    both = {"sections": ("30(1)", "31(1)(a)"), "why": "x", "public_interest": "x"}
    assert "exclude each other" in objected(QuestionOutcome.EXEMPT, **both)
    assert not objected(QuestionOutcome.EXEMPT, **(both | {"sections": ("30(1)", "40(2)")}))


@given(st.lists(st.integers(1, 40), min_size=1, max_size=5))
def test_cost_refuses_over_eighteen_hours_and_never_at_them(hours: list[int]) -> None:
    lines = [(ACTIVITIES[place % 4], float(one)) for place, one in enumerate(hours)]
    assert bool(objected(QuestionOutcome.S12_COST, estimate=lines, advice="x")) == (sum(hours) <= 18)


def test_a_cost_refusal_says_how_to_ask_for_less() -> None:
    assert "narrower" in objected(QuestionOutcome.S12_COST, estimate=[(ACTIVITIES[0], 40.0)])


def test_redacting_cannot_be_counted_and_some_laws_have_no_limit() -> None:
    assert "may be counted" in objected(QuestionOutcome.S12_COST, estimate=[("redacting", 40.0)])
    assert "no cost limit" in objected(
        QuestionOutcome.S12_COST, law=Law.EIR, estimate=[(ACTIVITIES[0], 40.0)]
    )


def test_a_day_of_publication_is_still_to_come() -> None:
    assert "has come" in objected(QuestionOutcome.S22_FUTURE, out_on=TODAY, public_interest="x")
    assert "day on which" in objected(QuestionOutcome.S22_FUTURE, public_interest="x")


def test_scottish_law_lets_nobody_wait_longer_than_twelve_weeks_for_what_is_published() -> None:
    far = TODAY + dt.timedelta(weeks=12, days=1)
    assert "twelve weeks" in objected(QuestionOutcome.S22_FUTURE, Law.FOISA, out_on=far, public_interest="x")
    assert not objected(QuestionOutcome.S22_FUTURE, out_on=far, public_interest="x")
    near = far - dt.timedelta(days=1)
    assert not objected(QuestionOutcome.S22_FUTURE, Law.FOISA, out_on=near, public_interest="x")


def test_scottish_law_weighs_the_public_interest_whenever_nothing_is_confirmed() -> None:
    said = {"sections": ("38(1)(b)",), "why": "Either tells of a person."}
    assert "Section 18(1)" in objected(QuestionOutcome.NCND, Law.FOISA, **said)
    assert not objected(QuestionOutcome.NCND, Law.FOISA, **said, public_interest="Weighed.")
    assert not objected(QuestionOutcome.NCND, sections=("40(2)",), why="Either tells of a person.")


@pytest.mark.parametrize("outcome", sorted(NOT_HELD))
def test_what_is_not_held_is_not_withheld(outcome: QuestionOutcome) -> None:
    assert "Take the sections out" in objected(outcome, sections=("40(2)",), why="x", holder="x")


@pytest.mark.parametrize("law", Law)
@pytest.mark.parametrize(
    "outcome", [QuestionOutcome.S21_ACCESSIBLE, QuestionOutcome.S14_VEXATIOUS, QuestionOutcome.S22_FUTURE]
)
def test_an_outcome_that_is_a_section_rests_on_it(law: Law, outcome: QuestionOutcome) -> None:
    own = section_for(outcome, law)
    assert own and relied_on(ProposedDecision(outcome), law=law) == [own]


def test_the_seed_says_part_with_one_not_held_and_one_disclosed() -> None:
    assert headline_sentence([QuestionOutcome.HELD_ELSEWHERE, QuestionOutcome.DISCLOSED_FULL]) == (
        "Part: one not held, one disclosed"
    )


@pytest.mark.parametrize(
    ("outcomes", "words"),
    [
        ([QuestionOutcome.NOT_HELD], "Not held"),
        ([QuestionOutcome.NOT_HELD, QuestionOutcome.HELD_ELSEWHERE], "Not held: both questions"),
        ([QuestionOutcome.DISCLOSED_FULL] * 10, "In full: 10 disclosed"),
        (
            [QuestionOutcome.S21_ACCESSIBLE, QuestionOutcome.NOT_HELD],
            "Nothing sent: one published already, one not held",
        ),
        (
            [QuestionOutcome.S21_ACCESSIBLE, QuestionOutcome.NOT_HELD, QuestionOutcome.EXEMPT],
            "Nothing sent: one published already, one not held, one refused",
        ),
        ([QuestionOutcome.NCND], "Neither confirmed nor denied"),
        ([QuestionOutcome.EXEMPT, QuestionOutcome.S12_COST], "Refused: one refused, one over the cost limit"),
    ],
)
def test_headlines_read_as_a_person_would_say_them(outcomes: list[QuestionOutcome], words: str) -> None:
    assert headline_sentence(outcomes) == words


@given(st.lists(st.sampled_from(QuestionOutcome), min_size=1, max_size=30))
def test_a_headline_never_says_full_or_nothing_where_it_is_not_so(
    outcomes: Sequence[QuestionOutcome],
) -> None:
    said = headline_sentence(outcomes)
    assert said.startswith("In full") == (set(outcomes) == {QuestionOutcome.DISCLOSED_FULL})
    if set(outcomes) & {QuestionOutcome.DISCLOSED_FULL, QuestionOutcome.DISCLOSED_PART}:
        assert said.startswith(("In full", "Part"))
    assert said.startswith("Not held") == (set(outcomes) <= NOT_HELD)


def test_every_outcome_has_its_row_and_every_box_that_it_may_object_at() -> None:
    assert set(OUTCOMES) == set(QuestionOutcome) and set(HEADLINES) == set(Headline)
    for outcome, rule in OUTCOMES.items():
        boxes = {*rule.asks, "advice"}
        bare = objections(ProposedDecision(outcome), law=Law.FOIA, on=TODAY)
        assert {objection.field for objection in bare} <= {*boxes, ""}, outcome
        if not isinstance(rule.needs, str):
            assert all(need.either[0] in boxes for need in rule.needs), outcome

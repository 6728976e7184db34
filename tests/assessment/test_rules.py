import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.assessment import rules
from candour.assessment.rules import (
    Grade,
    objections_to_decision,
    objections_to_grade,
    objections_to_subject,
    signs,
)
from candour.codes.reasons import decision_kinds, reasons_not_to_refer

codes = {
    element: st.sampled_from(sorted(rules.grading(element)))
    for element in ("source", "intelligence", "handling")
}
conditions = st.lists(st.sampled_from(sorted(rules.grading("condition"))), unique=True).map(tuple)
grades = st.builds(Grade, codes["source"], codes["intelligence"], codes["handling"], conditions)
kinds = st.sampled_from(sorted(decision_kinds()))
reasons = st.sampled_from(["", "made-up", *reasons_not_to_refer()])


def test_the_first_grade_is_2_d_p_and_needs_no_reason() -> None:
    assert str(Grade()) == "2-D-P"
    assert objections_to_grade(Grade(), reason="") == []


@given(grade=grades, reason=st.sampled_from(["", "  ", "It was seen."]))
def test_a_grade_stands_if_and_only_if_it_is_explained_and_its_conditions_go_with_c(
    grade: Grade, reason: str
) -> None:
    explained = grade == Grade() or bool(reason.strip())
    fitting = bool(grade.conditions) == (grade.handling == "C")
    assert (objections_to_grade(grade, reason=reason) == []) == (explained and fitting)


@given(element=st.sampled_from(["source", "intelligence", "handling"]), code=st.text(max_size=2))
def test_a_code_that_is_not_on_the_list_is_refused(element: str, code: str) -> None:
    known = code in rules.grading(element)
    objections = objections_to_grade(Grade(**{element: code}), reason="It was seen.")
    assert (f"Choose the {element} grade from the list." not in objections) == known


def test_a_condition_that_is_not_on_the_list_is_refused() -> None:
    assert "Choose the conditions from the list." in objections_to_grade(
        Grade(handling="C", conditions=("A9",)), reason="x"
    )


@given(kind=kinds, reason=reasons, forces=st.integers(0, 3), sanitised=st.booleans())
def test_a_referral_needs_a_force_and_a_text_and_all_else_a_reason_and_no_force(
    kind: str, reason: str, forces: int, sanitised: bool
) -> None:
    objections = objections_to_decision(kind, reason=reason, forces=forces, sanitised=sanitised)
    if kind == rules.REFER:
        assert (objections == []) == (forces > 0 and sanitised)
    else:
        assert (objections == []) == (forces == 0 and reason in reasons_not_to_refer())


@given(kind=st.text(max_size=12).filter(lambda kind: kind not in decision_kinds()))
def test_a_decision_that_is_not_on_the_list_is_refused(kind: str) -> None:
    assert objections_to_decision(kind, reason="", forces=1, sanitised=True) == [
        "Choose what to do with this report."
    ]


@pytest.mark.parametrize(
    ("text", "code", "found"),
    [
        ("I saw it", "first_person", "I"),
        ("My sister knows", "first_person", "My"),
        ("it was told to us", "first_person", "us"),
        ("i've seen it", "first_person", "i've"),
        ("His wife knows", "relationship", "His wife"),
        ("their ex-husband", "relationship", "their ex-husband"),
        ("at 10:30 pm", "times", "10:30 pm"),
        ("about 9am", "times", "9am"),
        ("He said “shut it” then", "quotations", "“shut it”"),
        ("he was gonna pay", "voice", "gonna"),
        ("it was bad!!", "voice", "!!"),
        ("write to kestrel@example.org", "contact", "kestrel@example.org"),
        ("ring 07700 900461", "contact", "07700 900461"),
        ("the car AB12 CDE", "contact", "AB12 CDE"),
        ("lives at SW1A 1AA", "contact", "SW1A 1AA"),
        ("The reporter says that he was there", "reporter", "reporter says that he"),
        ("The caller is a nurse", "reporter", "caller is a nurse"),
        ("This was overheard", "how_known", "overheard"),
        ("through an interpreter", "language", "interpreter"),
    ],
)
def test_a_reading_by_machine_finds_what_may_point_to_the_reporter(text: str, code: str, found: str) -> None:
    assert (code, found) in signs(text)


def test_a_neutral_text_shows_no_sign() -> None:
    text = (
        "A sergeant of the force takes payment for looking up number plates, i.e. for misusing its systems. "
        "The reporter believes that this happens each week."
    )
    assert signs(text) == []


@given(text=st.text(max_size=300))
def test_each_sign_stands_in_the_text_and_on_the_checklist(text: str) -> None:
    for code, words in signs(text):
        assert code in rules.CHECKLIST
        assert words in text


@given(before=st.text(alphabet="abc .\n", max_size=40), after=st.text(alphabet="abc .\n", max_size=40))
def test_a_first_person_is_found_wherever_it_stands(before: str, after: str) -> None:
    assert ("first_person", "my") in signs(f"{before} my {after}")


@given(ticked=st.frozensets(st.sampled_from(sorted(rules.CHECKLIST))))
def test_the_whole_checklist_is_gone_through_before_a_text_is_sent(ticked: frozenset[str]) -> None:
    assert (rules.objections_to_sanitised("Text", ticked=ticked) == []) == (
        ticked == frozenset(rules.CHECKLIST)
    )


@given(st.dictionaries(st.sampled_from(sorted(rules.SUBJECT_FIELDS)), st.sampled_from(["", " ", "words"])))
def test_a_subject_is_somebody(fields: dict[str, str]) -> None:
    known = any(fields.get(name) == "words" for name in ("name", "description", "number"))
    assert (objections_to_subject(fields) == []) == known


def test_every_stage_has_its_words() -> None:
    words = {
        rules.decision_stage(kind, confirmed=confirmed)
        for kind in decision_kinds()
        for confirmed in (True, False)
    }
    assert len(words) == 2 * len(decision_kinds())

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.figures.cells import Cell, Counted
from candour.figures.measures import measures
from candour.figures.rules import (
    Treatment,
    carried,
    must_stay_possible,
    next_to_suppress,
    objections,
    possible,
    possible_in_reprint,
    shown,
    treatment,
)

counts = st.integers(0, 400)
HIDEABLE = [Treatment.THRESHOLD, Treatment.TEN_FIVE]


@pytest.mark.parametrize(
    ("how", "count", "value"),
    [
        (Treatment.EXEMPT, 0, 0),
        (Treatment.EXEMPT, 7, 7),
        (Treatment.THRESHOLD, 9, None),
        (Treatment.THRESHOLD, 10, 10),
        (Treatment.THRESHOLD, 12, 12),
        (Treatment.TEN_FIVE, 0, None),
        (Treatment.TEN_FIVE, 9, None),
        (Treatment.TEN_FIVE, 10, 10),
        (Treatment.TEN_FIVE, 12, 10),
        (Treatment.TEN_FIVE, 13, 15),
        (Treatment.TEN_FIVE, 2878, 2880),
        (Treatment.DAYS, 4, None),
    ],
)
def test_a_number_is_shown_by_its_treatment(how: Treatment, count: int, value: int | None) -> None:
    assert shown(how, count)[0] == value
    assert (shown(how, count)[1] == "c") == (value is None)


def test_what_is_not_published_is_not_shown_at_all() -> None:
    with pytest.raises(ValueError, match="not published"):
        shown(Treatment.HIDDEN, 100)


@given(st.sampled_from(HIDEABLE), counts)
def test_a_reader_never_rules_out_the_count_itself(how: Treatment, count: int) -> None:
    low, high = possible(*shown(how, count))

    assert low <= count and (high is None or count <= high)


@given(st.integers(0, 9), st.integers(0, 9), st.sampled_from(HIDEABLE))
def test_all_counts_under_ten_look_alike(one: int, other: int, how: Treatment) -> None:
    assert shown(how, one) == shown(how, other)


@given(counts, counts)
def test_a_cell_printed_again_as_it_was_never_rules_out_its_new_count(before: int, count: int) -> None:
    first = shown(Treatment.TEN_FIVE, before)
    again = carried(Treatment.TEN_FIVE, first, before, count)

    low, high = possible_in_reprint(*again) if again == first else possible(*again)
    assert low <= count and (high is None or count <= high)


@given(counts, counts)
def test_a_rounded_cell_changes_only_if_its_count_moved_by_ten_or_more(before: int, count: int) -> None:
    first = shown(Treatment.TEN_FIVE, before)
    again = carried(Treatment.TEN_FIVE, first, before, count)

    if abs(count - before) < 10:
        assert again == first
    if (again[0] is None) != (first[0] is None):
        assert max(again[0] or 0, first[0] or 0) >= 20


@pytest.mark.parametrize(
    ("before", "count", "value"),
    [
        (30, 39, 30),
        (30, 40, 40),
        (30, 20, 20),
        (30, 4, None),
        (15, 4, 15),
        (8, 17, None),
        (3, 19, 20),
        (3, 17, None),
    ],
)
def test_a_rounded_cell_goes_to_where_the_rule_says(before: int, count: int, value: int | None) -> None:
    assert carried(Treatment.TEN_FIVE, shown(Treatment.TEN_FIVE, before), before, count)[0] == value


def test_an_exact_cell_is_put_right_and_a_total_always() -> None:
    assert carried(Treatment.THRESHOLD, (12, "", "exact"), 12, 13) == (13, "", "exact")
    assert carried(Treatment.THRESHOLD, (None, "c", "exact"), 8, 11) == (None, "c", "exact")
    assert carried(Treatment.EXEMPT, (7, "", "exact"), 7, 6) == (6, "", "exact")


def test_a_force_that_answers_after_its_silence_is_shown_afresh() -> None:
    assert carried(Treatment.TEN_FIVE, (None, "x", "nearest 5"), 0, 12) == (10, "", "nearest 5")


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ((), (0, 9)),
        ((0, None), (0, 9)),
        ((0, 40), (0, 9)),
        ((0, 4), (0, 4)),
        ((3, 6), (3, 6)),
        ((0, 0), (0, 0)),
    ],
)
def test_every_number_from_nought_to_nine_must_stay_possible_unless_totals_rule_it_out(
    limits: tuple[int, ...], expected: tuple[int, int]
) -> None:
    found = must_stay_possible(*limits)

    assert (found[0], found[-1]) == expected


def test_what_is_about_people_is_never_shown_by_force() -> None:
    national = [one for one in measures().values() if one.disclosure == "national"]

    assert len(national) >= 14
    for one in national:
        for by in ("force", "to_force", "channel", "category", "language"):
            assert treatment(one.disclosure, by) is Treatment.HIDDEN
            assert objections(one.disclosure, by, is_whole_years=True)
        assert not {"force", "to_force"} & {*one.by}


@pytest.mark.parametrize("one", measures().values(), ids=lambda one: one.code)
def test_every_breakdown_that_a_measure_allows_can_be_published_for_a_year(one: object) -> None:
    for by in ("", *one.by):  # type: ignore[attr-defined]
        assert not objections(one.disclosure, by, is_whole_years=True)  # type: ignore[attr-defined]


def test_only_totals_of_the_lines_own_work_are_exempt() -> None:
    exempt = {(one.disclosure, by) for one in measures().values() for by in ("", *one.by)
              if treatment(one.disclosure, by) is Treatment.EXEMPT}  # fmt: skip

    assert {by for _, by in exempt} <= {"", "channel"}
    assert {disclosure for disclosure, _ in exempt}.isdisjoint({"rounded", "national"})


@pytest.mark.parametrize(
    ("disclosure", "by", "refused"),
    [
        ("exact", "", False),
        ("exact-by-month", "channel", False),
        ("exact-by-month", "language", False),
        ("exact-by-month", "force", True),
        ("exact", "category", True),
        ("rounded", "", True),
        ("national", "reason", True),
    ],
)
def test_what_is_nearest_to_a_guess_is_published_for_whole_years_alone(
    disclosure: str, by: str, refused: bool
) -> None:
    assert bool(objections(disclosure, by, is_whole_years=False)) == refused


def cell(measure: str, by: str, code: str, month: int = 1) -> Cell:
    return Cell(measure, by, code, dt.date(2031, month, 1), dt.date(2031, month, 28), dt.date(2032, 1, 1))


def test_the_smallest_of_the_same_table_is_hidden_first() -> None:
    violated = cell("M07", "force", "kent")
    free = [
        Counted(cell("M07", "category", "fraud"), 11),
        Counted(cell("M07", "force", "essex", month=2), 10),
        Counted(cell("M07", "force", "essex"), 40),
        Counted(cell("M07", "force", "surrey"), 30),
    ]

    assert next_to_suppress(violated, free) == cell("M07", "force", "surrey")
    assert next_to_suppress(violated, free[:2]) == cell("M07", "category", "fraud")
    assert next_to_suppress(violated, free[1:2]) == cell("M07", "force", "essex", month=2)
    assert next_to_suppress(violated, []) is None

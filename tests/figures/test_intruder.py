"""The intruder's bounds against every world there could be, one by one."""

import datetime as dt
import itertools
from collections.abc import Callable, Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from candour.figures.cells import Cell, Shown
from candour.figures.disclosure.reader import Reading, bounds
from candour.figures.disclosure.readers import Readers, codes_seen
from candour.figures.disclosure.systems import Count
from candour.figures.disclosure.tables import key_of
from candour.figures.quarters import Span
from candour.figures.rules import LINKS, Links

Q1 = Span(dt.date(2030, 12, 1), dt.date(2031, 2, 28))
Q2 = Span(dt.date(2031, 3, 1), dt.date(2031, 5, 31))
HALF = Span(Q1.since, Q2.until)
DAY, LATER = dt.date(2031, 6, 20), dt.date(2031, 7, 20)
CODES = ("a", "b", "c")
# How a part is printed: exactly, to the nearest 5 from 10, or not at all.
DISPLAYS = ("exact", "nearest 5", "c")

World = tuple[int, ...]
displays = st.lists(st.sampled_from(DISPLAYS), min_size=9, max_size=9)
small = st.integers(0, 9)
mixed = st.one_of(small, small, st.integers(10, 12))


def exact(measure: str, span: Span, value: int, day: dt.date = DAY, by: str = "", code: str = "") -> Shown:
    return Shown(Cell(measure, by, code, *span, day), value, "", "exact")


def hidden(measure: str, by: str, code: str, span: Span = Q1, day: dt.date = DAY) -> Shown:
    return Shown(Cell(measure, by, code, *span, day), None, "c", "nearest 5")


def part(display: str, count: int, measure: str, by: str, code: str, span: Span, day: dt.date = DAY) -> Shown:
    cell = Cell(measure, by, code, *span, day)
    if display == "c" or (display == "nearest 5" and count < 10):
        return Shown(cell, None, "c", "nearest 5")
    return Shown(cell, count if display == "exact" else (count + 2) // 5 * 5, "", display)


def parts(
    how: Sequence[str], counts: Sequence[int], measure: str, by: str, codes: Sequence[str], span: Span = Q1
) -> list[Shown]:
    return [part(how[place], counts[place], measure, by, code, span) for place, code in enumerate(codes)]


def readers(shown: list[Shown], links: Links = LINKS) -> Readers:
    return Readers(codes_seen(shown), (), links)


def splits(total: int, codes: int) -> Iterator[World]:
    """Every way in which that many codes make up a total."""
    for cuts in itertools.combinations(range(total + codes - 1), codes - 1):
        ends = (-1, *cuts, total + codes - 1)
        yield tuple(after - before - 1 for before, after in itertools.pairwise(ends))


def agrees(one: Shown, count: int) -> bool:
    if one.value is None:
        return True
    return (
        count == one.value if one.rounding == "exact" else count >= 10 and (count + 2) // 5 * 5 == one.value
    )


def assert_bounds(
    shown: list[Shown], worlds: Iterator[World], count_of: Callable[[World, Cell], int], known: Readers
) -> None:
    """The least and the most of every part in the worlds that agree with all prints are the bounds; and every
    number in between is possible as well, so that bounds say all there is to say."""
    parts = [one for one in shown if one.cell.by]
    kept = [world for world in worlds if all(agrees(one, count_of(world, one.cell)) for one in parts)]
    found = bounds(shown, known, [one.cell for one in parts])
    for one in parts:
        values = {count_of(world, one.cell) for world in kept}
        assert found[one.cell] == (min(values), max(values)), one
        assert values == set(range(min(values), max(values) + 1)), one


@settings(max_examples=20, deadline=None)
@given(st.lists(mixed, min_size=3, max_size=3), displays)
def test_one_table_beside_its_total(counts: list[int], how: list[str]) -> None:
    shown = [exact("M01", Q1, sum(counts))]
    shown += parts(how, counts, "M01", "force", CODES)

    assert_bounds(
        shown, splits(sum(counts), 3), lambda world, cell: world[CODES.index(cell.code)], readers(shown)
    )


@settings(max_examples=12, deadline=None)
@given(st.lists(st.integers(0, 4), min_size=3, max_size=3), st.lists(mixed, min_size=3, max_size=3), displays)
def test_periods_inside_one_another(first: list[int], second: list[int], how: list[str]) -> None:
    truth = (*first, *second)
    shown = [exact("M01", Q1, sum(first)), exact("M01", Q2, sum(second))]

    def count_of(world: World, cell: Cell) -> int:
        place = CODES.index(cell.code)
        one, other = world[place], world[place + 3]
        return {Q1: one, Q2: other, HALF: one + other}[Span(cell.since, cell.until)]

    for number, (span, code) in enumerate(itertools.product((Q1, Q2, HALF), CODES)):
        count = count_of(truth, Cell("M01", "channel", code, *span, DAY))
        shown.append(part(how[number], count, "M01", "channel", code, span))
    worlds = ((*one, *other) for one in splits(sum(first), 3) for other in splits(sum(second), 3))

    assert_bounds(shown, worlds, count_of, readers(shown))


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.integers(0, 8), min_size=3, max_size=3),
    st.lists(st.integers(0, 3), min_size=3, max_size=3).filter(any),
    displays,
    st.booleans(),
)
def test_two_days_whose_totals_differ(counts: list[int], more: list[int], how: list[str], fell: bool) -> None:
    days = (LATER, DAY) if fell else (DAY, LATER)
    after = [a + b for a, b in zip(counts, more, strict=True)]
    truth = (*counts, *after)
    shown = [exact("M01", Q1, sum(counts), days[0]), exact("M01", Q1, sum(after), days[1])]

    def count_of(world: World, cell: Cell) -> int:
        return world[CODES.index(cell.code) + 3 * (cell.as_at == days[1])]

    for number, (day, code) in enumerate(itertools.product(days, CODES)):
        count = count_of(truth, Cell("M01", "channel", code, *Q1, day))
        # As it is published: a rounded cell printed twice alike would leave more open than this test knows.
        display = how[number] if how[number] != "nearest 5" else "c"
        shown.append(part(display, count, "M01", "channel", code, Q1, day))
    worlds = (
        (*one, *other)
        for one in splits(sum(counts), 3)
        for other in splits(sum(after), 3)
        if all(a <= b for a, b in zip(one, other, strict=True))
    )

    assert_bounds(shown, worlds, count_of, readers(shown))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(mixed, mixed), min_size=3, max_size=3), displays)
def test_a_measure_that_cannot_be_above_another(pairs: list[tuple[int, int]], how: list[str]) -> None:
    below, above = [min(pair) for pair in pairs], [max(pair) for pair in pairs]
    shown = [exact("M09", Q1, sum(below)), exact("M07", Q1, sum(above))]
    for number, (measure, code) in enumerate(itertools.product(("M09", "M07"), CODES)):
        count = (*below, *above)[number]
        shown.append(part(how[number], count, measure, "force", code, Q1))
    worlds = (
        (*one, *other)
        for one in splits(sum(below), 3)
        for other in splits(sum(above), 3)
        if all(a <= b for a, b in zip(one, other, strict=True))
    )

    assert_bounds(
        shown,
        worlds,
        lambda world, cell: world[CODES.index(cell.code) + 3 * (cell.measure == "M07")],
        readers(shown),
    )


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.sampled_from([(a, b) for a in CODES for b in CODES if a != b]), min_size=1, max_size=16),
    displays,
)
def test_what_leaves_a_force_and_what_comes_to_it(moves: list[tuple[str, str]], how: list[str]) -> None:
    origins = [sum(move[0] == code for move in moves) for code in CODES]
    goals = [sum(move[1] == code for move in moves) for code in CODES]
    shown = [exact("M08", Q1, len(moves))]
    for number, (by, code) in enumerate(itertools.product(("force", "to_force"), CODES)):
        shown.append(part(how[number], (*origins, *goals)[number], "M08", by, code, Q1))
    worlds = (
        (*one, *other)
        for one in splits(len(moves), 3)
        for other in splits(len(moves), 3)
        if all(a + b <= len(moves) for a, b in zip(one, other, strict=True))
    )

    assert_bounds(
        shown,
        worlds,
        lambda world, cell: world[CODES.index(cell.code) + 3 * (cell.by == "to_force")],
        readers(shown),
    )


@settings(max_examples=8, deadline=None)
@given(st.lists(mixed, min_size=3, max_size=3), displays)
def test_a_rounded_total_and_two_tables_under_it(counts: list[int], how: list[str]) -> None:
    total = sum(counts)
    halves = (total // 2, total - total // 2)
    shown = [part("nearest 5", total, "M14", "", "", Q1)]
    shown += parts(how, counts, "M14", "force", CODES)
    shown += parts(how[3:], halves, "M14", "kind", "de")

    def count_of(world: World, cell: Cell) -> int:
        return world[(*CODES, "d", "e").index(cell.code)]

    sizes = [size for size in range(60) if agrees(shown[0], size)]
    if shown[0].value is None:
        return  # without any total there is no end to the worlds
    worlds = ((*one, *other) for size in sizes for one in splits(size, 3) for other in splits(size, 2))
    assert_bounds(shown, worlds, count_of, readers(shown))


def of(shown: list[Shown], cell: Cell, links: Links = LINKS) -> tuple[int, int | None]:
    return bounds(shown, readers(shown, links), [cell])[cell]


def test_the_only_hidden_cell_is_what_is_left_of_the_total() -> None:
    shown = [
        exact("M01", Q1, 60),
        hidden("M01", "channel", "a"),
        exact("M01", Q1, 37, by="channel", code="b"),
        exact("M01", Q1, 20, by="channel", code="c"),
    ]

    assert of(shown, shown[1].cell) == (3, 3)


def test_without_a_total_nothing_is_known_of_a_hidden_cell() -> None:
    shown = [hidden("M13", "force", "a"), part("nearest 5", 12, "M13", "force", "b", Q1)]

    assert of(shown, shown[0].cell) == (0, None)


def test_a_day_of_its_own_has_counts_of_its_own_only_where_the_total_differs() -> None:
    before = [
        exact("M01", Q1, 30),
        exact("M01", Q1, 18, by="channel", code="a"),
        hidden("M01", "channel", "b"),
        hidden("M01", "channel", "c"),
    ]
    same = [exact("M01", Q1, 30, LATER), exact("M01", Q1, 7, LATER, "channel", "b")]
    differs = [exact("M01", Q1, 32, LATER), exact("M01", Q1, 7, LATER, "channel", "b")]

    assert of([*before, *same], before[2].cell) == (7, 7)
    assert of([*before, *differs], before[2].cell) == (5, 7)


def test_where_numbers_cannot_be_the_same_the_fewest_changes_are_supposed() -> None:
    before = [
        exact("M01", Q1, 30),
        exact("M01", Q1, 18, by="channel", code="a"),
        exact("M01", Q1, 9, by="channel", code="b"),
        hidden("M01", "channel", "c"),
    ]
    after = [
        exact("M01", Q1, 30, LATER),
        exact("M01", Q1, 17, LATER, "channel", "a"),
        exact("M01", Q1, 10, LATER, "channel", "b"),
        hidden("M01", "channel", "c", day=LATER),
    ]

    assert of([*before, *after], after[3].cell) == (3, 3)


def test_counting_rules_that_do_not_hold_are_given_up() -> None:
    shown = [
        exact("M09", Q1, 12),
        exact("M07", Q1, 11),
        exact("M09", Q1, 12, by="force", code="a"),
        exact("M07", Q1, 11, by="force", code="a"),
        hidden("M07", "force", "b"),
        hidden("M09", "force", "b"),
    ]

    assert of(shown, shown[4].cell) == (0, 0)


def test_a_table_that_contradicts_itself_is_said_to() -> None:
    shown = [exact("M01", Q1, 5), exact("M01", Q1, 6, by="channel", code="a"), hidden("M01", "channel", "b")]

    with pytest.raises(ValueError, match="contradict"):
        of(shown, shown[2].cell)


def test_a_force_that_said_nothing_by_a_day_had_said_nothing_before() -> None:
    """[x] in one year's table tells that the [c] of the year before was nought."""
    silent = Shown(Cell("M14", "force", "a", *Q2, LATER), None, "x", "nearest 5")
    shown = [
        hidden("M13", "force", "a"),
        hidden("M13", "force", "b"),
        silent,
        hidden("M14", "force", "b", Q2, LATER),
    ]

    assert of(shown, shown[0].cell) == (0, 0)
    assert of(shown, shown[1].cell) == (0, None)


def test_a_reprint_leaves_open_by_how_much_its_count_has_moved() -> None:
    shown = [
        exact("M07", Q1, 60),
        part("nearest 5", 30, "M07", "force", "a", Q1),
        part("nearest 5", 30, "M07", "force", "b", Q1),
        exact("M07", Q1, 66, LATER),
        part("nearest 5", 30, "M07", "force", "a", Q1, LATER),
        hidden("M07", "force", "b", day=LATER),
    ]

    # From 28 to 32 it was, and six came to one force or the other.
    assert of(shown, shown[4].cell) == (28, 38)


def test_what_became_of_a_cohort_is_read_day_by_day() -> None:
    shown = [
        exact("M07", Q1, 20),
        exact("M07", Q1, 20, LATER),
        exact("M07", Q1, 15, by="became", code="a"),
        hidden("M07", "became", "b"),
        hidden("M07", "became", "a", day=LATER),
        hidden("M07", "became", "b", day=LATER),
    ]

    assert of(shown, shown[3].cell) == (5, 5)
    assert of(shown, shown[5].cell) == (0, 20)


@settings(max_examples=30, deadline=None)
@given(st.lists(mixed, min_size=3, max_size=3), st.lists(mixed, min_size=3, max_size=3), displays)
def test_what_fails_is_what_the_bounds_say(first: list[int], second: list[int], how: list[str]) -> None:
    """The quick way, a few solutions for all counts, and the slow one, two questions a count, agree."""
    both = [one + two for one, two in zip(first, second, strict=True)]
    shown = [exact("M01", Q1, sum(first)), exact("M01", Q2, sum(second))]
    shown += parts(how, first, "M01", "channel", CODES)
    shown += parts(how[3:], second, "M01", "channel", CODES, Q2)
    shown += parts(how[6:], both, "M01", "channel", CODES, HALF)
    reading = Reading(shown, readers(shown), None, range(2, len(shown)))
    totals = {Q1: sum(first), Q2: sum(second), HALF: sum(both)}
    counts: dict[Count, bool] = {}
    for one in shown[2:]:
        days = Span(one.cell.since, one.cell.until)
        count = Count(reading.knowledge.counts(key_of(one.cell), [days], one.cell.code, one.cell.as_at))
        low, high = reading.system_of(count.unknowns[0]).bounds(count)
        counts[count] = low > 0 or (high is not None and high < min(9, totals[days]))
    for system in {reading.system_of(count.unknowns[0]) for count in counts}:
        mine = [count for count in counts if count.unknowns[0] in system.columns]
        assert set(system.failing(mine)) == {count for count in mine if counts[count]}


def test_a_count_that_nobody_knows_does_not_stand_before_one_that_comes_out() -> None:
    shown = [exact("M01", Q1, 60), exact("M01", Q2, 50)]
    shown += [hidden("M01", "channel", "a"), *parts(["exact"] * 2, (37, 20), "M01", "channel", "bc")]
    shown += parts(["exact"] * 2, (70, 30), "M01", "channel", "bc", HALF)
    reading = Reading(shown, readers(shown), None, range(2, len(shown)))

    def count(code: str, is_small: bool | None) -> Count:
        return Count(reading.knowledge.counts(key_of(shown[2].cell), [Q1], code, DAY), is_small)

    small, unknown = count("a", True), count("b", None)
    system = reading.system_of(small.unknowns[0])
    assert not system.is_one_sum
    assert system.failing([unknown, small], at_most=1) == [small]
    assert system.failing([unknown], at_most=1) == []

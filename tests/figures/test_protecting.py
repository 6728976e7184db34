import datetime as dt
import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from candour.figures.cells import Cell, Counted, Shown
from candour.figures.disclosure.judging import House, judged, report
from candour.figures.disclosure.protected import Registered
from candour.figures.disclosure.protecting import WouldUnpick, protect
from candour.figures.quarters import Span
from candour.figures.rules import Treatment, possible, shown

YEAR = Span(dt.date(2030, 12, 1), dt.date(2031, 11, 30))
NEXT = Span(dt.date(2031, 12, 1), dt.date(2032, 11, 30))
Q1 = Span(dt.date(2030, 12, 1), dt.date(2031, 2, 28))
Q2 = Span(dt.date(2031, 3, 1), dt.date(2031, 5, 31))
HALF = Span(Q1.since, Q2.until)
DAY, LATER, LAST = dt.date(2031, 12, 20), dt.date(2032, 1, 20), dt.date(2032, 12, 20)
FORCES = ("aldmoor", "brackenby", "cawl", "dunmere", "eastwick", "fellside")
PHONE = ("phone", "form", "post", "relay")
counts = st.one_of(st.integers(0, 12), st.integers(0, 60))


def table(
    measure: str, by: str, numbers: dict[str, int], span: Span = YEAR, day: dt.date = DAY
) -> list[Counted]:
    """A table by code, with its national total in front."""
    found = [Counted(Cell(measure, "", "", *span, day), sum(numbers.values()))]
    return found + [Counted(Cell(measure, by, code, *span, day), number) for code, number in numbers.items()]


def published(
    wanted: Sequence[Counted], register: Sequence[Registered] = (), **options: object
) -> list[Registered]:
    """The wanted numbers as they are shown, beside their counts."""
    found = protect(wanted, register, **options)  # type: ignore[arg-type]
    return [(one, count.number) for one, count in zip(found, wanted, strict=True)]


def texts(found: Sequence[Registered]) -> dict[str, str]:
    return {
        one.cell.code or "all": str(one.value) if one.value is not None else one.marker for one, _ in found
    }


def test_a_small_number_alone_takes_a_second_one_with_it() -> None:
    numbers = {"phone": 60, "form": 28, "post": 12, "relay": 3}

    alone = published(table("M07", "channel", numbers), without_secondary=True)
    found = published(table("M07", "channel", numbers))

    assert texts(alone) == {"all": "103", "phone": "60", "form": "28", "post": "12", "relay": "c"}
    assert report(alone).in_words() == [
        f"M07 by channel relay, {YEAR.since} to {YEAR.until}, as at {DAY}: 3 to 3"
    ]
    assert texts(found) == {"all": "103", "phone": "60", "form": "28", "post": "c", "relay": "c"}
    assert not report(found).recovered


def test_a_nought_is_hidden_like_any_small_number() -> None:
    found = published(table("M07", "channel", {"phone": 60, "form": 28, "post": 12, "relay": 0}))

    assert texts(found)["relay"] == texts(found)["post"] == "c"


def test_two_small_numbers_that_share_a_small_rest_take_a_third_with_them() -> None:
    found = published(table("M07", "channel", {"phone": 60, "form": 28, "post": 2, "relay": 3}))

    assert texts(found) == {"all": "93", "phone": "60", "form": "c", "post": "c", "relay": "c"}


def test_a_table_whose_total_is_small_hides_all_its_parts_and_no_more_is_asked() -> None:
    found = published(table("M07", "channel", {"phone": 2, "form": 1, "post": 0, "relay": 0}))

    assert set(texts(found).values()) == {"3", "c"}
    assert not report(found).recovered


def test_how_contacts_came_is_exact() -> None:
    found = published(table("M01", "channel", {"phone": 60, "form": 28, "post": 2, "relay": 0}))

    assert texts(found) == {"all": "90", "phone": "60", "form": "28", "post": "2", "relay": "0"}


def test_what_an_exact_number_rules_out_is_not_asked_of_others() -> None:
    """No more contacts that came by post can have been closed than came by post."""
    contacts = table("M01", "channel", {"phone": 60, "form": 28, "post": 4, "relay": 30})
    closed = table("M03", "channel", {"phone": 30, "form": 14, "post": 3, "relay": 12})
    found = published(contacts + closed)

    assert not report(found).recovered
    assert judged(found, House()).counts


def test_a_second_release_does_not_give_back_what_the_first_held_back() -> None:
    first = published(table("M07", "channel", {"phone": 60, "form": 28, "post": 20, "relay": 3}, Q1))
    second = {"phone": 50, "form": 21, "post": 30, "relay": 14}
    both = {
        code: number + dict(zip(PHONE, (60, 28, 20, 3), strict=True))[code] for code, number in second.items()
    }
    wanted = [*table("M07", "channel", second, Q2, LATER), *table("M07", "channel", both, HALF, LATER)]
    wanted.append(Counted(Cell("M07", "", "", *Q1, LATER), 111))

    naive = first + published(wanted, first, without_secondary=True)
    found = first + published(wanted, first)

    assert any("relay" in words for words in report(naive).in_words())
    assert not report(found).recovered


def test_what_left_a_force_and_what_came_to_it_are_read_together() -> None:
    leaving = table("M08", "force", dict(zip(FORCES, (1, 0, 3, 3, 3, 2), strict=True)))
    coming = table("M08", "to_force", dict(zip(FORCES, (11, 1, 0, 0, 0, 0), strict=True)))
    wanted = list(dict.fromkeys(leaving + coming))

    naive = published(wanted, without_secondary=True)
    found = published(wanted)

    assert any("M08 by force aldmoor" in words for words in report(naive).in_words())
    assert not report(found).recovered


@given(st.lists(counts, min_size=4, max_size=4), st.lists(counts, min_size=6, max_size=6), st.randoms())
@settings(max_examples=40, deadline=None)
def test_the_order_of_what_comes_in_changes_nothing(
    first: list[int], second: list[int], dice: random.Random
) -> None:
    register = published(table("M07", "channel", dict(zip(PHONE, first, strict=True)), Q1))
    wanted = table("M07", "force", dict(zip(FORCES, second, strict=True)))
    wanted += table("M07", "channel", dict(zip(PHONE, first, strict=True)), Q1, LATER)
    shuffled, mixed = list(wanted), list(register)
    dice.shuffle(shuffled)
    dice.shuffle(mixed)

    assert set(protect(wanted, register)) == set(protect(shuffled, mixed))
    assert [one.cell for one in protect(shuffled, mixed)] == [one.cell for one in shuffled]


@given(
    st.lists(counts, min_size=4, max_size=4),
    st.lists(counts, min_size=4, max_size=4),
    st.lists(st.integers(0, 3), min_size=4, max_size=4),
)
@settings(max_examples=40, deadline=None)
def test_nothing_comes_out_of_quarters_their_sum_and_what_came_late(
    first: list[int], second: list[int], late: list[int]
) -> None:
    register = published(table("M07", "channel", dict(zip(PHONE, first, strict=True)), Q1))
    more = [one + two for one, two in zip(first, late, strict=True)]
    wanted = table("M07", "channel", dict(zip(PHONE, second, strict=True)), Q2, LATER)
    both = [one + two for one, two in zip(more, second, strict=True)]
    wanted += table("M07", "channel", dict(zip(PHONE, both, strict=True)), HALF, LATER)
    wanted.append(Counted(Cell("M07", "", "", *Q1, LATER), sum(more)))

    assert not report(register + published(wanted, register)).recovered


@given(st.lists(counts, min_size=6, max_size=6))
@settings(max_examples=60, deadline=None)
def test_no_hidden_cell_of_ten_or_more_could_be_shown_besides(numbers: list[int]) -> None:
    wanted = table("M07", "force", dict(zip(FORCES, numbers, strict=True)))
    found = published(wanted)

    for place, (one, count) in enumerate(found):
        if one.marker == "c" and count >= 10:
            instead = list(found)
            instead[place] = (Shown(one.cell, *shown(Treatment.TEN_FIVE, count)), count)
            assert report(instead).recovered


@given(st.lists(counts, min_size=6, max_size=6))
@settings(max_examples=60, deadline=None)
def test_what_is_shown_is_true_as_far_as_it_says(numbers: list[int]) -> None:
    for one, count in published(table("M07", "force", dict(zip(FORCES, numbers, strict=True)))):
        low, high = possible(*one[1:])
        assert low <= count and (high is None or count <= high)


def test_a_correction_leaves_a_rounded_cell_as_it_was_unless_it_moved_by_ten() -> None:
    before = dict(zip(FORCES, (30, 30, 30, 3, 3, 4), strict=True))
    after = {**before, "aldmoor": 38, "brackenby": 41}
    register = published(table("M07", "force", before))
    found = published(table("M07", "force", after, day=LATER), register)

    assert texts(found)["aldmoor"] == "30"
    assert texts(found)["brackenby"] in ("40", "c")
    assert not report(register + found).recovered


def test_small_steps_add_up_against_the_first_print_and_not_the_last() -> None:
    register: list[Registered] = []
    for place, number in enumerate((30, 36, 42)):
        day = DAY + dt.timedelta(days=30 * place)
        numbers = dict(zip(FORCES, (number, 50, 50, 3, 3, 4), strict=True))
        register += published(table("M07", "force", numbers, day=day), register)
    prints = [one.value for one, _ in register if one.cell.code == "aldmoor"]

    assert prints[:2] == [30, 30]
    assert prints[2] != 30


def test_the_same_table_on_the_same_day_is_hidden_in_the_same_places() -> None:
    numbers = dict(zip(("investigated", "closed", "acting", "silent"), (31, 14, 12, 2), strict=True))
    register = published(table("M07", "became", numbers))

    assert protect(table("M07", "became", numbers), register) == [one for one, _ in register]


def outcomes(
    counts: Sequence[int], sent: Sequence[int], span: Span = YEAR, day: dt.date = DAY
) -> tuple[list[Counted], list[Cell]]:
    """Referrals and investigations by force; the cells of forces that have stated nothing."""
    wanted = table("M07", "force", dict(zip(FORCES, sent, strict=True)), span, day)
    stated = table("M14", "force", dict(zip(FORCES, counts, strict=True)), span, day)
    return wanted + stated, [one.cell for one in stated[1:] if one.number == 0]


def test_no_answer_is_said_of_a_force_only_where_its_referrals_are_shown() -> None:
    wanted, silent = outcomes((0, 12, 0, 15, 11, 13), (40, 30, 4, 20, 20, 20))
    found = published(wanted, silent=silent)
    shown_by = {one.cell[:3]: one for one, _ in found}

    assert shown_by["M14", "force", "aldmoor"].marker == "x"
    assert shown_by["M14", "force", "cawl"].marker == "c"
    assert not report(found).recovered


def test_no_answer_is_not_said_where_an_earlier_nought_would_come_out() -> None:
    wanted, silent = outcomes((0, 12, 3, 15, 11, 13), (4, 30, 24, 20, 20, 20))
    register = published(wanted, silent=silent)
    wanted, silent = outcomes((0, 22, 30, 15, 11, 13), (40, 30, 34, 20, 20, 20), NEXT, LAST)
    found = published(wanted, register, silent=silent)

    assert {one.marker for one, _ in register + found if one.cell[:3] == ("M14", "force", "aldmoor")} == {"c"}
    assert not report(register + found).recovered


def test_an_answer_of_nothing_but_c_is_refused_in_words() -> None:
    register = published(table("M01", "channel", {"phone": 60, "form": 28, "post": 4, "relay": 0}, Q1))
    small = [Counted(Cell("M01", "language", "cy", *Q1, DAY), 4)]

    with pytest.raises(WouldUnpick, match="under 10") as refused:
        protect(small, register, whole=True)
    assert refused.value.cells == (small[0].cell,)
    assert protect(small, register)[0].marker == "c"


def test_an_answer_that_would_give_back_a_number_is_refused_with_the_cells() -> None:
    """Two quarters by channel are out; the half-year is asked for, of a channel that was hidden in one."""
    first = {"phone": 60, "form": 28, "post": 12, "relay": 3}
    second = {"phone": 50, "form": 31, "post": 40, "relay": 20}
    register = published(table("M07", "channel", first, Q1)) + published(table("M07", "channel", second, Q2))
    assert texts(register[:5])["post"] == "c"
    asked = [Counted(Cell("M07", "channel", "post", *HALF, DAY), 52)]

    naive = register + published(asked, register, without_secondary=True)
    assert any("relay" in words for words in report(naive).in_words())
    with pytest.raises(WouldUnpick, match="work out") as refused:
        protect(asked, register, whole=True)
    assert refused.value.cells == (asked[0].cell,)


def test_parts_of_a_total_that_nobody_has_seen_are_refused() -> None:
    register = published(table("M03", "channel", {"phone": 60, "form": 28, "post": 14, "relay": 30}, Q1))
    month = Span(Q1.since, dt.date(2030, 12, 31))
    for span, day in ((month, DAY), (Q1, LATER)):
        with pytest.raises(WouldUnpick, match="total of these days"):
            protect([Counted(Cell("M03", "channel", "phone", *span, day), 20)], register)


def test_what_is_not_published_by_force_cannot_be_protected_into_being() -> None:
    with pytest.raises(ValueError, match="not published"):
        protect([Counted(Cell("M20", "force", "aldmoor", *YEAR, DAY), 40)], [])


def test_new_numbers_that_must_be_shown_are_refused_if_they_would_give_back_an_old_one() -> None:
    """Of the closed contacts, 15 came by post or relay; if 13 came by post at all, two did by relay."""
    closed = published(table("M03", "channel", {"phone": 60, "form": 28, "post": 12, "relay": 3}))
    contacts = table("M01", "channel", {"phone": 90, "form": 50, "post": 13, "relay": 5}, day=LATER)

    assert texts(closed)["relay"] == texts(closed)["post"] == "c"
    with pytest.raises(WouldUnpick, match="M03 by channel relay") as refused:
        protect(contacts, closed)
    assert {cell.code for cell in refused.value.cells} == {"relay"}


def test_days_are_shown_where_ten_or_more_are_behind_them() -> None:
    def wanted(number: int) -> list[Counted]:
        return [
            Counted(Cell("M09", "", "", *Q1, DAY), number),
            Counted(Cell("M09", "days", "median", *Q1, DAY), 2),
        ]

    assert protect(wanted(10), [])[1][1:] == (2, "", "exact")
    assert protect(wanted(9), [])[1].marker == "c"


def test_a_years_release_is_protected_in_seconds() -> None:
    dice = random.Random(7)
    forces = [f"force {place}" for place in range(48)]
    wanted: list[Counted] = []
    for measure, by in (
        ("M01", "force"),
        ("M04", "force"),
        ("M07", "force"),
        ("M08a", "force"),
        ("M09", "force"),
    ):
        numbers = {code: dice.randrange(30) if dice.random() < 0.4 else dice.randrange(6) for code in forces}
        wanted += table(measure, by, numbers)
    found = published(wanted)

    assert not report(found).recovered
    assert sum(one.value is not None for one, _ in found) > 60

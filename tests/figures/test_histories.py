"""The intruder let loose on invented histories: twenty, and a thousand in `./test long`."""

import pytest

from candour.figures.disclosure.histories import History, house_of, published
from candour.figures.disclosure.judging import judged
from candour.figures.releasing.attack import attack_histories, attack_published, run_attack
from tests.hypothesis_profiles import repeats

HISTORIES = repeats(fast=4, full=20, long=1000)


@pytest.mark.long
def test_nothing_comes_out_of_any_history() -> None:
    found = attack_histories(HISTORIES, seed=1)

    assert found.histories == HISTORIES
    assert found.numbers > 100 * HISTORIES
    assert found.protected > 20 * HISTORIES
    assert found.in_words() == []
    assert found.refused < found.answers / 2


def test_without_the_second_step_much_comes_out() -> None:
    found = attack_histories(HISTORIES, seed=1, secondary=False)

    assert len(found.recovered) > 2 * HISTORIES
    # Nothing exact stands beside what is hidden by the 10-5 rule: what comes out comes out within a few.
    assert any(one.high is not None and one.high - one.low <= 2 for one in found.recovered)


def test_a_first_look_at_all_systems_at_once_misses_nothing() -> None:
    history = History("naive")
    judgement = judged(published(history, secondary=False)[0], house_of(history))

    at_once = {(system, count) for _, count, system in judgement.coming_out()}
    one_by_one = {
        (system, count)
        for system, counts in judgement.counts.items()
        for count in system.failing(list(counts))
    }
    assert at_once == one_by_one
    assert at_once


def test_a_history_has_all_that_makes_it_hard() -> None:
    history = History("hard")
    orders = history.orders()

    assert sum(order.is_answer for order in orders) >= 1
    assert len({order.as_at for order in orders}) >= 4
    assert any(one.until < one.until.max for one in history.entries)
    assert any((one.known_on - one.month).days > 60 for one in history.entries if one.measure == "M01")


def test_the_same_seed_gives_the_same_history() -> None:
    assert History("again").entries == History("again").entries
    assert History("again").orders() == History("again").orders()
    assert History("again").entries != History("other").entries


@pytest.mark.slow
def test_what_this_line_has_published_is_attacked_with_its_true_counts() -> None:
    register, _, _ = published(History("naive"), secondary=False)

    assert attack_published(register).recovered
    assert not attack_published(published(History("naive"))[0]).recovered


@pytest.mark.slow
@pytest.mark.django_db
def test_the_command_says_what_came_of_it() -> None:
    lines: list[str] = []

    assert run_attack(histories=2, seed=3, write=lines.append) == 0
    assert lines[-1] == "0 come out more closely than the rule allows."
    assert run_attack(histories=2, seed=3, secondary=False, write=lines.append) > 0
    assert any(line.startswith("Comes out: M") for line in lines)
    assert run_attack(write=lines.append) == 0

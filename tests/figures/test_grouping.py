import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from candour.figures.counting.grouping import firsts, marked, numbered

few = st.integers(0, 3)


def tokens(pairs: list[tuple[int, int]]) -> np.ndarray:
    return np.array(pairs, np.uint64).reshape(-1, 2)


@given(st.lists(st.tuples(few, few)), st.lists(st.tuples(few, few)))
def test_two_tokens_have_one_number_if_and_only_if_both_halves_are_the_same(one, other) -> None:
    (ones, others), count = numbered(tokens(one), tokens(other))

    every = [*one, *other]
    of_token = dict(zip(every, [*ones.tolist(), *others.tolist()], strict=True))
    assert [*ones.tolist(), *others.tolist()] == [of_token[token] for token in every]
    assert sorted(set(of_token.values())) == list(range(count)) == list(range(len(set(every))))


@given(st.lists(st.tuples(few, few, few)))
def test_the_first_of_each_thing_is_the_earliest_and_on_one_day_the_lowest_in_rank(lines) -> None:
    thing, day, rank = np.array(lines, np.int64).reshape(-1, 3).T

    found = [lines[row] for row in firsts(thing, day, rank)]
    assert found == [
        min(one for one in lines if one[0] == each) for each in sorted({one[0] for one in lines})
    ]


def test_a_thing_is_marked_if_any_list_names_it() -> None:
    assert marked(4, np.array([1]), np.array([1, 3])).tolist() == [False, True, False, True]

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.seal.distance import nearest
from tests.seal.cast import patient

short = st.text("abc", min_size=1, max_size=5)


def edits(word: str) -> set[str]:
    """Every word one slip away, found by trying."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    missed = {left + right[1:] for left, right in cuts if right}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    added = {left + letter + right for left, right in cuts for letter in "abc"}
    changed = {left + letter + right[1:] for left, right in cuts if right for letter in "abc"}
    return missed | swapped | added | changed


@patient
@given(short, short)
def test_a_word_is_near_when_two_slips_lead_to_it(typed: str, word: str) -> None:
    one = edits(typed) | {typed}
    two = {further for step in one for further in edits(step)}
    found = nearest(typed, (word,)) == [word]

    if word in one:
        assert found
    if word not in two:
        assert not found


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("abakus", "abacus"),
        ("zzeebra", "zebra"),
        ("badce", "abcde"),
        ("lndmin", "landmine"),
        ("qxbra", "zebra"),
    ],
)
def test_two_slips_are_forgiven(typed: str, word: str) -> None:
    assert nearest(typed, ("unlike", word)) == [word]


def test_the_nearest_stands_first_and_no_more_than_three_stand() -> None:
    words = ("tramp", "stump", "clamp", "stand", "stamps", "stamp")

    assert nearest("stampp", words) == ["stamp", "stamps", "stump"]


def test_among_equals_the_same_first_letter_stands_first() -> None:
    assert nearest("cat", ("bat", "cut", "car")) == ["car", "cut", "bat"]


def test_letters_of_another_alphabet_find_nothing() -> None:
    assert nearest("зебра", ("zebra", "abacus")) == []

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from candour.mailbox.minted import mark_words, mint_words, words_from
from candour.seal.receipt import WORDS, mint

SEVEN = st.lists(st.sampled_from(WORDS), min_size=7, max_size=7).map(" ".join)


def test_words_of_ours_come_back_as_they_were() -> None:
    new = mint_words()

    assert words_from(new.words, new.mark) == new.words
    assert words_from(new.words.upper().replace(" ", "-"), new.mark) == new.words


@given(SEVEN)
def test_words_that_somebody_chose_are_refused(chosen: str) -> None:
    new = mint_words()

    with pytest.raises(ValidationError, match="We did not make"):
        words_from(chosen, new.mark)


@pytest.mark.parametrize("words", ["", "one two", "no such words as these here xyzzy"])
def test_what_is_no_receipt_is_refused_in_the_same_words(words: str) -> None:
    with pytest.raises(ValidationError, match="We did not make"):
        words_from(words, mint_words().mark)


@pytest.mark.parametrize("mark", ["", "0" * 64, "é"])
def test_a_mark_that_is_not_ours_is_refused(mark: str) -> None:
    with pytest.raises(ValidationError, match="We did not make"):
        words_from(mint(), mark)


def test_another_installation_s_mark_is_refused(settings) -> None:
    new = mint_words()
    settings.SECRET_KEY = "another" * 9

    with pytest.raises(ValidationError):
        words_from(new.words, new.mark)


def test_the_words_are_in_no_repr() -> None:
    new = mark_words(mint())

    assert new.words not in repr(new)
    assert new.mark not in repr(new)

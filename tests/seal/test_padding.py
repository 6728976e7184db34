import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.seal.keys import WrongKey
from candour.seal.padding import pad, unpad
from candour.seal.sealing import MOST_TEXT, PADDING_STEPS, TextTooLong, padded_length, seal_text
from tests.seal.cast import BOTH, ENTRY, LETTER, patient

AT_THE_EDGES = [step - 4 + beside for step in PADDING_STEPS for beside in (-1, 0, 1)][:-1]


def sealed_length(padded: int, recipients: int) -> int:
    return 2 + recipients * ENTRY + 16 + padded + 16 * -(-padded // 65536)


def test_the_steps_are_those_of_the_spec() -> None:
    assert [step // 1024 for step in PADDING_STEPS] == [2, 4, 8, 16, 32, *range(64, 1025, 64)]
    assert MOST_TEXT == 1024 * 1024 - 4


@patient
@given(st.integers(0, MOST_TEXT) | st.sampled_from(AT_THE_EDGES))
def test_the_smallest_step_that_holds_the_text_is_taken(length: int) -> None:
    step = padded_length(length)
    smaller = [other for other in PADDING_STEPS if other < step]

    assert step in PADDING_STEPS
    assert step >= length + 4
    assert all(other < length + 4 for other in smaller)


@pytest.mark.parametrize("length", AT_THE_EDGES)
def test_the_sealed_length_tells_the_step_and_nothing_more(length: int) -> None:
    sealed = seal_text("x" * length, BOTH, LETTER)

    assert len(sealed) == sealed_length(padded_length(length), recipients=2)


@patient
@given(st.text(max_size=400), st.text(max_size=400))
def test_two_short_texts_have_one_length(one: str, other: str) -> None:
    assert len(seal_text(one, BOTH, LETTER)) == len(seal_text(other, BOTH, LETTER))


@patient
@given(st.text(max_size=5000))
def test_padding_comes_off_again(text: str) -> None:
    assert unpad(pad(text)) == text


def test_text_over_the_most_is_refused_before_sealing() -> None:
    assert len(pad("x" * MOST_TEXT)) == PADDING_STEPS[-1]
    with pytest.raises(TextTooLong, match="Send it in parts"):
        seal_text("x" * (MOST_TEXT + 1), BOTH, LETTER)


def test_half_a_surrogate_pair_costs_one_sign_and_not_the_report() -> None:
    assert unpad(pad("before \ud800 after")) == "before ? after"


@patient
@given(st.binary(max_size=5000))
def test_bytes_that_were_not_padded_are_refused(noise: bytes) -> None:
    with pytest.raises(WrongKey):
        unpad(noise)


@patient
@given(st.text(max_size=100), st.integers(0, 2047), st.integers(1, 255))
def test_a_changed_zero_is_refused(text: str, place: int, value: int) -> None:
    padded = bytearray(pad(text))
    end = 4 + len(text.encode())
    padded[max(place, end)] = value

    with pytest.raises(WrongKey):
        unpad(bytes(padded))

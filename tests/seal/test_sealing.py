import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.seal.keys import KINDS, Context, PrivateKey, PublicKey, WrongKey
from candour.seal.sealing import recipients_of, seal, seal_fields, seal_text
from candour.seal.unsealing import unseal, unseal_fields, unseal_text
from tests.seal.cast import BOTH, COLLEAGUE, ENTRY, HEADER_OF_TWO, LETTER, READER, STRANGER, patient

contexts = st.builds(Context, st.sampled_from(sorted(KINDS)), st.uuids(), st.integers(1, 0xFFFFFFFF))
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=8,
)
SEALED = seal(b"what the reporter said", BOTH, LETTER)
OUTSIDE_THE_COLLEAGUES_ENTRY = [*range(2 + ENTRY), *range(HEADER_OF_TWO, len(SEALED))]


def changed(sealed: bytes, position: int, bit: int) -> bytes:
    return sealed[:position] + bytes([sealed[position] ^ 1 << bit]) + sealed[position + 1 :]


@patient
@given(st.binary(max_size=3000), contexts)
def test_each_recipient_opens_what_was_sealed(plaintext: bytes, context: Context) -> None:
    sealed = seal(plaintext, BOTH, context)

    assert unseal(sealed, READER, context) == unseal(sealed, COLLEAGUE, context) == plaintext


@patient
@given(st.text(max_size=3000), contexts)
def test_text_comes_back_letter_for_letter(text: str, context: Context) -> None:
    assert unseal_text(seal_text(text, BOTH, context), READER, context) == text


@patient
@given(st.dictionaries(st.text(), json_values, max_size=6))
def test_named_values_come_back_as_they_were(fields: dict[str, object]) -> None:
    assert unseal_fields(seal_fields(fields, BOTH, LETTER), READER, LETTER) == fields


@patient
@given(st.sampled_from(OUTSIDE_THE_COLLEAGUES_ENTRY), st.integers(0, 7))
def test_one_changed_bit_keeps_it_shut(position: int, bit: int) -> None:
    with pytest.raises(WrongKey):
        unseal(changed(SEALED, position, bit), READER, LETTER)


def test_a_change_in_a_colleagues_entry_locks_out_the_colleague_alone() -> None:
    spoilt = changed(SEALED, 2 + ENTRY + 500, 3)

    assert unseal(spoilt, READER, LETTER) == b"what the reporter said"
    with pytest.raises(WrongKey):
        unseal(spoilt, COLLEAGUE, LETTER)


@patient
@given(st.integers(0, len(SEALED) - 1))
def test_cut_short_it_stays_shut(length: int) -> None:
    with pytest.raises(WrongKey):
        unseal(SEALED[:length], READER, LETTER)


@patient
@given(st.binary(min_size=1, max_size=200))
def test_with_something_added_it_stays_shut(tail: bytes) -> None:
    with pytest.raises(WrongKey):
        unseal(SEALED + tail, READER, LETTER)


@patient
@given(st.binary(max_size=4000))
def test_noise_stays_shut(noise: bytes) -> None:
    with pytest.raises(WrongKey):
        unseal(noise, READER, LETTER)
    with pytest.raises(WrongKey):
        unseal(b"\x01\x01" + READER.public.key_id + noise, READER, LETTER)


def test_a_stranger_cannot_open_it() -> None:
    with pytest.raises(WrongKey):
        unseal(SEALED, STRANGER, LETTER)


def test_a_stranger_who_writes_their_id_over_ours_cannot_open_it() -> None:
    forged = SEALED[:2] + STRANGER.public.key_id + SEALED[10:]

    with pytest.raises(WrongKey):
        unseal(forged, STRANGER, LETTER)


@patient
@given(contexts.filter(lambda context: context != LETTER))
def test_in_another_context_it_stays_shut(context: Context) -> None:
    with pytest.raises(WrongKey):
        unseal(SEALED, READER, context)


@pytest.mark.parametrize(
    "context",
    [
        Context("notice", LETTER.object_id),
        Context("letter", uuid.UUID(int=8)),
        Context("letter", LETTER.object_id, version=2),
    ],
    ids=["kind", "object", "version"],
)
def test_one_part_of_the_context_is_enough_to_keep_it_shut(context: Context) -> None:
    with pytest.raises(WrongKey):
        unseal(SEALED, READER, context)


def test_the_header_says_whose_it_is_without_opening() -> None:
    assert recipients_of(SEALED) == [READER.public.key_id, COLLEAGUE.public.key_id]


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"\x02\x01", b"\x01\x00", SEALED[:1000]])
def test_what_has_no_header_names_no_recipient(sealed: bytes) -> None:
    with pytest.raises(WrongKey):
        recipients_of(sealed)


def test_two_hundred_recipients_are_the_most() -> None:
    crowd = [PrivateKey.generate().public for _ in range(201)]

    assert len(recipients_of(seal(b"", crowd[:200], LETTER))) == 200
    with pytest.raises(ValueError, match="at most 200"):
        seal(b"", crowd, LETTER)


def test_sealing_to_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        seal(b"", [], LETTER)


def test_sealing_twice_to_the_same_key_is_refused() -> None:
    with pytest.raises(ValueError, match="named twice"):
        seal(b"", [READER.public, PublicKey.from_bytes(READER.public.raw)], LETTER)


def test_the_same_words_are_sealed_differently_each_time() -> None:
    again = seal(b"what the reporter said", BOTH, LETTER)

    assert again[10 : 2 + ENTRY] != SEALED[10 : 2 + ENTRY]
    assert again[HEADER_OF_TWO:] != SEALED[HEADER_OF_TWO:]


def test_a_value_that_json_cannot_hold_is_refused() -> None:
    with pytest.raises(TypeError):
        seal_fields({"when": object()}, BOTH, LETTER)
    with pytest.raises(ValueError, match="JSON compliant"):
        seal_fields({"how many": float("nan")}, BOTH, LETTER)


@pytest.mark.parametrize("text", ["no json", "[1]", '"text"', '{"a":NaN}', "", '{"a":1'])
def test_text_that_is_no_named_values_stays_shut_as_such(text: str) -> None:
    with pytest.raises(WrongKey):
        unseal_fields(seal_text(text, BOTH, LETTER), READER, LETTER)


def test_wrong_key_never_says_what_was_inside() -> None:
    with pytest.raises(WrongKey) as caught:
        unseal_text(seal(b"the reporter's words", BOTH, LETTER), READER, LETTER)

    assert "words" not in str(caught.value)
    assert caught.value.__cause__ is None

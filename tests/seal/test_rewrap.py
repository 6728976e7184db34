import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.seal.keys import Context, PrivateKey, WrongKey
from candour.seal.sealing import recipients_of, seal
from candour.seal.unsealing import rewrap, unseal
from tests.seal.cast import COLLEAGUE, ENTRY, LETTER, READER, STRANGER, patient

PEOPLE = [PrivateKey.from_seed(bytes([10 + number]) * 96) for number in range(4)]
some = st.lists(st.sampled_from(PEOPLE), min_size=1, unique_by=lambda person: person.seed)


def body(sealed: bytes) -> bytes:
    return sealed[2 + ENTRY * sealed[1] :]


@patient
@given(st.binary(max_size=500), some, some)
def test_rewrapping_changes_who_may_open_and_leaves_the_body_alone(
    plaintext: bytes, before: list[PrivateKey], after: list[PrivateKey]
) -> None:
    sealed = seal(plaintext, [person.public for person in before], LETTER)

    rewrapped = rewrap(sealed, before[0], LETTER, [person.public for person in after])

    assert body(rewrapped) == body(sealed)
    assert recipients_of(rewrapped) == [person.public.key_id for person in after]
    assert all(unseal(rewrapped, person, LETTER) == plaintext for person in after)


def test_one_who_is_left_out_cannot_open_the_new_bytes() -> None:
    sealed = seal(b"words", [READER.public, COLLEAGUE.public], LETTER)

    rewrapped = rewrap(sealed, READER, LETTER, [READER.public])

    assert COLLEAGUE.public.key_id not in recipients_of(rewrapped)
    with pytest.raises(WrongKey):
        unseal(rewrapped, COLLEAGUE, LETTER)


def test_a_stranger_cannot_share_what_is_not_theirs() -> None:
    with pytest.raises(WrongKey):
        rewrap(seal(b"words", [READER.public], LETTER), STRANGER, LETTER, [STRANGER.public])


def test_rewrapping_cannot_move_words_to_another_context() -> None:
    sealed = seal(b"words", [READER.public], LETTER)

    with pytest.raises(WrongKey):
        rewrap(sealed, READER, Context("notice", LETTER.object_id), [READER.public])


def test_rewrapping_to_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        rewrap(seal(b"words", [READER.public], LETTER), READER, LETTER, [])

import secrets
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.seal import keys
from candour.seal.keys import Context, PassphraseCost, WrongKey, WrongPassphrase
from tests.seal.cast import LETTER, READER, patient

MEMBER = Context("member key", LETTER.object_id)
SECRET = secrets.token_bytes(32)
WRITERS_COST = keys.PASSPHRASE_COST
UNDER_SECRET = keys.lock_with_secret(READER, SECRET, MEMBER)


@pytest.fixture(scope="module", autouse=True)
def cheap_guesses() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "PASSPHRASE_COST", PassphraseCost(memory=8, passes=1, lanes=1))
        yield


@patient
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_the_passphrase_opens_its_lock(passphrase: str) -> None:
    locked = keys.lock_with_passphrase(READER, passphrase, MEMBER)

    assert keys.unlock_with_passphrase(locked, passphrase, MEMBER) == READER


@patient
@given(st.data())
def test_a_passphrase_lock_with_one_changed_bit_stays_shut(data: st.DataObject) -> None:
    locked = keys.lock_with_passphrase(READER, "a good phrase", MEMBER)
    position = data.draw(st.integers(0, len(locked) - 1))
    changed = (
        locked[:position]
        + bytes([locked[position] ^ 1 << data.draw(st.integers(0, 7))])
        + locked[position + 1 :]
    )

    with pytest.raises(WrongPassphrase):
        keys.unlock_with_passphrase(changed, "a good phrase", MEMBER)


def test_another_passphrase_or_context_keeps_it_shut() -> None:
    locked = keys.lock_with_passphrase(READER, "a good phrase", MEMBER)

    with pytest.raises(WrongPassphrase):
        keys.unlock_with_passphrase(locked, "a good phrasf", MEMBER)
    with pytest.raises(WrongPassphrase):
        keys.unlock_with_passphrase(locked, "a good phrase", LETTER)


@pytest.mark.parametrize(
    "cost", [(2**32 - 1, 1, 1), (262145, 1, 1), (8, 11, 1), (8, 255, 1), (40, 1, 5), (8, 1, 0)]
)
def test_a_row_that_asks_for_too_much_is_refused_at_once(cost: tuple[int, int, int]) -> None:
    locked = keys.lock_with_passphrase(READER, "a good phrase", MEMBER)
    memory, passes, lanes = cost
    greedy = locked[:1] + memory.to_bytes(4, "big") + bytes([passes, lanes]) + locked[7:]
    started = time.perf_counter()

    with pytest.raises(WrongPassphrase):
        keys.unlock_with_passphrase(greedy, "a good phrase", MEMBER)

    assert time.perf_counter() - started < 0.05


def test_a_lock_says_what_it_cost_and_writers_pay_what_the_spec_says() -> None:
    cheap = keys.lock_with_passphrase(READER, "a good phrase", MEMBER)

    assert (cheap[:7].hex(), len(cheap)) == ("01" + "00000008" + "01" + "01", 135)
    assert PassphraseCost(memory=65536, passes=3, lanes=1) == WRITERS_COST


@patient
@given(st.binary(min_size=32, max_size=32))
def test_the_secret_opens_its_lock(secret: bytes) -> None:
    assert keys.unlock_with_secret(keys.lock_with_secret(READER, secret, MEMBER), secret, MEMBER) == READER


@patient
@given(st.integers(0, len(UNDER_SECRET) - 1), st.integers(0, 7))
def test_a_secret_lock_with_one_changed_bit_stays_shut(position: int, bit: int) -> None:
    changed = (
        UNDER_SECRET[:position] + bytes([UNDER_SECRET[position] ^ 1 << bit]) + UNDER_SECRET[position + 1 :]
    )

    with pytest.raises(WrongKey):
        keys.unlock_with_secret(changed, SECRET, MEMBER)


@patient
@given(st.binary(max_size=200))
def test_noise_is_no_lock(noise: bytes) -> None:
    with pytest.raises(WrongKey):
        keys.unlock_with_secret(noise, SECRET, MEMBER)
    with pytest.raises(WrongPassphrase):
        keys.unlock_with_passphrase(noise, "a good phrase", MEMBER)


def test_another_secret_or_context_keeps_it_shut() -> None:
    with pytest.raises(WrongKey):
        keys.unlock_with_secret(UNDER_SECRET, bytes(32), MEMBER)
    with pytest.raises(WrongKey):
        keys.unlock_with_secret(UNDER_SECRET, SECRET, LETTER)


@pytest.mark.parametrize("secret", [b"", bytes(31), bytes(33)])
def test_a_secret_of_another_length_is_refused(secret: bytes) -> None:
    with pytest.raises(ValueError, match="32 random bytes"):
        keys.lock_with_secret(READER, secret, MEMBER)
    with pytest.raises(WrongKey):
        keys.unlock_with_secret(UNDER_SECRET, secret, MEMBER)


def test_a_lock_of_a_later_version_is_refused() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "LOCK_VERSION", 2)
        under_phrase = keys.lock_with_passphrase(READER, "a good phrase", MEMBER)
        under_secret = keys.lock_with_secret(READER, SECRET, MEMBER)

    with pytest.raises(WrongPassphrase):
        keys.unlock_with_passphrase(under_phrase, "a good phrase", MEMBER)
    with pytest.raises(WrongKey):
        keys.unlock_with_secret(under_secret, SECRET, MEMBER)

import subprocess
import sys
import tracemalloc
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.seal.keys import WrongKey
from candour.seal.sealing import seal
from candour.seal.stream import seal_stream
from candour.seal.unsealing import unseal, unseal_stream
from tests.seal.cast import BOTH, HEADER_OF_TWO, LETTER, READER, patient

CHUNK = 65536
STORED = CHUNK + 16
BODY = HEADER_OF_TWO + 16
HUNDRED_MB = 100_000_000
FLAT = 1_500_000


class Zeros(BytesIO):
    """A source of so many zeros, made as they are read."""

    def __init__(self, length: int) -> None:
        super().__init__()
        self.left = length

    def read(self, size: int | None = -1) -> bytes:
        given = min(size or 0, self.left)
        self.left -= given
        return bytes(given)


class Counter(BytesIO):
    """A target that keeps nothing but how many zeros and other bytes it was given."""

    zeros = others = 0

    def write(self, content: object) -> int:
        assert isinstance(content, bytes)
        zeros = content.count(0)
        self.zeros += zeros
        self.others += len(content) - zeros
        return len(content)


class Dripping(BytesIO):
    """A source that hands over a few bytes at a time, as a pipe or a socket may."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(min(size or 0, 1000))


def in_pieces(sealed: bytes) -> list[bytes]:
    return [sealed[at : at + STORED] for at in range(BODY, len(sealed), STORED)]


@pytest.mark.parametrize("length", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 1])
def test_every_length_about_a_chunk_comes_back(length: int) -> None:
    plaintext = b"\x07" * length
    sealed, opened = BytesIO(), BytesIO()

    seal_stream(BytesIO(plaintext), sealed, BOTH, LETTER)
    unseal_stream(BytesIO(sealed.getvalue()), opened, READER, LETTER)

    assert opened.getvalue() == plaintext
    assert len(sealed.getvalue()) == BODY + length + 16 * max(1, -(-length // CHUNK))


def test_a_source_that_drips_is_sealed_and_opened_whole() -> None:
    plaintext = b"drop" * 40_000
    sealed, opened = BytesIO(), BytesIO()

    seal_stream(Dripping(plaintext), sealed, BOTH, LETTER)
    unseal_stream(Dripping(sealed.getvalue()), opened, READER, LETTER)

    assert opened.getvalue() == unseal(sealed.getvalue(), READER, LETTER) == plaintext


@patient
@given(st.permutations(range(4)).filter(lambda order: order != [0, 1, 2, 3]))
def test_chunks_in_another_order_stay_shut(order: list[int]) -> None:
    sealed = seal(b"a" * (3 * CHUNK + 5), BOTH, LETTER)
    chunks = in_pieces(sealed)

    with pytest.raises(WrongKey):
        unseal(sealed[:BODY] + b"".join(chunks[place] for place in order), READER, LETTER)


@patient
@given(st.lists(st.integers(0, 2), max_size=5).filter(lambda kept: kept != [0, 1, 2]))
def test_chunks_lost_or_repeated_stay_shut(kept: list[int]) -> None:
    sealed = seal(b"a" * (2 * CHUNK + 5), BOTH, LETTER)
    chunks = in_pieces(sealed)

    with pytest.raises(WrongKey):
        unseal(sealed[:BODY] + b"".join(chunks[place] for place in kept), READER, LETTER)


def test_a_chunk_from_another_seal_stays_shut() -> None:
    ours, theirs = (seal(b"a" * 2 * CHUNK, BOTH, LETTER) for _ in range(2))

    with pytest.raises(WrongKey):
        unseal(ours[: BODY + STORED] + theirs[BODY + STORED :], READER, LETTER)


def test_no_byte_of_an_unproven_chunk_reaches_the_target() -> None:
    sealed = bytearray(seal(b"a" * CHUNK + b"b" * 100, BOTH, LETTER))
    sealed[-1] ^= 1
    target = BytesIO()

    with pytest.raises(WrongKey):
        unseal_stream(BytesIO(bytes(sealed)), target, READER, LETTER)

    assert target.getvalue() == b"a" * CHUNK


def test_nothing_is_written_when_there_is_nobody_to_seal_to() -> None:
    target = BytesIO()

    with pytest.raises(ValueError, match="at least one"):
        seal_stream(BytesIO(b"words"), target, [], LETTER)

    assert target.getvalue() == b""


def test_a_hundred_megabytes_pass_in_flat_memory(tmp_path: Path) -> None:
    kept, counter = tmp_path / "sealed", Counter()
    tracemalloc.start()
    try:
        with kept.open("wb") as target:
            seal_stream(Zeros(HUNDRED_MB), target, BOTH, LETTER)
        with kept.open("rb") as source:
            unseal_stream(source, counter, READER, LETTER)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert (counter.zeros, counter.others) == (HUNDRED_MB, 0)
    assert peak < FLAT


@pytest.mark.parametrize("page", ["sealing", "stream", "receipt", "keys"])
def test_a_page_that_may_be_imported_anywhere_does_not_bring_the_opening_with_it(page: str) -> None:
    look = f"import sys, candour.seal.{page}; sys.exit('candour.seal.unsealing' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", look], check=False).returncode == 0

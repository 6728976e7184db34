import pickle
import uuid

import pytest

from candour.seal.keys import KINDS, Context, PrivateKey, PublicKey
from candour.seal.sealing import seal
from tests.seal.cast import COLLEAGUE, LETTER, READER


def test_a_public_key_comes_back_from_its_bytes() -> None:
    raw = READER.public.raw

    assert len(raw) == 1216
    assert PublicKey.from_bytes(raw) == READER.public
    assert PublicKey.from_bytes(memoryview(raw)) == READER.public  # type: ignore[arg-type]  # PostgreSQL's rows


@pytest.mark.parametrize("raw", [b"", bytes(1215), bytes(1217), b"\xff" * 1184])
def test_bytes_of_another_length_are_no_public_key(raw: bytes) -> None:
    with pytest.raises(ValueError, match="1216 bytes"):
        PublicKey.from_bytes(raw)


@pytest.mark.parametrize("low", [0, 1])
def test_sealing_to_a_point_of_low_order_is_refused(low: int) -> None:
    weak = PublicKey.from_bytes(READER.public.raw[:1184] + low.to_bytes(32, "little"))

    with pytest.raises(ValueError, match="shared key"):
        seal(b"words", [weak], LETTER)


def test_a_fingerprint_is_eight_groups_of_four_and_differs_from_key_to_key() -> None:
    groups = READER.public.fingerprint.split(" ")

    assert [len(group) for group in groups] == [4] * 8
    assert set("".join(groups)) <= set("0123456789abcdef")
    assert READER.public.fingerprint != COLLEAGUE.public.fingerprint


def test_a_key_id_tells_nothing_of_the_fingerprint() -> None:
    assert len(READER.public.key_id) == 8
    assert READER.public.key_id.hex() not in READER.public.fingerprint.replace(" ", "")


def test_a_private_key_comes_back_from_its_seed() -> None:
    key = PrivateKey.generate()

    assert PrivateKey.from_seed(key.seed) == key
    assert PrivateKey.from_seed(key.seed).public == key.public
    assert PrivateKey.generate() != key


@pytest.mark.parametrize("length", [0, 32, 95, 97])
def test_a_seed_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match="96 bytes"):
        PrivateKey.from_seed(bytes(length))


def test_a_private_key_does_not_show_itself() -> None:
    key = PrivateKey.from_seed(b"\x41" * 96)

    assert "A" * 8 not in f"{key} {key!r}"
    assert "41" * 8 not in f"{key} {key!r}"


def test_a_private_key_is_never_pickled_and_a_public_key_may_be() -> None:
    with pytest.raises(TypeError, match="never pickled"):
        pickle.dumps(READER)

    assert pickle.loads(pickle.dumps(READER.public)) == READER.public


def test_every_context_has_bytes_of_its_own() -> None:
    numbers = [uuid.UUID(int=number) for number in (0, 1, 2**127)]
    contexts = [
        Context(kind, number, version)
        for kind in KINDS
        for number in numbers
        for version in (1, 2, 2**32 - 1)
    ]
    infos = {context.info for context in contexts}

    assert len(infos) == len(contexts)
    assert all(info.startswith(b"candour/1") for info in infos)


def test_no_kind_is_longer_than_its_length_byte_can_say() -> None:
    assert all(kind.isascii() and 1 <= len(kind) <= 255 for kind in KINDS)


def test_a_kind_that_is_not_in_the_spec_is_refused() -> None:
    with pytest.raises(ValueError, match="not one we seal"):
        Context("diary", uuid.UUID(int=1))


@pytest.mark.parametrize("version", [-1, 0, 2**32])
def test_a_version_that_does_not_fit_is_refused(version: int) -> None:
    with pytest.raises(ValueError, match="counts from 1"):
        Context("letter", uuid.UUID(int=1), version)

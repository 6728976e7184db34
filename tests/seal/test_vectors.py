import hashlib
import uuid
from typing import Any

import pytest

from candour.seal import receipt
from candour.seal.keys import (
    Context,
    PrivateKey,
    WrongKey,
    WrongPassphrase,
    from_paper,
    to_paper,
    unlock_with_passphrase,
    unlock_with_secret,
)
from candour.seal.unsealing import unseal, unseal_fields, unseal_text
from tests.seal.vectors import name_of, opening, rows, staying_shut


def context_of(row: dict[str, Any]) -> Context:
    return Context(row["kind"], uuid.UUID(row["object_id"]), row["version"])


def key_of(row: dict[str, Any]) -> PrivateKey:
    return PrivateKey.from_seed(bytes.fromhex(row["seed"]))


@pytest.mark.parametrize("row", opening(), ids=name_of)
def test_a_vector_that_must_open_opens(row: dict[str, Any]) -> None:
    sealed, key, context = row["sealed"], key_of(row), context_of(row)

    assert key.public.fingerprint == row["fingerprint"]
    if "fields" in row:
        assert unseal_fields(sealed, key, context) == row["fields"]
    elif "text" in row:
        assert unseal_text(sealed, key, context) == row["text"]
    elif "plaintext" in row:
        assert unseal(sealed, key, context) == bytes.fromhex(row["plaintext"])
    else:
        opened = unseal(sealed, key, context)
        content = unseal_text(sealed, key, context).encode() if row["as"] == "text" else opened
        assert (len(content), hashlib.sha256(content).hexdigest()) == (row["length"], row["sha256"])


@pytest.mark.parametrize("row", staying_shut(), ids=name_of)
def test_a_vector_that_must_stay_shut_stays_shut(row: dict[str, Any]) -> None:
    opens = unseal_text if row["as"] == "text" else unseal

    with pytest.raises(WrongKey):
        opens(row["sealed"], key_of(row), context_of(row))


@pytest.mark.parametrize("row", rows("receipts"), ids=name_of)
def test_a_receipt_gives_the_same_mailbox_for_ever(row: dict[str, Any]) -> None:
    words = receipt.parse_receipt(row["words"])
    key = receipt.mailbox_key(words)

    assert words == row["words"]
    assert str(receipt.mailbox_number(words)) == row["number"]
    assert (key.seed.hex(), key.public.key_id.hex()) == (row["seed"], row["key_id"])
    assert key.public.fingerprint == row["key_fingerprint"]
    assert (
        receipt.content_fingerprint(words, bytes.fromhex(row["content"])).hex() == row["content_fingerprint"]
    )


@pytest.mark.parametrize("row", rows("receipts"), ids=name_of)
def test_a_receipt_is_read_however_it_was_typed(row: dict[str, Any]) -> None:
    assert {receipt.parse_receipt(typed) for typed in row["typed"]} == {row["words"]}


def unlock(row: dict[str, Any]) -> PrivateKey:
    locked = bytes.fromhex(row["locked"])
    if "passphrase" in row:
        return unlock_with_passphrase(locked, row["passphrase"], context_of(row))
    return unlock_with_secret(locked, bytes.fromhex(row["secret"]), context_of(row))


@pytest.mark.parametrize("row", rows("locks")["locks"], ids=name_of)
def test_a_lock_opens_or_stays_shut_as_its_vector_says(row: dict[str, Any]) -> None:
    if "seed" in row:
        assert unlock(row) == key_of(row)
    else:
        with pytest.raises(WrongPassphrase if "passphrase" in row else WrongKey):
            unlock(row)


@pytest.mark.parametrize("row", rows("locks")["papers"], ids=name_of)
def test_a_paper_key_is_read_or_its_wrong_line_is_named(row: dict[str, Any]) -> None:
    if "seed" in row:
        assert from_paper(row["text"]) == key_of(row)
    else:
        with pytest.raises(ValueError, match=row["says"]):
            from_paper(row["text"])


def test_a_paper_key_is_printed_as_its_vector_says() -> None:
    row = rows("locks")["papers"][0]

    assert to_paper(key_of(row)) == row["text"]

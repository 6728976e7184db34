"""A second reader of format 1, written from docs/seal.md alone: nothing here comes from candour.seal."""

import hashlib
import hmac
import json
import unicodedata
import uuid
from pathlib import Path
from typing import Any

import pytest
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tests.seal.vectors import name_of, opening, rows, staying_shut

STEPS = [2048, 4096, 8192, 16384, 32768] + [65536 * n for n in range(1, 17)]


class Refused(Exception):
    pass


def need(condition: bool) -> None:
    if not condition:
        raise Refused


def opened(key: bytes, nonce: bytes, ciphertext: bytes, associated: bytes = b"") -> bytes:
    try:
        return AESGCM(key).decrypt(nonce, ciphertext, associated)
    except InvalidTag:
        raise Refused from None


def extract(salt: bytes, secret: bytes) -> bytes:
    return hmac.digest(salt or bytes(32), secret, "sha256")


def expand(key: bytes, info: bytes, length: int) -> bytes:
    block = made = b""
    while len(made) < length:
        block = hmac.digest(key, block + info + bytes([len(made) // 32 + 1]), "sha256")
        made += block
    return made[:length]


def hkdf(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return expand(extract(salt, secret), info, length)


def u16(number: int) -> bytes:
    return number.to_bytes(2, "big")


class Key:
    def __init__(self, seed: bytes) -> None:
        self.mlkem = MLKEM768PrivateKey.from_seed_bytes(seed[:64])
        self.x25519 = X25519PrivateKey.from_private_bytes(seed[64:])
        self.x25519_public = self.x25519.public_key().public_bytes_raw()
        self.public = self.mlkem.public_key().public_bytes_raw() + self.x25519_public
        self.key_id = hashlib.sha256(b"candour/1 key id" + self.public).digest()[:8]

    def fingerprint(self) -> str:
        digits = hashlib.sha256(b"candour/1 fingerprint" + self.public).digest()[:16].hex()
        return " ".join(digits[start : start + 4] for start in range(0, 32, 4))

    def shared(self, enc: bytes) -> bytes:
        try:
            agreed = self.x25519.exchange(X25519PublicKey.from_public_bytes(enc[1088:]))
        except ValueError:
            raise Refused from None
        both: bytes = self.mlkem.decapsulate(enc[:1088]) + agreed
        return hashlib.sha3_256(
            both + enc[1088:] + self.x25519_public + bytes.fromhex("5c2e2f2f5e5c")
        ).digest()


def unwrap(wrapped: bytes, key: Key, info: bytes) -> bytes:
    suite = b"HPKE" + bytes.fromhex("647a00010002")
    schedule = b"\0" + extract(b"", b"HPKE-v1" + suite + b"psk_id_hash")
    schedule += extract(b"", b"HPKE-v1" + suite + b"info_hash" + info + b" key")
    secret = extract(key.shared(wrapped[:1120]), b"HPKE-v1" + suite + b"secret")
    wrapping_key = expand(secret, u16(32) + b"HPKE-v1" + suite + b"key" + schedule, 32)
    nonce = expand(secret, u16(12) + b"HPKE-v1" + suite + b"base_nonce" + schedule, 12)
    return opened(wrapping_key, nonce, wrapped[1120:])


def info_of(row: dict[str, Any]) -> bytes:
    kind: bytes = row["kind"].encode("ascii")
    version: int = row["version"]
    number = uuid.UUID(row["object_id"]).bytes
    return b"candour/1" + bytes([len(kind)]) + kind + number + version.to_bytes(4, "big")


def unseal(sealed: bytes, key: Key, info: bytes) -> bytes:
    need(len(sealed) >= 2 and sealed[0] == 1 and 1 <= sealed[1] <= 200)
    end = 2 + 1176 * sealed[1]
    need(len(sealed) >= end + 16)
    entries = {sealed[at : at + 8]: sealed[at + 8 : at + 1176] for at in range(2, end, 1176)}
    need(len(entries) == sealed[1] and key.key_id in entries)
    salt, body = sealed[end : end + 16], sealed[end + 16 :]
    body_key = hkdf(unwrap(entries[key.key_id], key, info), salt, info + b" body", 32)
    chunks = [body[at : at + 65552] for at in range(0, len(body), 65552)]
    need(bool(chunks) and (len(chunks) == 1 or len(chunks[-1]) > 16))
    last = len(chunks) - 1
    nonces = [number.to_bytes(11, "big") + bytes([number == last]) for number in range(len(chunks))]
    return b"".join(opened(body_key, nonce, chunk) for nonce, chunk in zip(nonces, chunks, strict=True))


def unpad(padded: bytes) -> str:
    length = int.from_bytes(padded[:4], "big")
    need(length <= 1048572 and len(padded) == min(step for step in STEPS if step >= length + 4))
    need(not any(padded[4 + length :]))
    try:
        return padded[4 : 4 + length].decode("utf-8")
    except UnicodeDecodeError:
        raise Refused from None


@pytest.mark.parametrize("row", opening(), ids=name_of)
def test_the_second_reader_opens_what_must_open(row: dict[str, Any]) -> None:
    key = Key(bytes.fromhex(row["seed"]))

    content = unseal(row["sealed"], key, info_of(row))

    assert key.fingerprint() == row["fingerprint"]
    if "fields" in row:
        assert json.loads(unpad(content)) == row["fields"]
    elif "text" in row:
        assert unpad(content) == row["text"]
    elif "plaintext" in row:
        assert content.hex() == row["plaintext"]
    else:
        content = unpad(content).encode() if row["as"] == "text" else content
        assert (len(content), hashlib.sha256(content).hexdigest()) == (row["length"], row["sha256"])


@pytest.mark.parametrize("row", staying_shut(), ids=name_of)
def test_the_second_reader_refuses_what_must_stay_shut(row: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        content = unseal(row["sealed"], Key(bytes.fromhex(row["seed"])), info_of(row))
        assert row["as"] == "text", "it opened as bytes"
        unpad(content)


@pytest.mark.parametrize("row", rows("receipts"), ids=name_of)
def test_the_second_reader_derives_the_same_mailbox(row: dict[str, Any]) -> None:
    words = row["words"].encode("ascii")
    number = hkdf(words, b"", b"candour/1 mailbox number", 16)
    seed = hkdf(words, b"", b"candour/1 mailbox mlkem", 64) + hkdf(
        words, b"", b"candour/1 mailbox x25519", 32
    )
    content_key = hkdf(words, b"", b"candour/1 receipt fingerprint", 32)

    assert number == uuid.UUID(row["number"]).bytes
    assert seed.hex() == row["seed"]
    assert (Key(seed).key_id.hex(), Key(seed).fingerprint()) == (row["key_id"], row["key_fingerprint"])
    fingerprint = hmac.digest(content_key, bytes.fromhex(row["content"]), "sha256")
    assert fingerprint.hex() == row["content_fingerprint"]


def under_passphrase(locked: bytes, row: dict[str, Any]) -> bytes:
    need(len(locked) == 135 and locked[0] == 1)
    memory, passes, lanes = int.from_bytes(locked[1:5], "big"), locked[5], locked[6]
    need(1 <= passes <= 10 and 1 <= lanes <= 4 and 8 * lanes <= memory <= 262144)
    phrase = unicodedata.normalize("NFC", row["passphrase"]).encode("utf-8")
    key = hash_secret_raw(phrase, locked[7:23], passes, memory, lanes, 32, Type.ID)
    return opened(key, bytes(12), locked[23:], info_of(row) + b" passphrase" + locked[:23])


def under_secret(locked: bytes, row: dict[str, Any]) -> bytes:
    secret = bytes.fromhex(row["secret"])
    need(len(locked) == 129 and locked[0] == 1 and len(secret) == 32)
    return opened(
        hkdf(secret, locked[1:17], info_of(row) + b" secret", 32), bytes(12), locked[17:], locked[:17]
    )


@pytest.mark.parametrize("row", rows("locks")["locks"], ids=name_of)
def test_the_second_reader_opens_locks_and_refuses_locks(row: dict[str, Any]) -> None:
    unlock = under_passphrase if "passphrase" in row else under_secret
    locked = bytes.fromhex(row["locked"])
    if "seed" in row:
        assert unlock(locked, row).hex() == row["seed"]
    else:
        with pytest.raises(Refused):
            unlock(locked, row)


def test_the_second_reader_prints_the_same_paper() -> None:
    row = rows("locks")["papers"][0]
    seed = bytes.fromhex(row["seed"])
    content = b"CDR\x01" + hashlib.sha256(b"candour/1 whole paper" + seed).digest()[:8] + seed
    lines = []
    for number in range(9):
        part = content[12 * number : 12 * number + 12]
        check = hashlib.sha256(b"candour/1 paper" + bytes([number]) + part).digest()[:3]
        bits = "".join(f"{byte:08b}" for byte in part + check)
        signs = ["0123456789ABCDEFGHJKMNPQRSTVWXYZ"[int(bits[at : at + 5], 2)] for at in range(0, 120, 5)]
        lines.append(" ".join("".join(signs[at : at + 4]) for at in range(0, 24, 4)))

    assert "\n".join(lines) == row["text"]


def test_the_list_of_words_is_the_one_the_spec_names() -> None:
    root = Path(__file__).parents[2]
    words = (root / "candour/seal/data/words.txt").read_bytes()

    assert hashlib.sha256(words).hexdigest() in (root / "docs/seal.md").read_text("utf-8")
    assert len(words.split()) == 7776
    assert [word for word in words.split() if b"-" in word] == [
        b"drop-down",
        b"felt-tip",
        b"t-shirt",
        b"yo-yo",
    ]

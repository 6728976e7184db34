"""Key pairs, and the encryption of a private key under a passphrase, under a secret, or as lines on paper.

Other rooms import from this file only, not from pairs.py, context.py and paper.py.
"""

import os
import unicodedata
from typing import Final, NamedTuple

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from candour.seal.context import KINDS, Context
from candour.seal.pairs import SEED_LENGTH, PrivateKey, PublicKey, Sealed, WrongKey, WrongPassphrase
from candour.seal.paper import from_paper, to_paper

__all__ = [
    "HIGHEST_COST",
    "KINDS",
    "PASSPHRASE_COST",
    "SECRET_LENGTH",
    "Context",
    "PassphraseCost",
    "PrivateKey",
    "PublicKey",
    "Sealed",
    "WrongKey",
    "WrongPassphrase",
    "from_paper",
    "lock_with_passphrase",
    "lock_with_secret",
    "to_paper",
    "unlock_with_passphrase",
    "unlock_with_secret",
]


class PassphraseCost(NamedTuple):
    """The parameters of Argon2id: memory in KiB, passes over the memory, and parallel lanes."""

    memory: int
    passes: int
    lanes: int


PASSPHRASE_COST: Final = PassphraseCost(memory=65536, passes=3, lanes=1)
"""RFC 9106, section 4, second recommended option: 64 MiB and three passes. It has four lanes; we take
one, because a guesser has lanes to spare and our two cores serve other people meanwhile."""

HIGHEST_COST: Final = PassphraseCost(memory=262144, passes=10, lanes=4)
"""A stored key that asks for more is refused before Argon2 runs: a changed row could exhaust the memory."""

SECRET_LENGTH: Final = 32
LOCK_VERSION: Final = 1
SALT: Final = 16
PASSPHRASE_HEADER: Final = 1 + 4 + 1 + 1 + SALT
SECRET_HEADER: Final = 1 + SALT
TAG: Final = 16
# Each lock has a fresh salt and so a fresh key, which encrypts once: a fixed nonce cannot repeat.
NONCE: Final = bytes(12)


def lock_with_passphrase(private: PrivateKey, passphrase: str, context: Context) -> bytes:
    """The private key, encrypted under Argon2id of the passphrase: 135 bytes.

    Takes about 0.2 s of one core.
    """
    cost = PASSPHRASE_COST
    header = (
        bytes([LOCK_VERSION])
        + cost.memory.to_bytes(4, "big")
        + bytes([cost.passes, cost.lanes])
        + os.urandom(SALT)
    )
    cipher = _passphrase_cipher(header, passphrase)
    return header + cipher.encrypt(NONCE, private.seed, context.info + b" passphrase" + header)


def unlock_with_passphrase(locked: bytes, passphrase: str, context: Context) -> PrivateKey:
    """The private key that `lock_with_passphrase` encrypted.

    Raises WrongPassphrase if the passphrase or the context differs, or the bytes have changed.
    """
    stored = bytes(locked)
    header, body = stored[:PASSPHRASE_HEADER], stored[PASSPHRASE_HEADER:]
    if len(body) != SEED_LENGTH + TAG or header[0] != LOCK_VERSION:
        raise WrongPassphrase
    try:
        seed = _passphrase_cipher(header, passphrase).decrypt(
            NONCE, body, context.info + b" passphrase" + header
        )
    except InvalidTag:
        raise WrongPassphrase from None
    return PrivateKey.from_seed(seed)


def lock_with_secret(private: PrivateKey, secret: bytes, context: Context) -> bytes:
    """The private key, encrypted under 32 random bytes: 129 bytes.

    Raises ValueError for a secret of another length.
    """
    if len(secret) != SECRET_LENGTH:
        raise ValueError(f"A secret has {SECRET_LENGTH} random bytes. Make one with secrets.token_bytes.")
    header = bytes([LOCK_VERSION]) + os.urandom(SALT)
    return header + _secret_cipher(header, secret, context).encrypt(NONCE, private.seed, header)


def unlock_with_secret(locked: bytes, secret: bytes, context: Context) -> PrivateKey:
    """The private key that `lock_with_secret` encrypted.

    Raises WrongKey if the secret or the context differs, or the bytes have changed.
    """
    stored = bytes(locked)
    header, body = stored[:SECRET_HEADER], stored[SECRET_HEADER:]
    if len(secret) != SECRET_LENGTH or len(body) != SEED_LENGTH + TAG or header[0] != LOCK_VERSION:
        raise WrongKey
    try:
        seed = _secret_cipher(header, secret, context).decrypt(NONCE, body, header)
    except InvalidTag:
        raise WrongKey from None
    return PrivateKey.from_seed(seed)


def _passphrase_cipher(header: bytes, passphrase: str) -> AESGCM:
    cost = PassphraseCost(int.from_bytes(header[1:5], "big"), header[5], header[6])
    if not _is_within_bounds(cost):
        raise WrongPassphrase
    key = hash_secret_raw(
        secret=unicodedata.normalize("NFC", passphrase).encode("utf-8", "replace"),
        salt=header[-SALT:],
        time_cost=cost.passes,
        memory_cost=cost.memory,
        parallelism=cost.lanes,
        hash_len=32,
        type=Type.ID,
    )
    return AESGCM(key)


def _is_within_bounds(cost: PassphraseCost) -> bool:
    """Whether Argon2 may run with this cost: from the minimum of RFC 9106, 3.1 (8 KiB a lane) to
    HIGHEST_COST.
    """
    return (
        1 <= cost.lanes <= HIGHEST_COST.lanes
        and 1 <= cost.passes <= HIGHEST_COST.passes
        and 8 * cost.lanes <= cost.memory <= HIGHEST_COST.memory
    )


def _secret_cipher(header: bytes, secret: bytes, context: Context) -> AESGCM:
    return AESGCM(
        HKDF(SHA256(), 32, salt=header[-SALT:], info=context.info + b" secret").derive(bytes(secret))
    )

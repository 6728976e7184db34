"""Key pairs for sealing: anyone may hold the public half; only the private half opens."""

import hashlib
import os
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Final, NewType, NoReturn

from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import MLKEM768X25519PrivateKey, MLKEM768X25519PublicKey

from candour.seal.context import PREFIX

Sealed = NewType("Sealed", bytes)

MLKEM_SEED: Final = 64
MLKEM_PUBLIC: Final = 1184
SEED_LENGTH: Final = MLKEM_SEED + 32
PUBLIC_LENGTH: Final = MLKEM_PUBLIC + 32
KEY_ID_LENGTH: Final = 8


class WrongKey(Exception):
    """A sealed value cannot be opened: another key, another context or damaged bytes. It never says which."""

    def __init__(
        self, message: str = "This does not open. The key is another one, or the bytes have changed."
    ) -> None:
        super().__init__(message)


class WrongPassphrase(WrongKey):
    """The passphrase does not open this key."""

    def __init__(self) -> None:
        super().__init__("This passphrase does not open the key. Check it and type it again.")


@dataclass(frozen=True)
class PublicKey:
    """The public half: 1,184 bytes of ML-KEM-768, then 32 of X25519. Make one with `from_bytes`."""

    raw: bytes = field(repr=False)

    @staticmethod
    def from_bytes(raw: bytes) -> "PublicKey":
        """The key with these 1,216 bytes; the same bytes are parsed once. ValueError if they are no key."""
        return _parsed(bytes(raw))

    @cached_property
    def handle(self) -> MLKEM768X25519PublicKey:
        """The same key as the cryptography library wants it. ValueError if the bytes are no key."""
        if len(self.raw) != PUBLIC_LENGTH:
            raise ValueError(f"A public key has {PUBLIC_LENGTH} bytes. Copy it again, whole.")
        return MLKEM768X25519PublicKey(
            MLKEM768PublicKey.from_public_bytes(self.raw[:MLKEM_PUBLIC]),
            X25519PublicKey.from_public_bytes(self.raw[MLKEM_PUBLIC:]),
        )

    @cached_property
    def key_id(self) -> bytes:
        """Eight bytes that name this key in a header. They prove nothing: anybody can write them."""
        return hashlib.sha256(PREFIX + b" key id" + self.raw).digest()[:KEY_ID_LENGTH]

    @cached_property
    def fingerprint(self) -> str:
        """Sixteen bytes for people to compare: eight groups of four hexadecimal digits."""
        digits = hashlib.sha256(PREFIX + b" fingerprint" + self.raw).hexdigest()[:32]
        return " ".join(digits[start : start + 4] for start in range(0, 32, 4))

    def __reduce__(self) -> tuple[object, ...]:
        return PublicKey.from_bytes, (self.raw,)


@lru_cache(maxsize=1024)
def _parsed(raw: bytes) -> PublicKey:
    key = PublicKey(raw)
    _ = key.handle  # Parsing proves that the bytes are a key; the result stays on the object.
    return key


@dataclass(frozen=True)
class PrivateKey:
    """The private half, kept as its seeds: 64 bytes of ML-KEM-768, then 32 of X25519. Never printed."""

    seed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.seed) != SEED_LENGTH:
            raise ValueError(f"A private key has {SEED_LENGTH} bytes. Copy it again, whole.")

    @staticmethod
    def generate() -> "PrivateKey":
        """A new key from the operating system's randomness."""
        return PrivateKey(os.urandom(SEED_LENGTH))

    @staticmethod
    def from_seed(seed: bytes) -> "PrivateKey":
        """The key with these 96 bytes. ValueError for any other length."""
        return PrivateKey(bytes(seed))

    @cached_property
    def handle(self) -> MLKEM768X25519PrivateKey:
        """The same key as the cryptography library wants it."""
        return MLKEM768X25519PrivateKey(*self._halves)

    @cached_property
    def public(self) -> PublicKey:
        """The public half, for anybody who seals to this key."""
        mlkem, x25519 = self._halves
        return PublicKey(mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw())

    @cached_property
    def _halves(self) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
        return (
            MLKEM768PrivateKey.from_seed_bytes(self.seed[:MLKEM_SEED]),
            X25519PrivateKey.from_private_bytes(self.seed[MLKEM_SEED:]),
        )

    def __reduce__(self) -> NoReturn:
        # A cache or a task queue would write the seed to disk in clear.
        raise TypeError("A private key is never pickled. Lock it first.")

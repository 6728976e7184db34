"""The receipt: seven words that are the only key to a reporter's mailbox. They are never stored."""

import hmac
import re
import secrets
import unicodedata
import uuid
from importlib import resources
from typing import Final, NewType

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from candour.seal.context import PREFIX
from candour.seal.distance import nearest
from candour.seal.pairs import MLKEM_SEED, PrivateKey

Receipt = NewType("Receipt", str)

COUNT: Final = 7
LONGEST_TYPED: Final = 1000
"""Seven words need 69 characters. What is typed beyond this is not read: it would cost time for nothing."""

LIST: Final = tuple(resources.files("candour.seal").joinpath("data/words.txt").read_text("ascii").split())
"""The EFF long list as published: 7,776 words."""

WORDS: Final = tuple(word for word in LIST if "-" not in word)
"""The words we read: 7,772. The four with a hyphen (drop-down, felt-tip, t-shirt,
yo-yo) are left out, since a hyphen is forgiven when typed, and *yoyo* stands in the list by itself."""

_UNMINTED: Final = resources.files("candour.seal").joinpath("data/unminted.txt").read_text("ascii").split()

MINTED: Final = tuple(word for word in WORDS if word not in frozenset(_UNMINTED))
"""The words we draw: 7,461, or 90.06 bits in seven. Nobody in distress is handed *traitor* or *morbid*; such
words are still read, so that the list of what hurts can grow without shutting anybody out."""

_KNOWN: Final = frozenset(WORDS)


class WrongCount(ValueError):
    """There are not seven words. `count` says how many there are."""

    def __init__(self, count: int) -> None:
        super().__init__(f"A receipt has {COUNT} words. Here are {count}.")
        self.count = count


class UnknownWords(ValueError):
    """Words that are not on the list.

    `unknown` has for each (position from 1, the word as typed, up to three suggestions). The exception's
    message holds no word that was typed, so it may be logged.
    """

    def __init__(self, unknown: list[tuple[int, str, list[str]]]) -> None:
        super().__init__("Some of these words are not on our list. Check how they are spelt.")
        self.unknown = unknown


def mint() -> Receipt:
    """A new receipt: seven words drawn by the operating system's randomness, with a space between them."""
    return Receipt(" ".join(secrets.choice(MINTED) for _ in range(COUNT)))


def parse_receipt(typed: str) -> Receipt:
    """The receipt in typed text. Case, spaces, hyphens, digits, punctuation and line breaks do not matter.

    Raises WrongCount for more or fewer than seven words; UnknownWords, with suggestions, for words that are
    not on the list. Whether a mailbox exists for the receipt is not looked up.
    """
    words = _joined(_words(typed))
    if len(words) != COUNT:
        raise WrongCount(len(words))
    unknown = [
        (position, word, nearest(word, WORDS)) for position, word in enumerate(words, 1) if word not in _KNOWN
    ]
    if unknown:
        raise UnknownWords(unknown)
    return Receipt(" ".join(words))


def mailbox_number(receipt: Receipt) -> uuid.UUID:
    """The identifier under which the mailbox is stored; the words cannot be derived from it."""
    return uuid.UUID(bytes=_derive(receipt, b" mailbox number", 16))


def mailbox_key(receipt: Receipt) -> PrivateKey:
    """The mailbox's key pair, derived from the words. Only the public half is stored."""
    mlkem = _derive(receipt, b" mailbox mlkem", MLKEM_SEED)
    return PrivateKey.from_seed(mlkem + _derive(receipt, b" mailbox x25519", 32))


def content_fingerprint(receipt: Receipt, content: bytes) -> bytes:
    """HMAC-SHA256 of the content under a key derived from the receipt: 32 bytes. Tells a second sending of
    the
    same content; without the receipt nobody can test a guess at the content.
    """
    return hmac.digest(_derive(receipt, b" receipt fingerprint", 32), content, "sha256")


def _derive(receipt: Receipt, label: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt=None, info=PREFIX + label).derive(receipt.encode("ascii"))


def _words(typed: str) -> list[str]:
    """The runs of letters, in lower case and without accents; everything else separates words."""
    plain = unicodedata.normalize("NFKD", typed[:LONGEST_TYPED]).casefold()
    unmarked = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return re.findall(r"[^\W\d_]+", unmarked)


def _joined(words: list[str]) -> list[str]:
    """Join two words that form one word of the list ("yo-yo", "un wrapped").

    No word of the list is two others joined (a test holds this), so correct input is never changed.
    """
    joined: list[str] = []
    for word in words:
        together = joined[-1] + word if joined else word
        if joined and together in _KNOWN:
            joined[-1] = together
        else:
            joined.append(word)
    return joined

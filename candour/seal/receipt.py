"""The receipt: seven words that are the only key to a reporter's mailbox. The server never keeps them."""

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
"""Seven words need 69 signs. What is typed beyond this is not read, so that nobody can keep us busy."""

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

    `unknown` has, for each: its place from 1, the word as typed, and up to three like it. The message
    holds no word that was typed, so that it may be logged.
    """

    def __init__(self, unknown: list[tuple[int, str, list[str]]]) -> None:
        super().__init__("Some of these words are not on our list. Check how they are spelt.")
        self.unknown = unknown


def mint() -> Receipt:
    """A new receipt: seven words drawn by the operating system's randomness, with a space between them."""
    return Receipt(" ".join(secrets.choice(MINTED) for _ in range(COUNT)))


def read(typed: str) -> Receipt:
    """The receipt that was meant: capitals, spaces, hyphens, numbers, stops and line breaks do not matter.

    WrongCount when there are not seven words; UnknownWords, with suggestions, when some are not on the list.
    Neither says whether such a receipt exists.
    """
    words = _joined(_words(typed))
    if len(words) != COUNT:
        raise WrongCount(len(words))
    unknown = [
        (place, word, nearest(word, WORDS)) for place, word in enumerate(words, 1) if word not in _KNOWN
    ]
    if unknown:
        raise UnknownWords(unknown)
    return Receipt(" ".join(words))


def mailbox_number(receipt: Receipt) -> uuid.UUID:
    """The number under which the mailbox is kept. It tells nothing of the words."""
    return uuid.UUID(bytes=_derive(receipt, b" mailbox number", 16))


def mailbox_key(receipt: Receipt) -> PrivateKey:
    """The mailbox's key pair. The server keeps the public half only; the private half is in the words."""
    mlkem = _derive(receipt, b" mailbox mlkem", MLKEM_SEED)
    return PrivateKey.from_seed(mlkem + _derive(receipt, b" mailbox x25519", 32))


def fingerprint(receipt: Receipt, content: bytes) -> bytes:
    """32 bytes: the same for the same content under the same receipt, and meaningless to anyone else."""
    return hmac.digest(_derive(receipt, b" receipt fingerprint", 32), content, "sha256")


def _derive(receipt: Receipt, label: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt=None, info=PREFIX + label).derive(receipt.encode("ascii"))


def _words(typed: str) -> list[str]:
    """The runs of letters, in lower case and without accents; all else stands between words."""
    plain = unicodedata.normalize("NFKD", typed[:LONGEST_TYPED]).casefold()
    unmarked = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return re.findall(r"[^\W\d_]+", unmarked)


def _joined(words: list[str]) -> list[str]:
    """Put together what was typed apart ("yo-yo", "un wrapped").

    No word of the list is two others joined (a test keeps it so), so nothing typed rightly is mistaken.
    """
    joined: list[str] = []
    for word in words:
        together = joined[-1] + word if joined else word
        if joined and together in _KNOWN:
            joined[-1] = together
        else:
            joined.append(word)
    return joined

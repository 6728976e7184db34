"""A private key on paper: nine lines that a person can copy by hand, each with a checksum of its own."""

import hashlib
from typing import Final

from candour.seal.context import PREFIX
from candour.seal.pairs import SEED_LENGTH, PrivateKey

# Douglas Crockford's Base 32: no I, L, O or U, which the hand and the eye mistake for others.
SYMBOLS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
VALUES: Final = {symbol: value for value, symbol in enumerate(SYMBOLS)} | {"O": 0, "I": 1, "L": 1}
PAYLOAD: Final = 12
CHECK: Final = 3
LINE: Final = 24
LINES: Final = 1 + SEED_LENGTH // PAYLOAD
HEAD: Final = b"CDR\x01"


def to_paper(private: PrivateKey) -> str:
    """Nine lines of six groups of four letters and digits, to be kept on paper. Give them to nobody."""
    content = _head(private.seed) + private.seed
    return "\n".join(_line(number, content[number * PAYLOAD :][:PAYLOAD]) for number in range(LINES))


def from_paper(text: str) -> PrivateKey:
    """The key that was copied from paper. Spaces, hyphens and case do not matter; O is 0; I and L are 1.

    Raises ValueError with the number of the line whose checksum is wrong, or for lines of different papers.
    """
    content = b"".join(_payload(number, line) for number, line in enumerate(_lines(text)))
    head, seed = content[:PAYLOAD], content[PAYLOAD:]
    if head != _head(seed):
        raise ValueError("The lines do not belong to one key. Check that all nine are from the same paper.")
    return PrivateKey.from_seed(seed)


def _head(seed: bytes) -> bytes:
    """The first line's payload: a checksum of the seed. (Not of the public key: 32 of the seed's bytes do not
    change it.)
    """
    return HEAD + hashlib.sha256(PREFIX + b" whole paper" + seed).digest()[: PAYLOAD - len(HEAD)]


def _line(number: int, payload: bytes) -> str:
    value = int.from_bytes(payload + _check(number, payload), "big")
    symbols = "".join(SYMBOLS[value >> shift & 31] for shift in range(5 * (LINE - 1), -1, -5))
    return " ".join(symbols[start : start + 4] for start in range(0, LINE, 4))


def _lines(text: str) -> list[str]:
    """The nine lines, also from text whose line breaks were lost. Raises ValueError for another number."""
    stripped = ("".join(filter(str.isalnum, line.upper())) for line in text.splitlines())
    symbols = [line for line in stripped if line]
    together = "".join(symbols)
    if len(symbols) != LINES and len(together) == LINE * LINES:
        return [together[start : start + LINE] for start in range(0, len(together), LINE)]
    if len(symbols) != LINES:
        raise ValueError(f"There are {len(symbols)} lines. A recovery key has {LINES}: copy all of them.")
    return symbols


def _payload(number: int, line: str) -> bytes:
    if len(line) != LINE:
        raise ValueError(
            f"Line {number + 1} has {len(line)} letters and digits. It needs {LINE}: copy it again."
        )
    value = 0
    for symbol in line:
        value = value << 5 | VALUES.get(symbol, 0)
    content = value.to_bytes(PAYLOAD + CHECK, "big")
    payload, check = content[:PAYLOAD], content[PAYLOAD:]
    if check != _check(number, payload) or not VALUES.keys() >= set(line):
        raise ValueError(f"Line {number + 1} does not add up. Compare it with the paper, sign by sign.")
    return payload


def _check(number: int, payload: bytes) -> bytes:
    """The checksum of a line: three bytes over its number and its payload, so that lines cannot change
    places.
    """
    return hashlib.sha256(PREFIX + b" paper" + bytes([number]) + payload).digest()[:CHECK]

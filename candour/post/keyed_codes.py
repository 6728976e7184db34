"""Codes that prove something without being kept: confirming, following, replying."""

import hashlib
import hmac
import secrets
import uuid

from django.conf import settings

# No letter or figure that is read for another: Crockford's base 32 (crockford.com/base32.html).
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_SAME = str.maketrans("OIL", "011")
FOLLOW_LENGTH = 20  # 100 bits


def new_follow_code() -> str:
    """A fresh code by which an asker comes back, in five groups of four. Show it once; keep its hash."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(FOLLOW_LENGTH))
    return "-".join(drawn[start : start + 4] for start in range(0, FOLLOW_LENGTH, 4))


def plain(code: str) -> str:
    """A typed code without its dashes and blanks, in capitals, with look-alikes put right."""
    return "".join(character for character in code.upper().translate(_SAME) if character in ALPHABET)


def follow_hash(code: str) -> str:
    """What is kept of a follow code, however it is typed."""
    return hashlib.sha256(plain(code).encode()).hexdigest()


def keyed_code(purpose: str, number: uuid.UUID, *, length: int = 10) -> str:
    """The code of one row for one purpose, such as "confirm" or "reply"; made with our key alone."""
    message = f"foi\x00{purpose}\x00{number.hex}".encode()
    digest = hmac.new(settings.FOI_KEY.encode(), message, hashlib.sha256).digest()
    return "".join(ALPHABET[byte % 32] for byte in digest[:length])


def is_code_of(typed: str, purpose: str, number: uuid.UUID, *, length: int = 10) -> bool:
    """Whether this is that row's code, however it is typed."""
    return hmac.compare_digest(plain(typed), keyed_code(purpose, number, length=length))

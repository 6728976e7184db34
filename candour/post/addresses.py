"""Our address, and the ones made from it: each keyed to one request, or to one mail of ours."""

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError

from .keyed_codes import is_code_of, keyed_code

# foi+r.<a request's number>.<its code>@…, to answer to; foi+b.<a mail's number>.<its code>@…, where it comes
# back to. The local part stays under 64 characters (RFC 5321, 4.5.3.1.1) while our own is under 12.
_KEYED = re.compile(r"\+([rb])\.([0-9a-f]{32})\.([0-9a-z]{10})@", re.IGNORECASE)
_ALIKE = re.compile(r"\+[rb]\.[^@\s]{0,100}@", re.IGNORECASE)
PURPOSES = {"r": "reply", "b": "bounce"}


@dataclass(frozen=True)
class Named:
    """What the addresses of a mail say it belongs to; `wrong` if a code is among them that is not ours."""

    requests: frozenset[uuid.UUID] = frozenset()
    mails: frozenset[uuid.UUID] = frozenset()
    wrong: bool = False


def our_address() -> str:
    """Where people write to. ValidationError where none is set."""
    if "@" not in settings.FOI_ADDRESS:
        raise ValidationError("This desk has no e-mail address. Set CANDOUR_FOI_ADDRESS.")
    return str(settings.FOI_ADDRESS)


def our_domain() -> str:
    """What stands behind the sign in our address."""
    return our_address().rpartition("@")[2]


def reply_address(request: uuid.UUID) -> str:
    """Where an answer to a letter about the request of this number finds its way back."""
    return _keyed("r", request)


def bounce_address(mail: uuid.UUID) -> str:
    """Where the mail of ours with this number comes back to when it cannot be delivered."""
    return _keyed("b", mail)


def _keyed(kind: str, number: uuid.UUID) -> str:
    local, _, domain = our_address().rpartition("@")
    return f"{local}+{kind}.{number.hex}.{keyed_code(PURPOSES[kind], number).lower()}@{domain}"


def named_in(headers: Iterable[str]) -> Named:
    """Which requests and mails of ours the codes in these headers are for."""
    text = "\n".join(headers)
    numbers: dict[str, set[uuid.UUID]] = {"r": set(), "b": set()}
    wrong = len(_ALIKE.findall(text)) > len(_KEYED.findall(text))
    for kind, digits, code in _KEYED.findall(text):
        number = uuid.UUID(digits)
        if is_code_of(code, PURPOSES[kind.lower()], number):
            numbers[kind.lower()].add(number)
        else:
            wrong = True
    return Named(frozenset(numbers["r"]), frozenset(numbers["b"]), wrong)

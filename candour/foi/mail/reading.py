"""One mail as a person reads it: who, when, what about, its words and its files. It never fails on a mail."""

import datetime as dt
import hashlib
import re
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from email.policy import default
from email.utils import getaddresses, parsedate_to_datetime

from django.utils import timezone

from .automatic import Sort, sort_of
from .bodies import File, body_of
from .headers import clean, header, headers

_IDS = re.compile(r"<[^<>\s]{1,300}>")
# Where the code of a reply address can stand; servers write the last ones when they deliver.
_TO = ("To", "Cc", "Resent-To", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "Received")


@dataclass(frozen=True, repr=False)
class Mail:
    """What is read of one mail. `on` is the UK day it came; `trouble` says if it could not be read."""

    sort: Sort
    name: str = ""
    address: str = ""
    subject: str = ""
    on: dt.date | None = None
    text: str = ""
    files: list[File] = field(default_factory=list)
    message_id: str = ""
    answers: list[str] = field(default_factory=list)
    sent_to: list[str] = field(default_factory=list)
    trouble: str = ""


def read(raw: bytes) -> Mail:
    """What stands in a mail, however it was made. What cannot be read is empty, and `trouble` says so."""
    try:
        return _read(raw)
    except Exception:  # Anybody can send anything, and a mail that is not received is lost.
        return Mail(Sort(), trouble="It could not be read. Open it as it came.")


def addressed(raw: bytes) -> tuple[list[str], list[str]]:
    """To whom a mail was sent, and which mails it answers by their numbers; nothing of its words is read."""
    head = re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[0]
    try:
        return _sent_to(message := message_from_bytes(head, policy=default)), _answers(message)
    except Exception:  # As in `read`: a mail that cannot be read was kept all the same.
        return [], []


def fingerprint(raw: bytes) -> str:
    """A hash by which the server's copy is known again: of its headers, which it gives without the rest."""
    head = re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[0].replace(b"\r\n", b"\n").strip()
    return hashlib.sha256(head).hexdigest()


def _read(raw: bytes) -> Mail:
    message: Message = message_from_bytes(raw, policy=default)
    name, address = _writer(message)
    body = body_of(message)
    return Mail(
        sort=sort_of(message, address),
        name=name,
        address=address,
        subject=header(message, "Subject"),
        on=_day(message),
        text=body.text,
        files=body.files,
        message_id=_first_id(header(message, "Message-ID")),
        answers=_answers(message),
        sent_to=_sent_to(message),
        trouble="Part of it could not be read. Open it as it came." if body.is_broken else "",
    )


def _sent_to(message: Message) -> list[str]:
    return [line for name in _TO for line in headers(message, name)]


def _answers(message: Message) -> list[str]:
    return _ids(f"{header(message, 'References')} {header(message, 'In-Reply-To')}")


def _writer(message: Message) -> tuple[str, str]:
    """Name and address of whoever wrote it."""
    found = [one for one in getaddresses([header(message, "From")]) if "@" in one[1]]
    name, address = found[0] if found else ("", "")
    return clean(name), clean(address).casefold()


def _day(message: Message) -> dt.date | None:
    """The UK day on which our own server took it (its line stands first), else the day it says of itself.

    None where neither is there, or it lies in the future.
    """
    received = headers(message, "Received")
    told = [received[0].rpartition(";")[2]] if received else []
    for text in [*told, header(message, "Date")]:
        try:
            at = parsedate_to_datetime(text.strip())
            day = at.astimezone(timezone.get_default_timezone()).date()
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        if day <= timezone.localdate():
            return day
    return None


def _ids(text: str) -> list[str]:
    return list(dict.fromkeys(_IDS.findall(text)))


def _first_id(text: str) -> str:
    found = _ids(text)
    return found[0] if found else clean(text)

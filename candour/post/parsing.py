"""One mail as a person reads it: who, when, what about, its words and its files. No Django, no setting.

Anybody can send anything, and the library grows slow on much of it: `child` does this in a subprocess.
"""

import datetime as dt
import re
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesHeaderParser, BytesParser
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from .automatic import MailSort, sort_of
from .bodies import MailFile, body_of
from .headers import BOUNDED, PLAIN, clean, header, headers, plain_headers, writers

LONDON = ZoneInfo("Europe/London")
UNREAD = "It could not be read. Open it as it came."
PARTLY = "Part of it could not be read. Open it as it came."
_IDS = re.compile(r"<[^<>\s]{1,300}>")
# Where the code of a reply address can stand; servers write the last ones when they deliver.
_WRITTEN = ("To", "Cc")
_TO = (*_WRITTEN, "Resent-To", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "Received")


@dataclass(frozen=True, repr=False)
class Mail:
    """What is read of one mail. `on` is the UK day it came.

    `trouble` says what could not be read; where `is_read` is not so, that is all but its headers.
    """

    sort: MailSort
    name: str = ""
    address: str = ""
    subject: str = ""
    on: dt.date | None = None
    text: str = ""
    files: list[MailFile] = field(default_factory=list)
    message_id: str = ""
    answers: list[str] = field(default_factory=list)
    sent_to: list[str] = field(default_factory=list)
    written_to: list[str] = field(default_factory=list)
    trouble: str = ""
    is_read: bool = True


def parse(raw: bytes, today: dt.date) -> Mail:
    """Everything in a mail that came up to the day `today`; what cannot be read is empty.

    Raises what the library raises where it breaks on the mail.
    """
    message: Message = BytesParser(policy=BOUNDED).parsebytes(raw)
    head = parse_head(raw, today)
    body = body_of(message)
    return Mail(
        sort=sort_of(message, head.address),
        name=head.name,
        address=head.address,
        subject=head.subject,
        on=head.on,
        text=body.text,
        files=list(body.files),
        message_id=head.message_id,
        answers=head.answers,
        sent_to=head.sent_to,
        written_to=head.written_to,
        trouble=PARTLY if body.is_broken else "",
    )


def parse_head(raw: bytes, today: dt.date) -> Mail:
    """Who wrote it, when and to whom, as a mail that could not be read: for where its body breaks us."""
    message = head_of(raw)
    name, address = _writer(message)
    return Mail(
        MailSort(),
        name,
        address,
        header(message, "Subject"),
        on=_day(message, today),
        message_id=_first_id(header(message, "Message-ID")),
        answers=answered_ids(message),
        sent_to=sent_to(message),
        written_to=written_to(message),
        trouble=UNREAD,
        is_read=False,
    )


def head_of(raw: bytes) -> Message:
    """The headers alone; none of them is parsed yet."""
    head: Message = BytesHeaderParser(policy=PLAIN).parsebytes(re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[0])
    return head


def sent_to(message: Message) -> list[str]:
    """Where the code of a reply address can stand."""
    return [line for name in _TO for line in plain_headers(message, name)]


def written_to(message: Message) -> list[str]:
    """To whom its writer sent it."""
    return [line for name in _WRITTEN for line in plain_headers(message, name)]


def answered_ids(message: Message) -> list[str]:
    """The Message-IDs of what it answers."""
    return _ids(" ".join([*plain_headers(message, "References"), *plain_headers(message, "In-Reply-To")]))


def _writer(message: Message) -> tuple[str, str]:
    """Name and address of whoever wrote it."""
    try:
        name, address = next(iter(writers(message)), ("", ""))
    except Exception:  # As with every header: one that is broken must not cost the others.
        return "", ""
    return name, address.casefold()


def _day(message: Message, today: dt.date) -> dt.date | None:
    """The UK day on which our own server took it (its line stands first), else the day it says of itself.

    None where neither is there, or it lies in the future.
    """
    received = headers(message, "Received")
    by_server = [received[0].rpartition(";")[2]] if received else []
    for text in [*by_server, header(message, "Date")]:
        try:
            day = parsedate_to_datetime(text.strip()).astimezone(LONDON).date()
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        if day <= today:
            return day
    return None


def _ids(text: str) -> list[str]:
    return list(dict.fromkeys(_IDS.findall(text)))


def _first_id(text: str) -> str:
    numbers = _ids(text)
    return numbers[0] if numbers else clean(text)

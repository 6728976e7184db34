"""One mail as a person reads it: read in a subprocess with limits, whatever is in it; it never fails."""

import datetime as dt
import hashlib
import re
from typing import NamedTuple

from django.utils import timezone

from candour.papers.limited_process import ProcessStopped, run_limited

from .automatic import MailSort
from .child import mail_of
from .parsing import UNREAD, Mail, answered_ids, head_of, sent_to, written_to

_CHILD = "candour.post.child"
# Of computing. A mail of twenty megabytes takes one; a hostile one of a hundred kilobytes, a hundred.
SECONDS, SECONDS_A_MEGABYTE = 5, 0.5


class AddressHeaders(NamedTuple):
    """Where a code can stand, which mails a mail answers by their numbers, and to whom its writer sent it."""

    sent_to: list[str]
    answers: list[str]
    written_to: list[str]


def read_mail(raw: bytes, today: dt.date | None = None) -> Mail:
    """The mail of these bytes, however it was made. What cannot be read is empty, and `trouble` says so.

    `today` is the last day that it can be of; the real one unless another is given.

    Not within a transaction: it may take as long as SECONDS, and more for a large mail.
    """
    seconds = int(SECONDS + SECONDS_A_MEGABYTE * len(raw) / 2**20)
    limits = {"today": (today or timezone.localdate()).isoformat(), "seconds": seconds}
    try:
        return _last_of(run_limited(_CHILD, limits, raw, seconds=seconds))
    except ProcessStopped as stopped:
        return _last_of(stopped.output)


def _last_of(output: bytes) -> Mail:
    """The mail as far as the process came: all of it, its headers, or nothing."""
    head, _, rest = output.partition(b"\n")
    whole, _, files = rest.partition(b"\n")
    for line, content in ((whole, files), (head, b"")):
        try:
            return mail_of(line, content)
        except (ValueError, KeyError, TypeError):  # It was stopped before it came so far.
            continue
    return Mail(MailSort(), trouble=UNREAD, is_read=False)


def addressed(raw: bytes) -> AddressHeaders:
    """To whom a mail was sent, and which mails it answers; nothing of its words is read."""
    try:
        head = head_of(raw)
        return AddressHeaders(sent_to(head), answered_ids(head), written_to(head))
    except Exception:  # As in `read_mail`: a mail that cannot be read was kept all the same.
        return AddressHeaders([], [], [])


def fingerprint(raw: bytes) -> str:
    """A hash by which the server's copy is known again: of its headers, which it gives without the rest."""
    head = re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[0].replace(b"\r\n", b"\n").strip()
    return hashlib.sha256(head).hexdigest()

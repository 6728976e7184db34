"""Which mails no person wrote: those that came back, and those that a program sent."""

import re
from dataclasses import dataclass, field
from email.message import Message

from .bounces import failure_in, message_ids
from .headers import header, headers

AUTO_REPLY, BOUNCE, MESSAGE = "auto_reply", "bounce", "message"
_AWAY = re.compile(
    r"^\s*(auto(matic)?[\s-]*(reply|response|acknowledge?ment)\b|auto:|autoreply\b|"
    r"out of (the )?office\b(?! hours?\b)|"
    r"(ym)?ateb awtomatig|allan o.r swyddfa|neges awtomatig|i ffwrdd o.r swyddfa)",
    re.IGNORECASE,
)
_CAME_BACK = re.compile(
    r"undeliver|delivery (status|has failed|failed|failure|incomplete)|returned mail|mail delivery|"
    r"failure notice|heb ei (d)?danfon|methwyd",
    re.IGNORECASE,
)
_SERVERS = re.compile(r"^(mailer-daemon|postmaster)@", re.IGNORECASE)


@dataclass(frozen=True)
class MailSort:
    """Whether a person wrote a mail.

    Of one that came back: the Message-IDs in it, the addresses that failed, why, and whether for good.
    """

    kind: str = MESSAGE
    letters: list[str] = field(default_factory=list)
    why: str = ""
    is_final: bool = True
    addresses: list[str] = field(default_factory=list)


def sort_of(message: Message, address: str) -> MailSort:
    """What sort of mail it is; `address` is its writer's. RFC 3464 has what came back, RFC 3834 programs."""
    report = str(message.get_param("report-type", "") or "").casefold()
    if message.get_content_type() == "multipart/report" and report == "delivery-status":
        return _came_back(message)
    # Before the marks of a program's reply: servers put those on what comes back, too.
    if _is_from_server(message, address) and failure_in(message):
        return _came_back(message)
    if _is_by_program(message):
        return MailSort(AUTO_REPLY)
    subject = header(message, "Subject")
    if _SERVERS.match(address) or (_has_no_sender(message) and _CAME_BACK.search(subject)):
        return _came_back(message)
    is_receipt = report == "disposition-notification"
    return MailSort(AUTO_REPLY if is_receipt or _has_no_sender(message) else MESSAGE)


def _is_from_server(message: Message, address: str) -> bool:
    return bool(_SERVERS.match(address) or _has_no_sender(message) or header(message, "X-Failed-Recipients"))


def _is_by_program(message: Message) -> bool:
    submitted = header(message, "Auto-Submitted").casefold().partition(";")[0].strip()
    if submitted.startswith("auto-generated") and _SERVERS.match(header(message, "From").partition("<")[2]):
        return False
    return (
        bool(submitted and submitted != "no")
        or bool(header(message, "X-Auto-Response-Suppress"))
        or bool(header(message, "X-Autoreply") or header(message, "X-Autorespond"))
        or header(message, "Precedence").casefold() in ("auto_reply", "bulk", "junk")
        or bool(_AWAY.match(header(message, "Subject")))
    )


def _has_no_sender(message: Message) -> bool:
    return any(path.strip() == "<>" for path in headers(message, "Return-Path"))


def _came_back(message: Message) -> MailSort:
    failure = failure_in(message)
    letters = message_ids(message)
    if failure is None:
        return MailSort(BOUNCE, letters)
    kind = BOUNCE if failure.is_final else AUTO_REPLY
    return MailSort(kind, letters, failure.why, failure.is_final, failure.addresses)

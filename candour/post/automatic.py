"""Which mails no person wrote: those that came back, and those that a robot sent."""

import re
from dataclasses import dataclass, field
from email.message import Message

from .headers import header, headers

AUTO_REPLY, BOUNCE, MESSAGE = "auto_reply", "bounce", "message"
_AWAY = re.compile(
    r"^\s*(auto(matic)?[\s-]*(reply|response|acknowledge?ment)\b|auto:|out of (the )?office\b|autoreply\b|"
    r"(ym)?ateb awtomatig|allan o.r swyddfa|neges awtomatig|i ffwrdd o.r swyddfa)",
    re.IGNORECASE,
)
_CAME_BACK = re.compile(
    r"undeliver|delivery (status|has failed|failed|failure|incomplete)|returned mail|mail delivery|"
    r"failure notice|heb ei (d)?danfon|methwyd",
    re.IGNORECASE,
)
_ROBOTS = re.compile(r"^(mailer-daemon|postmaster)@", re.IGNORECASE)
_IDS = re.compile(rb"<[^<>\s]{1,300}>")


@dataclass(frozen=True)
class Sort:
    """Whether a person wrote it. Of what came back: the letters it names, why, and whether for good."""

    kind: str = MESSAGE
    letters: list[str] = field(default_factory=list)
    why: str = ""
    is_final: bool = True


def sort_of(message: Message, address: str) -> Sort:
    """What sort of mail it is. RFC 3464 for what came back, RFC 3834 for robots' answers."""
    report = str(message.get_param("report-type", "") or "").casefold()
    if message.get_content_type() == "multipart/report" and report == "delivery-status":
        return _came_back(message)
    if _is_by_itself(message):
        return Sort(AUTO_REPLY)
    subject = header(message, "Subject")
    if _ROBOTS.match(address) or (_has_no_sender(message) and _CAME_BACK.search(subject)):
        return _came_back(message)
    is_receipt = report == "disposition-notification"
    return Sort(AUTO_REPLY if is_receipt or _has_no_sender(message) else MESSAGE)


def _is_by_itself(message: Message) -> bool:
    told = header(message, "Auto-Submitted").casefold().partition(";")[0].strip()
    if told.startswith("auto-generated") and _ROBOTS.match(header(message, "From").partition("<")[2]):
        return False
    return (
        bool(told and told != "no")
        or bool(header(message, "X-Auto-Response-Suppress"))
        or bool(header(message, "X-Autoreply") or header(message, "X-Autorespond"))
        or header(message, "Precedence").casefold() in ("auto_reply", "bulk", "junk")
        or bool(_AWAY.match(header(message, "Subject")))
    )


def _has_no_sender(message: Message) -> bool:
    return any(path.strip() == "<>" for path in headers(message, "Return-Path"))


def _came_back(message: Message) -> Sort:
    told = [block for part in message.walk() if part.get_content_type() == "message/delivery-status"
            for block in _blocks(part)]  # fmt: skip
    actions = {header(block, "Action").casefold() for block in told} - {""}
    why = next((words for block in told if (words := _why(block))), "")
    is_final = not actions or "failed" in actions
    return Sort(BOUNCE if is_final else AUTO_REPLY, _letters(message), why, is_final)


def _blocks(part: Message) -> list[Message]:
    inner = part.get_payload()
    return [one for one in inner if isinstance(one, Message)] if isinstance(inner, list) else []


def _why(block: Message) -> str:
    said = header(block, "Diagnostic-Code").partition(";")[2].strip() or header(block, "Status")
    return said[:200]


def _letters(message: Message) -> list[str]:
    """The Message-IDs that stand anywhere in it: among them that of the letter that came back."""
    try:
        whole = message.as_bytes()
    except Exception:  # A mail that the library reads but cannot write: its headers are what is left.
        whole = "\n".join(str(value) for _, value in message.raw_items()).encode("utf-8", "replace")
    return list(dict.fromkeys(one.decode("ascii", "replace") for one in _IDS.findall(whole)))[:200]

"""Mails that came back: which address failed, why, and whether for good. Only here is flufl.bounce known."""

import re
from email.message import Message
from typing import NamedTuple

from flufl.bounce import all_failures

from .headers import header

_IDS = re.compile(rb"<[^<>\s]{1,300}>")
_MOST_IDS = 200


class Failure(NamedTuple):
    """What a mail that came back says: the addresses that failed, why, and whether for good."""

    addresses: list[str]
    why: str
    is_final: bool


def failure_in(message: Message) -> Failure | None:
    """What a server tells of a letter of ours that it could not deliver; None if it tells of none.

    RFC 3464 says how servers report; the library knows those that do otherwise.
    """
    blocks = _status_blocks(message)
    actions = {header(block, "Action").casefold() for block in blocks} - {""}
    delayed, failed = _addresses(message)
    if not (blocks or delayed or failed):
        return None
    why = next((words for block in blocks if (words := _why(block))), "")
    is_final = "failed" in actions if actions else bool(failed or not delayed)
    return Failure(failed if is_final else delayed, why, is_final)


def message_ids(message: Message) -> list[str]:
    """The Message-IDs that stand anywhere in it: among them that of the letter that came back."""
    try:
        whole = message.as_bytes()
    except Exception:  # A mail that the library reads but cannot write: its headers are what is left.
        whole = "\n".join(str(value) for _, value in message.raw_items()).encode("utf-8", "replace")
    numbers = (number.decode("ascii", "replace") for number in _IDS.findall(whole))
    return list(dict.fromkeys(numbers))[:_MOST_IDS]


def _addresses(message: Message) -> tuple[list[str], list[str]]:
    """The addresses to which a letter is delayed, and those to which it failed."""
    try:
        delayed, failed = all_failures(message)
    except Exception:  # A broken report must not cost the mail: it is kept, without an address.
        return [], []
    return [sorted(_as_text(address) for address in group) for group in (delayed, failed)]  # type: ignore[return-value]


def _as_text(address: bytes | str) -> str:
    text = address.decode("utf-8", "replace") if isinstance(address, bytes) else address
    return text.strip().casefold()


def _status_blocks(message: Message) -> list[Message]:
    blocks: list[Message] = []
    for part in message.walk():
        inner = part.get_payload() if part.get_content_type() == "message/delivery-status" else None
        blocks += [block for block in inner if isinstance(block, Message)] if isinstance(inner, list) else []
    return blocks


def _why(block: Message) -> str:
    words = header(block, "Diagnostic-Code").partition(";")[2].strip() or header(block, "Status")
    return words[:200]

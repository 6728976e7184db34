"""Sealing: safe anywhere. Nothing here can open what it has shut."""

import json
from collections.abc import Mapping, Sequence
from io import BytesIO

from candour.seal.keys import Context, PublicKey, Sealed
from candour.seal.layout import MOST_RECIPIENTS, read_header
from candour.seal.padding import MOST_TEXT, PADDING_STEPS, TextTooLong, pad, padded_length
from candour.seal.stream import seal_stream

__all__ = [
    "MOST_RECIPIENTS",
    "MOST_TEXT",
    "PADDING_STEPS",
    "TextTooLong",
    "padded_length",
    "recipients_of",
    "seal",
    "seal_fields",
    "seal_text",
]


def seal(plaintext: bytes, recipients: Sequence[PublicKey], context: Context) -> Sealed:
    """The bytes as they are, shut to everyone but the recipients.

    The length shows: text goes through seal_text.
    ValueError for no recipient, over 200, or the same one twice.
    """
    target = BytesIO()
    seal_stream(BytesIO(plaintext), target, recipients, context)
    return Sealed(target.getvalue())


def seal_text(text: str, recipients: Sequence[PublicKey], context: Context) -> Sealed:
    """The text, padded to a step and then sealed. TextTooLong over MOST_TEXT bytes; ValueError as `seal`."""
    return seal(pad(text), recipients, context)


def seal_fields(fields: Mapping[str, object], recipients: Sequence[PublicKey], context: Context) -> Sealed:
    """Named values, padded and sealed together. TypeError for a value that JSON cannot hold."""
    text = json.dumps(
        dict(fields), sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )
    return seal_text(text, recipients, context)


def recipients_of(sealed: bytes) -> list[bytes]:
    """The key ids in the header, in order, without opening: unproven. WrongKey if there is no header."""
    return [entry.key_id for entry in read_header(BytesIO(sealed))]

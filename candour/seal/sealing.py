"""Sealing. Any room may import this file: nothing in it can open what was sealed."""

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
    """The bytes, encrypted so that only the recipients can open them.

    The length is not hidden: use `seal_text` for text. Raises ValueError for no recipient, more than
    MOST_RECIPIENTS, or the same recipient twice.
    """
    target = BytesIO()
    seal_stream(BytesIO(plaintext), target, recipients, context)
    return Sealed(target.getvalue())


def seal_text(text: str, recipients: Sequence[PublicKey], context: Context) -> Sealed:
    """The text, padded and then sealed. Raises TextTooLong above MOST_TEXT bytes; ValueError as `seal`."""
    return seal(pad(text), recipients, context)


def seal_fields(fields: Mapping[str, object], recipients: Sequence[PublicKey], context: Context) -> Sealed:
    """The named values as JSON, padded and sealed. Raises TypeError for a value that JSON cannot hold."""
    text = json.dumps(
        dict(fields), sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )
    return seal_text(text, recipients, context)


def recipients_of(sealed: bytes) -> list[bytes]:
    """The key ids in the header, in order.

    Read without a key, so unproven. Raises WrongKey without a header.
    """
    return [entry.key_id for entry in read_header(BytesIO(sealed))]

"""Opening. Few rooms may import this page (contract "opening"): each is a way in."""

import json
from collections.abc import Sequence
from io import BytesIO
from typing import BinaryIO, NoReturn

from cryptography.exceptions import InvalidTag

from candour.seal.keys import Context, PrivateKey, PublicKey, Sealed, WrongKey
from candour.seal.layout import (
    CHUNK,
    KEY_LABEL,
    SALT,
    SUITE,
    TAG,
    Entry,
    body_cipher,
    chunks,
    header_for,
    read_exactly,
    read_header,
)
from candour.seal.padding import unpad


def unseal(sealed: bytes, key: PrivateKey, context: Context) -> bytes:
    """The bytes that were sealed. WrongKey for another key or context, or when any byte read has changed."""
    target = BytesIO()
    unseal_stream(BytesIO(sealed), target, key, context)
    return target.getvalue()


def unseal_text(sealed: bytes, key: PrivateKey, context: Context) -> str:
    """The text that `seal_text` shut. WrongKey as `unseal`, and when it is not padded text."""
    return unpad(unseal(sealed, key, context))


def unseal_fields(sealed: bytes, key: PrivateKey, context: Context) -> dict[str, object]:
    """The named values that `seal_fields` shut. WrongKey as `unseal`, and when they are not named values."""
    try:
        fields = json.loads(unseal_text(sealed, key, context), parse_constant=_refuse_constant)
    except ValueError:
        raise WrongKey from None
    if not isinstance(fields, dict):
        raise WrongKey
    return fields


def unseal_stream(source: BinaryIO, target: BinaryIO, key: PrivateKey, context: Context) -> None:
    """Write to `target` what was sealed in `source`, in flat memory; a chunk is written once it is proven.

    WrongKey as `unseal`. A cut or a change is found where it stands, and a missing end only at the end:
    **on WrongKey the caller throws the target away**, whatever has been written to it.
    """
    data_key = _data_key(read_header(source), key, context)
    cipher = body_cipher(data_key, read_exactly(source, SALT), context)
    for number, (nonce, chunk) in enumerate(chunks(source, CHUNK + TAG)):
        try:
            plaintext = cipher.decrypt(nonce, chunk, None)
        except InvalidTag:
            raise WrongKey from None
        if number and not plaintext:
            raise WrongKey
        target.write(plaintext)


def rewrap(sealed: bytes, key: PrivateKey, context: Context, recipients: Sequence[PublicKey]) -> Sealed:
    """The same body, byte for byte, under a header for these recipients instead. The body is not read.

    WrongKey when `key` or `context` is another one; ValueError as `seal`. Someone left out, who kept the old
    header or the data key, can still open the old bytes: this shares and tidies, it takes nothing back.
    """
    source = BytesIO(sealed)
    data_key = _data_key(read_header(source), key, context)
    return Sealed(header_for(data_key, recipients, context) + source.read())


def _data_key(entries: Sequence[Entry], key: PrivateKey, context: Context) -> bytes:
    mine = key.public.key_id
    wrapped = next((entry.wrapped for entry in entries if entry.key_id == mine), None)
    if wrapped is None:
        raise WrongKey
    try:
        return SUITE.decrypt(wrapped, key.handle, info=context.info + KEY_LABEL)
    except InvalidTag:
        raise WrongKey from None


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a value we seal.")

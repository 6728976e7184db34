"""Opening what was sealed. The contract "opening" lists the rooms that may not import this file."""

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
    HeaderEntry,
    body_cipher,
    chunks,
    header_for,
    read_exactly,
    read_header,
)
from candour.seal.padding import unpad


def unseal(sealed: bytes, key: PrivateKey, context: Context) -> bytes:
    """The bytes that were sealed. Raises WrongKey for another key or context, or if any byte has changed."""
    target = BytesIO()
    unseal_stream(BytesIO(sealed), target, key, context)
    return target.getvalue()


def unseal_text(sealed: bytes, key: PrivateKey, context: Context) -> str:
    """The text that `seal_text` sealed.

    Raises WrongKey as `unseal`, and for content that is no padded text.
    """
    return unpad(unseal(sealed, key, context))


def unseal_fields(sealed: bytes, key: PrivateKey, context: Context) -> dict[str, object]:
    """The named values that `seal_fields` sealed. Raises WrongKey as `unseal`, and for other content."""
    try:
        fields = json.loads(unseal_text(sealed, key, context), parse_constant=_refuse_constant)
    except ValueError:
        raise WrongKey from None
    if not isinstance(fields, dict):
        raise WrongKey
    return fields


def unseal_stream(source: BinaryIO, target: BinaryIO, key: PrivateKey, context: Context) -> None:
    """Write to `target` what was sealed in `source`, chunk by chunk, each once it is authenticated.

    Raises WrongKey as `unseal`. A missing end is noticed only at the end: **on WrongKey the caller must
    discard the target**, whatever has been written to it.
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
    """The same encrypted body, byte for byte, under a new header for these recipients. It is not decrypted.

    Raises WrongKey for another `key` or `context`; ValueError as `seal`. This revokes nothing: a former
    recipient who kept the old header or the data key can still open the body.
    """
    source = BytesIO(sealed)
    data_key = _data_key(read_header(source), key, context)
    return Sealed(header_for(data_key, recipients, context) + source.read())


def _data_key(entries: Sequence[HeaderEntry], key: PrivateKey, context: Context) -> bytes:
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

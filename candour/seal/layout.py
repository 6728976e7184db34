"""The byte layout of format 1, for sealing and unsealing: lengths, labels, header, and the body's cipher."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from candour.seal.context import Context
from candour.seal.pairs import KEY_ID_LENGTH, PublicKey, WrongKey

VERSION: Final = 1
MOST_RECIPIENTS: Final = 200
DATA_KEY: Final = 32
WRAPPED: Final = 1120 + DATA_KEY + 16
SALT: Final = 16
CHUNK: Final = 64 * 1024
TAG: Final = 16
KEY_LABEL: Final = b" key"
BODY_LABEL: Final = b" body"

SUITE: Final = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


@dataclass(frozen=True)
class HeaderEntry:
    """One recipient's part of the header: the id of their key, and the data key encrypted to it."""

    key_id: bytes
    wrapped: bytes


def header_for(data_key: bytes, recipients: Sequence[PublicKey], context: Context) -> bytes:
    """The header: version, number of recipients, and the data key encrypted to each, in this order.

    Raises ValueError for no recipient, more than MOST_RECIPIENTS, the same recipient twice, or bytes that
    are no public key.
    """
    refuse_odd(recipients)
    info = context.info + KEY_LABEL
    entries = (key.key_id + SUITE.encrypt(data_key, key.handle, info=info) for key in recipients)
    return b"".join((bytes([VERSION, len(recipients)]), *entries))


def refuse_odd(recipients: Sequence[PublicKey]) -> None:
    """Raises ValueError for no recipient, more than MOST_RECIPIENTS, or the same recipient twice."""
    if not 1 <= len(recipients) <= MOST_RECIPIENTS:
        raise ValueError(f"Seal to at least one and at most {MOST_RECIPIENTS} recipients.")
    if len({key.key_id for key in recipients}) != len(recipients):
        raise ValueError("One recipient is named twice. Name each once.")


def read_header(source: BinaryIO) -> list[HeaderEntry]:
    """The header's entries; `source` is left at the body.

    Raises WrongKey if this is no header of format 1.
    """
    version, count = read_exactly(source, 2)
    if version != VERSION or not 1 <= count <= MOST_RECIPIENTS:
        raise WrongKey
    entries = [_read_entry(source) for _ in range(count)]
    if len({entry.key_id for entry in entries}) != count:
        raise WrongKey
    return entries


def _read_entry(source: BinaryIO) -> HeaderEntry:
    return HeaderEntry(read_exactly(source, KEY_ID_LENGTH), read_exactly(source, WRAPPED))


def read_exactly(source: BinaryIO, length: int) -> bytes:
    """Exactly `length` bytes. Raises WrongKey if the source ends before."""
    content = read_up_to(source, length)
    if len(content) != length:
        raise WrongKey
    return content


def read_up_to(source: BinaryIO, length: int) -> bytes:
    """`length` bytes, or fewer at the end of the source.

    Reads again after a short read from a pipe or socket.
    """
    first = source.read(length)
    if len(first) == length or not first:
        return first
    parts, missing = [first], length - len(first)
    while missing and (part := source.read(missing)):
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


def chunks(source: BinaryIO, length: int) -> Iterator[tuple[bytes, bytes]]:
    """Each chunk of `length` bytes as (nonce, chunk); the last nonce is flagged. An empty source is one
    empty chunk.
    """
    chunk, counter = read_up_to(source, length), 0
    while following := read_up_to(source, length) if len(chunk) == length else b"":
        yield counter.to_bytes(11, "big") + b"\0", chunk
        chunk, counter = following, counter + 1
    yield counter.to_bytes(11, "big") + b"\1", chunk


def body_cipher(data_key: bytes, salt: bytes, context: Context) -> AESGCM:
    """The cipher of the body's chunks, under a key of this salt and context alone."""
    return AESGCM(HKDF(SHA256(), 32, salt=salt, info=context.info + BODY_LABEL).derive(data_key))

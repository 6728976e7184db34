"""Sealing from one file to another, 64 KiB at a time: the memory used does not grow with the file."""

import os
from collections.abc import Sequence
from typing import BinaryIO

from candour.seal.keys import Context, PublicKey
from candour.seal.layout import CHUNK, DATA_KEY, SALT, body_cipher, chunks, header_for


def seal_stream(
    source: BinaryIO, target: BinaryIO, recipients: Sequence[PublicKey], context: Context
) -> None:
    """Write to `target`, in format 1, what `source` holds from its position to its end.

    Raises ValueError for no recipient, more than MOST_RECIPIENTS, or the same recipient twice; nothing has
    been written then.
    """
    data_key, salt = os.urandom(DATA_KEY), os.urandom(SALT)
    target.write(header_for(data_key, recipients, context))
    target.write(salt)
    cipher = body_cipher(data_key, salt, context)
    for nonce, chunk in chunks(source, CHUNK):
        target.write(cipher.encrypt(nonce, chunk, None))

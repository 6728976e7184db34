"""Sealing from one file to another, 64 KiB at a time, so that a large file needs little memory."""

import os
from collections.abc import Sequence
from typing import BinaryIO

from candour.seal.keys import Context, PublicKey
from candour.seal.layout import CHUNK, DATA_KEY, SALT, body_cipher, chunks, header_for


def seal_stream(
    source: BinaryIO, target: BinaryIO, recipients: Sequence[PublicKey], context: Context
) -> None:
    """Write to `target`, in format 1, what `source` holds from here to its end. Memory stays flat.

    ValueError for no recipient, over 200, or the same one twice; nothing has been written then.
    """
    data_key, salt = os.urandom(DATA_KEY), os.urandom(SALT)
    target.write(header_for(data_key, recipients, context))
    target.write(salt)
    cipher = body_cipher(data_key, salt, context)
    for nonce, chunk in chunks(source, CHUNK):
        target.write(cipher.encrypt(nonce, chunk, None))

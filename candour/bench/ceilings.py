"""This machine's upper limits, so that rates can be compared between machines."""

import os
import secrets
import time
from pathlib import Path

from candour.mailbox.models import Mailbox
from candour.seal.keys import Context, PublicKey
from candour.seal.receipt import content_fingerprint, mailbox_key, mailbox_number, mint
from candour.seal.sealing import seal_fields


def seals_a_second(key: PublicKey, form: dict[str, str], *, seconds: float = 2.0) -> float:
    """How many times a second one core does the cryptography of one report: words, mailbox, mark, seal."""
    done, end = 0, time.perf_counter() + seconds
    row = Mailbox().pk
    while time.perf_counter() < end:
        receipt = mint()
        mailbox_number(receipt)
        _ = mailbox_key(receipt).public.raw
        content_fingerprint(receipt, b"the content of one form")
        seal_fields(form, [key], Context("account", row))
        done += 1
    return done / seconds


def fsyncs_a_second(folder: Path, *, seconds: float = 1.0) -> float:
    """How often 4 KiB can be appended and forced to this folder's disk."""
    file = folder / f"fsync-{secrets.token_hex(4)}"
    page, done = secrets.token_bytes(4096), 0
    handle = os.open(file, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    try:
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            os.write(handle, page)
            os.fsync(handle)
            done += 1
    finally:
        os.close(handle)
        file.unlink()
    return done / seconds

"""Fetches mail from our server. The one file that knows IMAP."""

import datetime as dt
import re
import ssl
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from imaplib import IMAP4
from typing import NamedTuple, Protocol

from django.utils import timezone
from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError

from candour.store.clock import current_day

from .reading import fingerprint
from .servers import Server, imap_server

FOLDER = "Candour-received"
TIMEOUT = 120  # seconds that the server has for each answer
MOST = 500  # mails in one run; the next takes the rest
_LOST = (IMAP4.abort, OSError)
_WHEN = re.compile(rb'INTERNALDATE "([^"]+)"')


class Receive(Protocol):
    """Keeps one mail: its bytes, and the day on which the server took it, where that is known."""

    def __call__(self, raw: bytes, *, on: dt.date | None) -> object: ...


class Copies(NamedTuple):
    """The hashes of mails of which the server's copies are to be deleted, and what notes that it is done."""

    to_delete: Callable[[], set[str]]
    are_deleted: Callable[[Iterable[str]], None]


@dataclass
class Fetched:
    """How many mails a run took in and how many copies it deleted; `failed` says what went wrong."""

    received: int = 0
    deleted: int = 0
    failed: list[str] = field(default_factory=list)


def fetch_mail(receive: Receive, copies: Copies) -> Fetched:
    """Hand everything in the mailbox to `receive`, one by one, each moved away once it is kept.

    What fails stays there. Mails of which a hash is in `copies` are deleted instead.

    Without a server set, nothing. ValidationError for settings that are unsafe.
    """
    fetched = Fetched()
    server = imap_server()
    if server is None:
        return fetched
    try:
        with _opened(server) as box:
            _fetch(box, server.folder, fetched, receive, copies)
    except (ImapToolsError, IMAP4.error, OSError) as why:
        fetched.failed.append(f"Our mail server did not answer as it should ({type(why).__name__}).")
    return fetched


@contextmanager
def _opened(server: Server) -> Iterator[BaseMailBox]:
    """The mailbox, signed in; the connection is closed at the end, also where the password was wrong."""
    box = _connection(server)
    try:
        yield box.login(server.user, server.password, server.folder)
    finally:
        for goodbye in (box.logout, box.client.shutdown):
            with suppress(ImapToolsError, IMAP4.error, OSError):
                goodbye()


def _connection(server: Server) -> BaseMailBox:
    # The library's own default would take any certificate.
    checked = ssl.create_default_context()
    if server.is_wrapped:
        return MailBox(server.host, server.port, timeout=TIMEOUT, ssl_context=checked)
    if server.starts_tls:
        return MailBoxStartTls(server.host, server.port, timeout=TIMEOUT, ssl_context=checked)
    return MailBoxUnencrypted(server.host, server.port, timeout=TIMEOUT)


def _fetch(box: BaseMailBox, folder: str, fetched: Fetched, receive: Receive, copies: Copies) -> None:
    moves = _has_folder(box)
    gone = copies.to_delete()
    # Where mails are moved away, whatever is left here is new, even if somebody has looked at it.
    for uid in box.uids("ALL" if moves else "UNSEEN")[:MOST]:
        try:
            _take(box, uid, receive, moves=moves, gone=gone)
        except _LOST:
            raise
        except Exception as why:  # One mail must not hold up the others; nothing of what it says is told.
            fetched.failed.append(
                f"One mail was not taken in and stays in the mailbox ({type(why).__name__})."
            )
        else:
            fetched.received += 1
    if gone:
        fetched.deleted = _delete_copies(box, [folder, FOLDER] if moves else [folder], gone)
        copies.are_deleted(gone)


def _has_folder(box: BaseMailBox) -> bool:
    if box.folder.exists(FOLDER):
        return True
    try:
        box.folder.create(FOLDER)
    except (ImapToolsError, IMAP4.error):
        return False
    return True


def _take(box: BaseMailBox, uid: str, receive: Receive, *, moves: bool, gone: set[str]) -> None:
    """Hand one mail to `receive`, then move it away from the others on the server."""
    raw, on = _whole(box, uid)
    if fingerprint(raw) not in gone:
        receive(raw, on=on)
    if moves:
        box.move(uid, FOLDER)
    else:
        box.flag(uid, r"\Seen", True)


def _whole(box: BaseMailBox, uid: str) -> tuple[bytes, dt.date | None]:
    """A mail's bytes as the server has them, unmarked, and the UK day on which it took them."""
    raw, details = _fetched(box, uid, "(INTERNALDATE BODY.PEEK[])")
    date = _WHEN.search(details)
    if date is None:
        return raw, None
    at = dt.datetime.strptime(date[1].decode("ascii").strip(), "%d-%b-%Y %H:%M:%S %z")
    day = at.astimezone(timezone.get_default_timezone()).date()
    return raw, min(day, current_day())


def _fetched(box: BaseMailBox, uid: str, parts: str) -> tuple[bytes, bytes]:
    """The bytes that the server gives for these parts of a mail, and the details that it sends with them.

    LookupError where it lists the mail and does not give it.
    """
    status, answer = box.client.uid("FETCH", uid, parts)
    pairs = [item for item in answer if isinstance(item, tuple)]
    if status != "OK" or not pairs:
        raise LookupError("the server names a mail that it does not give")
    details = b" ".join(bytes(item[0]) if isinstance(item, tuple) else item or b"" for item in answer)
    return bytes(pairs[0][1]), details


def _delete_copies(box: BaseMailBox, folders: list[str], gone: set[str]) -> int:
    """Delete the server's copies of what was deleted here; gives how many there were."""
    count = 0
    for folder in folders:
        box.folder.set(folder)
        for uid in box.uids("ALL"):
            if fingerprint(_fetched(box, uid, "(BODY.PEEK[HEADER])")[0]) in gone:
                box.delete(uid)
                count += 1
    return count

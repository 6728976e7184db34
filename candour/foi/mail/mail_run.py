"""One run of the mail command: fetch, then send. Two never run at once."""

import fcntl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from django.conf import settings
from django.core.exceptions import ValidationError

from candour.foi.requests.forgetting import forgotten, is_gone
from candour.foi.worklist.taking_in import not_understood, take_in_heard
from candour.post.fetching import Copies, fetch_mail
from candour.post.servers import what_is_missing
from candour.store.narrowed import FOI, acting_as

from .confirming import queue_confirmations
from .rate_limit import AddressChecks, limit_today
from .receiving import receive
from .sending import send_waiting, waiting


def run_post(write: Callable[[str], object], *, others: Sequence[AddressChecks] = ()) -> None:
    """Fetch and send what there is, and say how much. It can be called every minute.

    What askers said with their codes is taken in before. `others` ask addresses under the same limit.

    ValidationError, in words, for everything that needs a person; the rest is done all the same.
    """
    with _alone() as mine, acting_as(FOI):
        if not mine:
            write("Another run is still at it.")
            return
        take_in_heard()
        limit = limit_today(others)
        checked = queue_confirmations(limit) + sum(other.queue(limit) for other in others)
        troubles = _fetched(write) + _sent(write) + _strange()
        if checked:
            write(f"Addresses that we asked about: {checked}.")
        if missing := what_is_missing():
            write(f"E-mail is not set up: {', '.join(missing)}. Mails that wait: {waiting()}.")
    if troubles:
        raise ValidationError(troubles)


def _strange() -> list[str]:
    count = not_understood()
    return [f"Of what askers said with their codes, {count} could not be taken in. See foi_heard."] * bool(
        count
    )


def _fetched(write: Callable[[str], object]) -> list[str]:
    try:
        fetched = fetch_mail(receive, Copies(forgotten, is_gone))
    except ValidationError as unsafe:
        return unsafe.messages
    deleted = f", copies deleted: {fetched.deleted}" if fetched.deleted else ""
    write(f"Fetched: {fetched.received}{deleted}.")
    return fetched.failed


def _sent(write: Callable[[str], object]) -> list[str]:
    try:
        done = send_waiting()
    except ValidationError as unsafe:
        return unsafe.messages
    write(f"Sent: {done.sent}. To try again: {done.failed}. Refused: {done.refused}.")
    return ["A mail was refused. It is on the desk's page for mail."] if done.refused else []


@contextmanager
def _alone() -> Iterator[bool]:
    """Take the machine's lock for mail runs; True if it was free. It ends with the process in any case."""
    settings.DATA.mkdir(parents=True, exist_ok=True)
    with (settings.DATA / "post.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True

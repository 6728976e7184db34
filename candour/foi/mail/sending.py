"""Mails that wait are sent: each goes once, and is tried again if it fails."""

import datetime as dt
from dataclasses import dataclass

from django.core.validators import validate_email
from django.db.models import F
from django.utils import timezone

from candour.foi.models import Attachment, Outgoing
from candour.foi.requests.outgoing import NO_DOMAIN
from candour.post.addresses import bounce_address, our_address, our_domain, reply_address
from candour.post.delivering import (
    MailToSend,
    RefusedByServer,
    SmtpConnection,
    TryLater,
    handing_in,
)
from candour.post.servers import smtp_server
from candour.post.threading import thread_ids
from candour.store.clock import current_day

# A run that stops half way leaves its claim; after this long the next run may try.
CLAIM = dt.timedelta(minutes=15)
BACK_OFF = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720))


@dataclass(frozen=True)
class SendingRun:
    """How many mails a run sent, how many it could not, and how many it left for a person."""

    sent: int = 0
    failed: int = 0
    refused: int = 0


def waiting() -> int:
    """How many mails wait to be sent."""
    return Outgoing.objects.filter(sent_at=None, try_at__isnull=False).count()


def to_send() -> list[Outgoing]:
    """The mails that wait, the oldest first, but for those that hang on no request.

    Who gets those is not shown: somebody whose own words were deleted, or the writer of a note.
    """
    waits = Outgoing.objects.filter(sent_at=None, try_at__isnull=False, request__isnull=False)
    return list(waits.select_related("request", "letter").defer("letter__pdf").order_by("queued_at"))


def send_waiting() -> SendingRun:
    """Send the mails that are due, the oldest first. Without a mail server in the settings, nothing is sent.

    Never sends one twice where two runs overlap: each mail is claimed before. ValidationError for settings
    that are unsafe.
    """
    server = smtp_server()
    due = list(Outgoing.objects.filter(sent_at=None, try_at__lte=timezone.now()).order_by("queued_at"))
    if server is None or not due:
        return SendingRun()
    our_address()
    counts = {"sent": 0, "failed": 0, "refused": 0}
    with handing_in(server) as connection:
        for outgoing in due:
            how = _send(outgoing, connection)
            if how:
                counts[how] += 1
            if connection.is_lost:
                break
    return SendingRun(**counts)


def _send(outgoing: Outgoing, connection: SmtpConnection) -> str:
    """Hand in one mail. Returns "sent", "failed" or "refused"; empty where another run has claimed it."""
    if not _claim(outgoing):
        return ""
    try:
        connection.hand_in(_mail_of(outgoing), _addressed(outgoing), _files(outgoing))
    except RefusedByServer as why:
        _give_up(outgoing, str(why))
        return "refused"
    except TryLater as why:
        _later(outgoing, str(why))
        return "failed"
    _note_sent(outgoing)
    return "sent"


def _mail_of(outgoing: Outgoing) -> MailToSend:
    return MailToSend(outgoing.to, outgoing.subject, outgoing.body)


def _claim(outgoing: Outgoing) -> bool:
    mine = Outgoing.objects.filter(pk=outgoing.pk, sent_at=None, try_at=outgoing.try_at)
    return mine.update(try_at=timezone.now() + CLAIM, tries=F("tries") + 1) == 1


def _addressed(outgoing: Outgoing) -> dict[str, str]:
    """The headers beside those that the mail itself gives. Nothing of them was typed by an asker."""
    headers = {
        "From": our_address(),
        "Message-ID": outgoing.message_id.replace(NO_DOMAIN, our_domain()),
        "Return": bounce_address(outgoing.pk),
    }
    if outgoing.message_id != headers["Message-ID"]:
        Outgoing.objects.filter(pk=outgoing.pk).update(message_id=headers["Message-ID"])
    if outgoing.request is not None:
        headers["Reply-To"] = outgoing.reply_to or reply_address(outgoing.request.pk)
        Outgoing.objects.filter(pk=outgoing.pk).update(reply_to=headers["Reply-To"])
        if before := _earlier_ids(outgoing):
            headers |= {"In-Reply-To": before[-1], "References": " ".join(before)}
    if outgoing.is_automatic:
        headers |= {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}
    return headers


def _earlier_ids(outgoing: Outgoing) -> list[str]:
    """The Message-IDs of the thread before a mail of ours, the last one that it answers at the end.

    That is the asker's last mail where one came; else our own last letter.
    """
    if outgoing.request is None:
        return []
    from_asker = outgoing.request.messages.filter(direction="in", kind="message").order_by("place")
    ours = outgoing.request.outgoing.filter(sent_at__isnull=False).exclude(pk=outgoing.pk).order_by("sent_at")
    return thread_ids(
        number for mails in (ours, from_asker) for number in mails.values_list("message_id", flat=True)
    )


def _files(outgoing: Outgoing) -> list[tuple[str, bytes, str]]:
    """Name, bytes and type of everything that goes with a mail."""
    contents: list[tuple[str, bytes, str]] = []
    letter = outgoing.letter
    if letter is not None and letter.pdf:
        slug = letter.request.slug or "letter"
        contents.append((f"{slug}-{letter.kind}.pdf", bytes(letter.pdf), "application/pdf"))
    by_number = {str(file.pk): file for file in Attachment.objects.filter(pk__in=outgoing.files)}
    files = [by_number[number] for number in outgoing.files if number in by_number]
    return contents + [(file.name, bytes(file.content), file.media_type) for file in files]


def _note_sent(outgoing: Outgoing) -> None:
    # Where there is no request, it went to somebody whose own message was deleted: nothing is kept of them.
    if outgoing.request is None:
        Outgoing.objects.filter(pk=outgoing.pk).delete()
    else:
        Outgoing.objects.filter(pk=outgoing.pk).update(sent_at=timezone.now(), try_at=None, trouble="")


def _later(outgoing: Outgoing, why: str) -> None:
    wait = BACK_OFF[min(outgoing.tries, len(BACK_OFF) - 1)]
    Outgoing.objects.filter(pk=outgoing.pk).update(trouble=why[:300], try_at=timezone.now() + wait)


def _give_up(outgoing: Outgoing, why: str) -> None:
    if outgoing.request is None:
        Outgoing.objects.filter(pk=outgoing.pk).delete()
        return
    Outgoing.objects.filter(pk=outgoing.pk).update(trouble=why[:300], try_at=None, bounced_on=current_day())


def send_again(outgoing: Outgoing, *, to: str) -> None:
    """Let a mail that came back or was refused wait again, to this address. ValidationError if it is none."""
    validate_email(to)
    Outgoing.objects.filter(pk=outgoing.pk).update(
        to=to, sent_at=None, bounced_on=None, trouble="", tries=0, try_at=timezone.now()
    )

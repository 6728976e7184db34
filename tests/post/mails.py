"""Crafted mails, with invented writers."""

import datetime as dt
from email.message import EmailMessage
from email.policy import SMTP

from candour.foi.models import InformationRequest, Outgoing
from candour.post.addresses import reply_address

OURS = "foi@line.example"
TESTA = "Testa Asker <testa.asker@example.org>"


def mail(
    text: str = "How many contacts came in June 2026?",
    *,
    writer: str = TESTA,
    to: str = OURS,
    subject: str = "A question",
    number: str = "<one@example.org>",
    **headers: str,
) -> EmailMessage:
    """One mail as a person's program makes it; `headers` with `_` for `-`."""
    made = EmailMessage(policy=SMTP)
    made["From"], made["To"], made["Subject"], made["Message-ID"] = writer, to, subject, number
    made["Date"] = dt.datetime(2026, 7, 8, 10, tzinfo=dt.UTC)
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made


def reply(request: InformationRequest, text: str = "All forces.", **more: str) -> EmailMessage:
    """The asker's answer to a letter about this request."""
    return mail(text, to=reply_address(request.pk), **({"subject": "Re: your letter"} | more))


def bounce(outgoing: Outgoing, *, to: str = OURS, action: str = "failed") -> bytes:
    """What a server sends when it cannot deliver that mail of ours (RFC 3464)."""
    return "\r\n".join([
        "Return-Path: <>",
        "From: Mail Delivery System <MAILER-DAEMON@mx.example>",
        f"To: {to}",
        "Subject: Undelivered Mail Returned to Sender",
        "Message-ID: <bounce@mx.example>",
        "Date: Thu, 9 Jul 2026 10:00:00 +0000",
        "MIME-Version: 1.0",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
        "",
        "--b",
        "Content-Type: text/plain",
        "",
        "It could not be delivered.",
        "--b",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; mx.example",
        "",
        "Final-Recipient: rfc822; testa.asker@example.org",
        f"Action: {action}",
        "Status: 5.1.1",
        "Diagnostic-Code: smtp; 550 5.1.1 no such mailbox",
        "",
        "--b",
        "Content-Type: text/rfc822-headers",
        "",
        f"Message-ID: {outgoing.message_id}",
        "Subject: Our answer",
        "",
        "--b--",
        "",
    ]).encode()  # fmt: skip

"""Hands mails in at our server. The one file that knows how a mail is built and sent."""

import smtplib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import NamedTuple

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from .servers import Server

TIMEOUT = 60  # seconds that the server has for each answer
PERMANENT = 500  # RFC 5321, 4.2.1: codes from 500 will not be otherwise another time


class MailToSend(NamedTuple):
    """What one mail says, and to whom."""

    to: str
    subject: str
    body: str


class TryLater(Exception):
    """The server did not take it, and may another time; says why."""


class RefusedByServer(Exception):
    """The server will not take it, now or later; says why."""


class SmtpConnection:
    """A connection to the server. `is_lost` once it does not answer: the rest waits for another run."""

    def __init__(self, server: Server) -> None:
        self.is_lost = False
        self._backend = EmailBackend(
            host=server.host,
            port=server.port,
            username=server.user,
            password=server.password,
            use_tls=server.starts_tls,
            use_ssl=server.is_wrapped,
            timeout=TIMEOUT,
        )

    def hand_in(
        self, mail: MailToSend, headers: dict[str, str], files: Sequence[tuple[str, bytes, str]]
    ) -> None:
        """Give one mail to the server; `headers["Return"]` is where it comes back to.

        TryLater or RefusedByServer where the server does not take it.
        """
        try:
            self._backend.open()
            self._backend.send_messages([_built(mail, headers, files)])
        except smtplib.SMTPRecipientsRefused as why:
            raise _by_code(*next(iter(why.recipients.values()))) from why
        except smtplib.SMTPDataError as why:
            raise _by_code(why.smtp_code, why.smtp_error) from why
        except (smtplib.SMTPException, OSError) as why:
            self.is_lost = True
            raise TryLater(f"Our mail server did not take it ({type(why).__name__}).") from why
        except ValueError as why:  # a header with a line break in it, which could carry another header
            raise RefusedByServer("Its subject or an address cannot stand in a mail.") from why

    def close(self) -> None:
        """Say goodbye, whatever the server makes of it."""
        with suppress(smtplib.SMTPException, OSError):
            self._backend.close()


@contextmanager
def handing_in(server: Server) -> Iterator[SmtpConnection]:
    """A connection to the server, opened with the first mail and closed at the end."""
    connection = SmtpConnection(server)
    try:
        yield connection
    finally:
        connection.close()


def _by_code(code: int, reply: bytes | str) -> TryLater | RefusedByServer:
    words = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    reply_line = f"{code} {' '.join(words.split())}"[:250]
    if code >= PERMANENT:
        return RefusedByServer(f"It was refused: {reply_line}")
    return TryLater(f"It was not taken yet: {reply_line}")


def _built(
    mail: MailToSend, headers: dict[str, str], files: Sequence[tuple[str, bytes, str]]
) -> EmailMessage:
    further_headers = {name: value for name, value in headers.items() if name not in ("Return", "Reply-To")}
    message = EmailMessage(
        subject=mail.subject,
        body=mail.body,
        from_email=headers["Return"],
        to=[mail.to],
        reply_to=[headers["Reply-To"]] if "Reply-To" in headers else None,
        headers=further_headers,
    )
    for name, content, media_type in files:
        message.attach(name, content, media_type)
    return message

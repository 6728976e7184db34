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


class NotNow(Exception):
    """The server did not take it, and may another time; says why."""


class Refused(Exception):
    """The server will not take it, now or later; says why."""


class Post:
    """An open way to the server. `is_lost` once it does not answer: the rest waits for another run."""

    def __init__(self, server: Server) -> None:
        self.is_lost = False
        self._way = EmailBackend(
            host=server.host, port=server.port, username=server.user, password=server.password,
            use_tls=server.starts_tls, use_ssl=server.is_wrapped, timeout=TIMEOUT,
        )  # fmt: skip

    def hand_in(
        self, mail: MailToSend, headers: dict[str, str], files: Sequence[tuple[str, bytes, str]]
    ) -> None:
        """Give one mail to the server; `headers["Return"]` is where it comes back to. NotNow or Refused."""
        try:
            self._way.open()
            self._way.send_messages([_built(mail, headers, files)])
        except smtplib.SMTPRecipientsRefused as why:
            raise _by_code(*next(iter(why.recipients.values()))) from why
        except smtplib.SMTPDataError as why:
            raise _by_code(why.smtp_code, why.smtp_error) from why
        except (smtplib.SMTPException, OSError) as why:
            self.is_lost = True
            raise NotNow(f"Our mail server did not take it ({type(why).__name__}).") from why
        except ValueError as why:  # a header with a line break in it, which could carry another header
            raise Refused("Its subject or an address cannot stand in a mail.") from why

    def close(self) -> None:
        """Say goodbye, whatever the server makes of it."""
        with suppress(smtplib.SMTPException, OSError):
            self._way.close()


@contextmanager
def handing_in(server: Server) -> Iterator[Post]:
    """A way to the server that is opened with the first mail and closed at the end."""
    office = Post(server)
    try:
        yield office
    finally:
        office.close()


def _by_code(code: int, said: bytes | str) -> NotNow | Refused:
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    told = f"{code} {' '.join(words.split())}"[:250]
    if code >= PERMANENT:
        return Refused(f"It was refused: {told}")
    return NotNow(f"It was not taken yet: {told}")


def _built(
    mail: MailToSend, headers: dict[str, str], files: Sequence[tuple[str, bytes, str]]
) -> EmailMessage:
    told = {name: value for name, value in headers.items() if name not in ("Return", "Reply-To")}
    message = EmailMessage(
        subject=mail.subject, body=mail.body, from_email=headers["Return"], to=[mail.to],
        reply_to=[headers["Reply-To"]] if "Reply-To" in headers else None, headers=told,
    )  # fmt: skip
    for name, content, media_type in files:
        message.attach(name, content, media_type)
    return message

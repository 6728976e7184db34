"""A mail server that keeps what it is given, without a network."""

from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from django.core.mail.backends import smtp

from .mails import OURS


class Server:
    """Stands in for smtplib's connection: keeps what it is given, or refuses."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, list[str], EmailMessage]] = []
        self.refuses: Exception | None = None

    def connection(self, *_: Any, **__: Any) -> "Server":
        return self

    def sendmail(self, sender: str, to: list[str], raw: bytes) -> None:
        if self.refuses:
            raise self.refuses
        self.taken.append((sender, to, message_from_bytes(raw, policy=default)))

    def quit(self) -> None:
        pass


@pytest.fixture
def server(settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    settings.FOI_ADDRESS, settings.SMTP = OURS, "smtp://127.0.0.1:2525"
    settings.PUBLIC_ORIGIN = "https://line.example"
    stand_in = Server()
    monkeypatch.setattr(smtp.EmailBackend, "connection_class", property(lambda self: stand_in.connection))
    yield stand_in

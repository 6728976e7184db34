"""Real mail servers on loopback: Debian's dovecot for IMAP, aiosmtpd for SMTP, and post between them."""

import contextlib
import grp
import imaplib
import os
import pwd
import shutil
import smtplib
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from io import StringIO
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.core.management import call_command

from .mails import OURS

DOVECOT = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
USER, PASSWORD = "desk", "only-for-tests"
TESTA = "testa.asker@example.org"
CONFIG = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
ssl = no
disable_plaintext_auth = no
default_internal_user = {inner}
default_internal_group = {inner_group}
default_login_user = {login}
first_valid_uid = 1
mail_location = maildir:{folder}/home/Maildir
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
"""


def free_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Mailbox:
    """The desk's mailbox, as its server keeps it."""

    port: int

    @contextlib.contextmanager
    def _open(self) -> Iterator[imaplib.IMAP4]:
        box = imaplib.IMAP4("127.0.0.1", self.port, timeout=20)
        try:
            box.login(USER, PASSWORD)
            yield box
        finally:
            box.logout()

    def deliver(self, raw: bytes) -> None:
        """Put a mail into the inbox."""
        with self._open() as box:
            said, _ = box.append("INBOX", "", imaplib.Time2Internaldate(time.time()), raw)
        assert said == "OK"

    def count(self, folder: str) -> int:
        """How many mails lie in a folder; none where there is no such folder."""
        with self._open() as box:
            said, told = box.select(folder, readonly=True)
        return int(told[0] or 0) if said == "OK" else 0

    def empty(self) -> None:
        """Delete every mail."""
        with self._open() as box:
            for folder in ("INBOX", "Candour-received"):
                said, told = box.select(folder)
                if said == "OK" and int(told[0] or 0):
                    box.store("1:*", "+FLAGS", r"\Deleted")
                    box.expunge()


@contextlib.contextmanager
def dovecot() -> Iterator[Mailbox]:
    """An IMAP server of our own, ended with the block."""
    assert DOVECOT
    folder = Path(tempfile.mkdtemp(prefix="candour-dovecot-"))
    server = None
    try:
        server, port = _start(DOVECOT, folder)
        yield Mailbox(port)
    finally:
        if server is not None:
            server.terminate()
            server.wait(timeout=20)
        shutil.rmtree(folder, ignore_errors=True)


def _start(program: str, folder: Path) -> tuple[subprocess.Popen[bytes], int]:
    is_root = os.getuid() == 0
    me = pwd.getpwuid(os.getuid()).pw_name
    # Dovecot serves no mailbox that belongs to root.
    owner = pwd.getpwnam("nobody") if is_root else pwd.getpwuid(os.getuid())
    (folder / "home").mkdir()
    if is_root:
        folder.chmod(0o755)
        os.chown(folder / "home", owner.pw_uid, owner.pw_gid)
    port = free_port()
    config = folder / "dovecot.conf"
    config.write_text(
        CONFIG.format(
            folder=folder,
            port=port,
            password=PASSWORD,
            uid=owner.pw_uid,
            gid=owner.pw_gid,
            inner="dovecot" if is_root else me,
            login="dovenull" if is_root else me,
            inner_group="dovecot" if is_root else grp.getgrgid(os.getgid()).gr_name,
        )  # fmt: skip
    )
    server = subprocess.Popen([program, "-F", "-c", str(config)], stderr=subprocess.DEVNULL)
    until = time.monotonic() + 20
    while time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return server, port
        time.sleep(0.1)
    server.terminate()
    raise AssertionError(f"Dovecot does not answer: {(folder / 'log').read_text()}")


@dataclass
class Outside:
    """The rest of the world: it delivers to the desk's mailbox, and keeps what is for others."""

    box: Mailbox
    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Refuse one address while the sender waits."""
        if address.startswith("refused@"):
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Deliver one mail."""
        raw = envelope.original_content or b""
        for to in envelope.rcpt_tos:
            if to.endswith("@line.example"):
                head = f"Return-Path: <{envelope.mail_from or ''}>\r\nDelivered-To: {to}\r\n"
                self.box.deliver(head.encode() + raw)
            else:
                self.taken.append((envelope.mail_from or "", message_from_bytes(raw, policy=default)))
        return "250 OK"


@contextlib.contextmanager
def smtp(outside: Outside) -> Iterator[int]:
    """An SMTP server of our own; gives its port."""
    port = free_port()
    controller = Controller(outside, hostname="127.0.0.1", port=port, data_size_limit=100 * 2**20)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def send(port: int, raw: bytes, *, sender: str, to: str) -> None:
    """Hand in a mail as anybody on the internet would."""
    with smtplib.SMTP("127.0.0.1", port, timeout=60) as way:
        way.sendmail(sender, [to], raw)


@pytest.fixture(scope="session")
def imap() -> Iterator[Mailbox]:
    """Debian's dovecot; skipped where it is missing, unless nothing may be skipped."""
    if DOVECOT is None:
        if os.environ.get("CANDOUR_SKIP_NOTHING"):
            pytest.fail("There is no dovecot, and nothing may be skipped here.")
        pytest.skip("There is no dovecot: install Debian's dovecot-imapd.")
    with dovecot() as box:
        yield box


@dataclass
class Post:
    """Both servers, and the mail command between them."""

    box: Mailbox
    outside: Outside
    port: int

    def comes(self, raw: bytes, *, to: str = OURS, sender: str = TESTA) -> None:
        """Somebody's mail, handed in at the SMTP server."""
        send(self.port, raw, sender=sender, to=to)

    def run(self) -> str:
        """What `candour foi post` prints."""
        said = StringIO()
        call_command("foi", "post", stdout=said)
        return said.getvalue()


@pytest.fixture
def post(imap: Mailbox, settings, tmp_path: Path, db: None) -> Iterator[Post]:
    imap.empty()
    outside = Outside(imap)
    with smtp(outside) as port:
        settings.DATA = tmp_path
        settings.FOI_ADDRESS = OURS
        settings.SMTP = f"smtp://127.0.0.1:{port}"
        settings.IMAP = f"imap://{USER}:{PASSWORD}@127.0.0.1:{imap.port}/INBOX"
        yield Post(imap, outside, port)

"""Where mail is sent and fetched, from the settings: one address each, with TLS unless it is this machine."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError

# The usual ports (IANA): submission with STARTTLS, submission over TLS, IMAP and IMAP over TLS.
PORTS = {"smtp": 587, "smtps": 465, "imap": 143, "imaps": 993}


@dataclass(frozen=True, repr=False)
class Server:
    """One mail server and our account there; `folder` is where mail is fetched from."""

    host: str
    port: int
    user: str
    password: str
    is_wrapped: bool
    starts_tls: bool
    folder: str


def smtp_server() -> Server | None:
    """Where letters are handed in; None where nothing is set. ValidationError for an unsafe setting."""
    return _server("CANDOUR_SMTP", settings.SMTP, "smtp")


def imap_server() -> Server | None:
    """Where mail is fetched; None where nothing is set. ValidationError for an unsafe setting."""
    return _server("CANDOUR_IMAP", settings.IMAP, "imap")


def what_is_missing() -> list[str]:
    """The settings without which e-mail does not go both ways."""
    settings_by_name = {
        "CANDOUR_FOI_ADDRESS": settings.FOI_ADDRESS,
        "CANDOUR_SMTP": settings.SMTP,
        "CANDOUR_IMAP": settings.IMAP,
    }
    return [name for name, value in settings_by_name.items() if not value]


def _server(name: str, url: str, kind: str) -> Server | None:
    if not url:
        return None
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError as refused:
        raise ValidationError(
            f"{name} does not name a server. Write {kind}s://user:password@host."
        ) from refused
    if parts.scheme not in (kind, f"{kind}s") or not parts.hostname:
        raise ValidationError(f"{name} does not name a server. Write {kind}s://user:password@host.")
    server = _parted(parts, port, is_wrapped=parts.scheme.endswith("s"))
    if not (server.is_wrapped or server.starts_tls or is_here(server.host)):
        raise ValidationError(
            f"{name} would send the password in clear. Write {kind}s://, or add ?tls=start."
        )
    return server


def _parted(parts: SplitResult, port: int, *, is_wrapped: bool) -> Server:
    return Server(
        host=parts.hostname or "",
        port=port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        is_wrapped=is_wrapped,
        starts_tls=parse_qs(parts.query).get("tls") == ["start"],
        folder=unquote(parts.path.strip("/")) or "INBOX",
    )


def is_here(host: str) -> bool:
    """Whether a server is on this machine, so that nothing it is told crosses a network."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False

"""The installation's own secrets: `secrets.env` in the data folder, readable by its owner alone."""

import os
import secrets
from pathlib import Path

from django.conf import settings

NAMES = ("CANDOUR_SECRET_KEY", "CANDOUR_LEDGER_KEY", "CANDOUR_SECOND_FACTOR_KEY", "CANDOUR_FOI_KEY")


def _file() -> Path:
    return Path(settings.DATA) / "secrets.env"


def read() -> dict[str, str]:
    """The secrets by name; empty without a file."""
    lines = _file().read_text().splitlines() if _file().exists() else []
    return dict(line.split("=", 1) for line in lines if "=" in line)


def keep(**values: str) -> None:
    """Add these secrets to the file, with mode 0600."""
    _file().parent.mkdir(parents=True, exist_ok=True)
    text = "".join(f"{name}={value}\n" for name, value in (read() | values).items())
    handle = os.open(_file(), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text)


def make_keys() -> None:
    """Make the keys that neither the environment nor the file has, write them, and put them into settings."""
    for name in NAMES:
        setting = name.removeprefix("CANDOUR_")
        if getattr(settings, setting) in ("", "unset"):
            value = secrets.token_urlsafe(48)
            keep(**{name: value})
            setattr(settings, setting, value)


def pin(fingerprints: dict[str, str]) -> str:
    """Pin our teams' keys in settings and in the file; return the pins for the other doors' configuration."""
    line = ",".join(f"{team}:{fingerprint}" for team, fingerprint in fingerprints.items())
    keep(CANDOUR_TEAM_FINGERPRINTS=line)
    settings.TEAM_FINGERPRINTS = fingerprints
    return line

"""What an installation finds around it: its folder, its secrets and its database's address."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured


def default_folder(base: Path) -> Path:
    """`var` in a checkout; where the product was installed as a package, this user's folder for data.

    The XDG Base Directory Specification names the latter, so that nothing is kept inside the package.
    """
    if (base / "pyproject.toml").exists():
        return base / "var"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "candour"


def read_secrets(file: Path) -> dict[str, str]:
    """The secrets in the file, by name; none without a file. ImproperlyConfigured if it cannot be read."""
    try:
        lines = file.read_text().splitlines() if file.exists() else []
    except (OSError, UnicodeDecodeError) as fault:
        raise ImproperlyConfigured(
            f"{file} cannot be read as text. Look at its rights, or bring it back from its backup."
        ) from fault
    return dict(line.split("=", 1) for line in lines if "=" in line)


def read_database(url: str) -> dict[str, Any]:
    """The database that the address names. ImproperlyConfigured, without quoting it: it holds a password."""
    try:
        database = dict(dj_database_url.parse(url))
    except ValueError:
        database = {}
    if not str(database.get("ENGINE")).endswith(("sqlite3", "postgresql")):
        raise ImproperlyConfigured(
            "DATABASE_URL is of no kind that we know. Write postgresql://role:password@host/name."
        )
    return database

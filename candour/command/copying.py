"""A copy of the SQLite database before its tables are changed, and the rights of its files."""

import datetime as dt
import sqlite3
import stat
from pathlib import Path

from django.db import connection


def database_file() -> Path | None:
    """The SQLite database's file; None for another database, one in memory, or one that is not there yet."""
    if connection.vendor != "sqlite":
        return None
    file = Path(str(connection.settings_dict["NAME"]))
    return file if file.is_file() else None


def copy_beside(file: Path) -> Path:
    """Copy the database as it stands, with what its journal holds; returns the copy's path (mode 0600)."""
    day = f"{dt.date.today():%Y-%m-%d}"
    names = (f"{file.name}.before-{day}{suffix}" for suffix in ("", *(f"-{n}" for n in range(2, 1000))))
    copy = next(path for path in (file.with_name(name) for name in names) if not path.exists())
    copy.touch(mode=0o600)
    source, target = sqlite3.connect(file), sqlite3.connect(copy)
    try:
        source.backup(target)
    finally:
        source.close()
        target.close()
    return copy


def close_to_others(file: Path) -> None:
    """Take the rights of group and others from the database and its journals: mode 0600."""
    for suffix in ("", "-wal", "-shm"):
        path = file.with_name(file.name + suffix)
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            path.chmod(0o600)

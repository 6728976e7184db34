"""In the fast lane on SQLite, a migrated database is copied where the same migrations were run before.

`./test` runs them each time. The copy stands in `.test_cache`, under a hash of all that they are made of.
"""

import hashlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.db.backends.sqlite3.creation import DatabaseCreation
from hypothesis import settings

from .rehearsal import CACHE, ROOT

# What the migrations import, besides what stands in their folders: see a test in tests/house.
IMPORTED = ("store", "forces", "foi/clock", "publication/searching")


def sources() -> list[Path]:
    """The files that say what a migrated database is."""
    product = ROOT / "candour"
    files = {ROOT / "requirements.lock", product / "settings.py", *product.rglob("*.csv")}
    for folder in ("*/migrations", *IMPORTED):
        files |= {file for match in product.glob(folder) for file in match.rglob("*.py")}
    return sorted(files)


def _copy_of_migrated() -> Path:
    digest = hashlib.sha256()
    for file in sources():
        content = file.read_bytes()
        digest.update(f"{file.relative_to(ROOT)}\0{len(content)}\0".encode() + content)
    return CACHE / f"migrated-{digest.hexdigest()[:16]}.sqlite3"


class CopiedDatabase(DatabaseCreation):
    """Makes the test database: from the copy if there is one, else by the migrations."""

    def create_test_db(self, *arguments: Any, **options: Any) -> str:
        """Make the database, and the copy if it is missing. Returns the database's name."""
        copy = _copy_of_migrated()
        if not copy.exists():
            name = super().create_test_db(*arguments, **options)
            CACHE.mkdir(exist_ok=True)
            unfinished = copy.with_suffix(f".{os.getpid()}")
            with closing(sqlite3.connect(unfinished)) as file:
                self.connection.connection.backup(file)
            unfinished.rename(copy)
            return name
        name = self._get_test_db_name()
        self.connection.close()
        django_settings.DATABASES[self.connection.alias]["NAME"] = name
        self.connection.settings_dict["NAME"] = name
        self.connection.ensure_connection()
        with closing(sqlite3.connect(copy)) as file:
            file.backup(self.connection.connection)
        self.connection._test_serialized_contents = self.serialize_db_to_string()
        return name


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """pytest-django asks for this before it makes the database."""
    if connection.vendor == "sqlite" and settings.get_current_profile_name() == "fast":
        connection.creation = CopiedDatabase(connection)

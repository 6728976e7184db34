"""Sessions that say in their number which door they were made at; a door knows its own only.

The desk and the forces share one table. By the number's beginning, PostgreSQL's row security keeps
the force door's role to its own rows (candour/command/policies.py).
"""

from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as TableOfSessions


class SessionStore(TableOfSessions):
    """Django's sessions in the database, with numbers such as "desk-…" and "force-…"."""

    def _get_new_session_key(self) -> str:
        return f"{settings.DOOR}-{super()._get_new_session_key()}"  # type: ignore[misc]

    def _validate_session_key(self, key: Any) -> bool:
        """Another door's number is none, so a row that was planted there leads nowhere here."""
        known = super()._validate_session_key(key)  # type: ignore[misc]
        return bool(known) and key.startswith(f"{settings.DOOR}-")

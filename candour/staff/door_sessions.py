"""Sessions whose key begins with the door they were created at ("desk-…", "force-…").

Both doors share one table. PostgreSQL's row security uses the prefix to keep the force door's role to its
own rows (candour/command/policies.py).
"""

from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as TableOfSessions


class SessionStore(TableOfSessions):
    """Django's database sessions with the door as prefix of the session key."""

    def _get_new_session_key(self) -> str:
        return f"{settings.DOOR}-{super()._get_new_session_key()}"  # type: ignore[misc]

    def _validate_session_key(self, key: Any) -> bool:
        """Reject a session key of the other door: a row planted there cannot be used here."""
        is_well_formed = super()._validate_session_key(key)  # type: ignore[misc]
        return bool(is_well_formed) and key.startswith(f"{settings.DOOR}-")

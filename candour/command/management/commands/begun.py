"""`candour begun`: say what this database is: "rehearsal", "real", or nothing yet."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from candour.ledger.actions import is_begun, is_rehearsal


class Command(BaseCommand):
    """Prints "rehearsal", "real" or "no"."""

    help = 'Print "rehearsal", "real" or "no".'
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the word; a database without tables counts as "no"."""
        try:
            begun = is_begun()
        except DatabaseError:  # no tables yet
            begun = False
        self.stdout.write(("rehearsal" if is_rehearsal() else "real") if begun else "no")

"""`candour begun`: say what this database is: "rehearsal", "real", or nothing yet."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from candour.command.begun import has_begun
from candour.command.faults import of_database
from candour.ledger.actions import is_rehearsal

# So that a script can tell "no" from "we could not look".
UNREACHABLE = 3


class Command(BaseCommand):
    """Prints "rehearsal", "real" or "no"."""

    help = 'Print "rehearsal", "real" or "no". Ends with 3 where the database cannot be reached.'
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the word. CommandError with code 3 if the database cannot be reached."""
        try:
            begun = has_begun()
        except DatabaseError as fault:
            raise CommandError(of_database(fault), returncode=UNREACHABLE) from fault
        self.stdout.write(("rehearsal" if is_rehearsal() else "real") if begun else "no")

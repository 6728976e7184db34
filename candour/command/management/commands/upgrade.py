"""`candour upgrade`: bring an older SQLite database up to this version, after a copy."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from candour.command.copying import close_to_others, copy_beside, database_file


def _waiting() -> int:
    """How many migrations have not been run here."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


class Command(BaseCommand):
    """Copies the database beside itself and migrates it, where migrations wait; else changes nothing."""

    help = "Bring an older SQLite folder up to this version: first a copy beside it, then the tables."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """CommandError on PostgreSQL, whose backup is the operator's."""
        if connection.vendor != "sqlite":
            raise CommandError("Make a backup with pg_dump, then run `candour migrate`: see docs/operate.md.")
        file = database_file()
        if file is None:
            raise CommandError("There is no database here yet. Begin one with `candour init`.")
        close_to_others(file)
        waiting = _waiting()
        if not waiting:
            return
        copy = copy_beside(file)
        changes = "1 change" if waiting == 1 else f"{waiting} changes"
        self.stdout.write(
            f"This folder is from an earlier version: {changes} to its tables. A copy as it was: {copy}"
        )
        call_command("migrate", verbosity=0)
        self.stdout.write("It is up to date. Delete the copy once all is well: it keeps what is taken back.")

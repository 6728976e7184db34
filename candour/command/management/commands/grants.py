"""`candour grants`: make the PostgreSQL roles of the three doors."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from candour.command.roles import ROLES, statements


class Command(BaseCommand):
    """Prints the SQL, or runs it."""

    help = "Print the SQL that gives each door its own PostgreSQL role; --apply runs it as the tables' owner."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Print or apply."""
        parser.add_argument("--apply", action="store_true", help="run the SQL instead of printing it")

    def handle(self, *args: Any, **options: Any) -> None:
        """CommandError on SQLite, which has no roles."""
        if connection.vendor != "postgresql":
            raise CommandError("SQLite has no roles: whoever reads the file reads all of it. Use PostgreSQL.")
        if not options["apply"]:
            self.stdout.write(";\n".join(statements()) + ";")
            return
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in statements():
                cursor.execute(statement)
        self.stdout.write(f"These roles exist, each for its door: {', '.join(ROLES)}. Give each a password.")

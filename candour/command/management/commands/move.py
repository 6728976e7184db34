"""`candour move`: copy a line from SQLite into an empty PostgreSQL database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from candour.command.moving import move


class Command(BaseCommand):
    """Moves a line."""

    help = "Copy the line in an SQLite file into the empty PostgreSQL database that DATABASE_URL names."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file to copy from."""
        parser.add_argument("--from", dest="source", type=Path, required=True, help="the candour.sqlite3")

    def handle(self, *args: Any, **options: Any) -> None:
        """Copy, compare the counts, and say what comes next. CommandError in words."""
        try:
            counts = move(options["source"])
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from refused
        rows, tables = sum(counts.values()), sum(1 for number in counts.values() if number)
        self.stdout.write(
            f"Moved {rows:,} rows of {tables} tables; the counts agree. The file is as it was. "
            "Next: `candour grants --apply`, then start the doors."
        )

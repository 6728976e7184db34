"""`candour foi …`: the freedom-of-information desk from the command line."""

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

Write = Callable[[str], object]
# What can be asked for: each takes the words after it, and writes lines for people.
WORDS: dict[str, Callable[[list[str], Write], None]] = {}


class Command(BaseCommand):
    """One word says what is wanted."""

    help = "Work out a due day, send and fetch mail, bring in a log that was kept elsewhere."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The word, and what follows it."""
        parser.add_argument("what", choices=sorted(WORDS))
        parser.add_argument("rest", nargs="*", help="a day, a file …")

    def handle(self, *args: Any, **options: Any) -> None:
        """CommandError in words for what cannot be done."""
        try:
            WORDS[options["what"]](options["rest"], self.stdout.write)
        except ValidationError as refused:
            raise CommandError("\n".join(refused.messages)) from refused

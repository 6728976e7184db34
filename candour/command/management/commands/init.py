"""`candour init`: begin a real line in an empty database."""

import os
import sys
from argparse import ArgumentParser
from getpass import getpass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from candour.command import secrets_file
from candour.command.beginning import Beginning, begin_line, mint_passphrase
from candour.command.begun import has_begun

BEGUN = (
    "This database has been begun already. Give an empty folder with CANDOUR_DATA, or an empty DATABASE_URL."
)


class Command(BaseCommand):
    """Begins the line."""

    help = "Begin a real line: tables, keys, the first administrator, and the recovery key for paper."
    # It makes the keys that the checks would miss.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who administers; the passphrase never stands on a command line."""
        parser.add_argument("--administrator", help="sign-in name; the passphrase from CANDOUR_PASSPHRASE")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the tables and keys, begin, and show once what is shown once."""
        _refuse_begun()
        Path(settings.DATA).mkdir(parents=True, exist_ok=True, mode=0o700)
        secrets_file.make_keys()
        self.stdout.write("Making the tables …")
        call_command("migrate", verbosity=0)
        username = options["administrator"] or self._ask_name()
        passphrase, minted = self._passphrase()
        try:
            begun = begin_line(username=username, passphrase=passphrase)
        except ValidationError as objection:
            raise CommandError(" ".join(objection.messages)) from objection
        self._tell(begun, secrets_file.pin(begun.fingerprints), passphrase if minted else "")

    def _ask_name(self) -> str:
        if not sys.stdin.isatty():
            return "administrator"
        try:
            return input("Sign-in name of the first administrator: ") or "administrator"
        except EOFError as ended:
            raise CommandError("Nothing was begun: there was no name.") from ended

    def _passphrase(self) -> tuple[str, bool]:
        """The passphrase, and whether it was minted here and so must be shown."""
        passphrase = os.environ.get("CANDOUR_PASSPHRASE", "")
        if passphrase or not sys.stdin.isatty():
            return passphrase or mint_passphrase(), not passphrase
        self.stdout.write(
            "A passphrase of 15 characters or more: four or five words. Nobody can look it up later."
        )
        first = getpass("Passphrase: ")
        if getpass("The same again: ") != first:
            raise CommandError("The two are not the same. Nothing was begun. Start again.")
        return first, False

    def _tell(self, begun: Beginning, pins: str, minted: str) -> None:
        say = self.stdout.write
        say(f"\nThe line is begun. Its administrator signs in as: {begun.administrator.username}")
        if minted:
            say(f"with the passphrase, shown this once: {minted}")
        say("\nThe keys of the teams. Every door needs this line in its configuration:")
        say(f"CANDOUR_TEAM_FINGERPRINTS={pins}")
        say(f"It is in {Path(settings.DATA) / 'secrets.env'} too, with the keys of this installation.")
        say("\nThe recovery key, shown this once. Copy it on paper, check it, and lock the paper away.")
        say(
            "Whoever has it can open everything; without it and without a member, nobody can open anything.\n"
        )
        say(begun.paper)
        say("\nNext: open the doors, sign in, set up a second factor and invite the others: docs/operate.md.")


def _refuse_begun() -> None:
    if has_begun():
        raise CommandError(BEGUN)

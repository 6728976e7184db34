"""`candour serve`: open this installation's door, after making sure that it is safe to."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from candour.checks import starting_faults, starting_warnings
from candour.command.faults import check_in_words
from candour.command.loader import loading_goes_on
from candour.command.ports import refusal
from candour.command.server import WORKERS, serve
from candour.command.welcome import welcome

MOST_WORKERS = 64


class Command(BaseCommand):
    """Serves one door, or all three for a rehearsal."""

    help = "Serve the door that CANDOUR_DOOR names."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where, and whether this may be a rehearsal."""
        parser.add_argument("--host", default="127.0.0.1", help="the address to listen at (127.0.0.1)")
        parser.add_argument("--port", type=int, default=8000, help="the port to listen at (8000)")
        parser.add_argument(
            "--workers", type=int, default=WORKERS, help=f"how many processes answer ({WORKERS})"
        )
        parser.add_argument(
            "--rehearsal", action="store_true", help="serve a database with the rehearsal's mark"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse an unsafe start, gather the static files, then serve until told to stop."""
        host, port = options["host"], options["port"]
        if not 1 <= options["workers"] <= MOST_WORKERS:
            raise CommandError(f"--workers wants a number from 1 to {MOST_WORKERS}.")
        if refused := refusal(host, port):
            raise CommandError(refused)
        faults = starting_faults(rehearsal=options["rehearsal"])
        if faults:
            raise CommandError("\n".join(check_in_words(fault) for fault in faults))
        for warning in starting_warnings():
            self.stderr.write(check_in_words(warning))
        call_command("collectstatic", interactive=False, verbosity=0)
        self.stdout.write(welcome(f"http://{host}:{port}"))
        self.stdout.flush()
        connections.close_all()
        with loading_goes_on() as stop_loading:
            serve(host, port, options["workers"], at_end=stop_loading)

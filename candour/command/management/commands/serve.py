"""`candour serve`: open this installation's door, after making sure that it is safe to."""

import socket
from argparse import ArgumentParser
from typing import Any

from django.core.checks import CheckMessage
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from granian import Granian
from granian.constants import Interfaces

from candour.checks import starting_faults, starting_warnings
from candour.command.welcome import welcome

# Measured on two cores with `candour bench intake`. The threads wait for slow forms; each process runs
# one request at a time (doors/turns.py).
WORKERS, THREADS = 2, 128


def _require_free(host: str, port: int) -> None:
    """CommandError if the port is in use: two servers would share the requests unnoticed."""
    if not 1 <= port <= 65_535:
        raise CommandError(f"There is no port {port}. Choose one from 1024 to 65535, such as 8001.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as taken:
            raise CommandError(
                f"{host} port {port} cannot be used: {taken.strerror}. Choose another: --port {port + 1}."
            ) from taken


def _in_words(message: CheckMessage) -> str:
    return f"{message.id} {message.msg}\n  Hint: {message.hint}"


class Command(BaseCommand):
    """Serves one door, or all three for a rehearsal."""

    help = "Serve the door that CANDOUR_DOOR names."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where, and whether this may be a rehearsal."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=WORKERS)
        parser.add_argument(
            "--rehearsal", action="store_true", help="serve a database with the rehearsal's mark"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse an unsafe start, gather the static files, then serve until told to stop."""
        _require_free(options["host"], options["port"])
        faults = starting_faults(rehearsal=options["rehearsal"])
        if faults:
            raise CommandError("\n".join(_in_words(fault) for fault in faults))
        for warning in starting_warnings():
            self.stderr.write(_in_words(warning))
        call_command("collectstatic", interactive=False, verbosity=0)
        self.stdout.write(welcome(f"http://{options['host']}:{options['port']}"))
        self.stdout.flush()
        connections.close_all()
        Granian(
            "candour.wsgi:application",
            address=options["host"],
            port=options["port"],
            interface=Interfaces.WSGI,
            workers=options["workers"],
            blocking_threads=THREADS,
            # No request log: an address and a time of day would be a reporter's.
            log_access=False,
            log_enabled=False,
        ).serve()

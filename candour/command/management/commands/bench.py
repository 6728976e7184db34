"""`candour bench …`: speed, as ratios against this machine's own ceilings in the same run."""

from argparse import SUPPRESS, ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from candour.bench import figures, foi, intake
from candour.bench.server import serving
from candour.ledger.actions import is_rehearsal


def _holds_a_rehearsal() -> bool:
    try:
        return is_rehearsal()
    except DatabaseError:  # no tables yet
        return False


class Command(BaseCommand):
    """Intake drives a running server from this process; figures makes ledgers and databases of its own."""

    help = (
        "Measure. intake: how many reports a second a running rehearsal seals and has on disk. figures: how "
        "long a yearly release takes to make of a long ledger, in an empty database of its own. foi: how "
        "fast a long disclosure log is searched, and how often the right page is found; in one of its own."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to measure, how hard and how long."""
        parser.add_argument(
            "what", metavar="TASK", choices=["intake", "figures", "foi"], help="what to measure"
        )
        parser.add_argument("--clients", type=int, default=16, help="with intake: senders at once (16)")
        parser.add_argument("--seconds", type=float, default=10.0, help="for each of its three parts")
        parser.add_argument("--url", help="a running rehearsal on this machine that uses this CANDOUR_DATA")
        parser.add_argument(
            "--entries",
            type=int,
            nargs="+",
            help="how long the ledgers are, with figures; how long the log is, with foi",
        )
        parser.add_argument(
            "--step", choices=["prepare", "fill", "compile", "page", "measure"], help=SUPPRESS
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """CommandError in words for what cannot be measured."""
        if any(number < 1 for number in options["entries"] or []):
            raise CommandError("--entries wants a number from 1 on.")
        if options["what"] == "figures":
            options["entries"] = options["entries"] or [100_000, 1_000_000]
            self._figures(options)
        elif options["what"] == "foi":
            self._foi(options["step"], (options["entries"] or [10_000])[0])
        else:
            self._intake(options)

    def _figures(self, options: dict[str, Any]) -> None:
        """Bounded in entries, and never in a database that is in use."""
        try:
            if options["step"]:
                self.stdout.write(figures.step(options["step"], options["entries"][0]))
            elif not figures.run(options["entries"], say=self.stdout.write):
                raise CommandError("A target was missed.")
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from refused

    def _foi(self, step: str | None, entries: int) -> None:
        """Bounded in entries, and never in a database that is in use."""
        try:
            if step:
                self.stdout.write(foi.step(entries))
            elif not foi.run(entries, say=self.stdout.write):
                raise CommandError("A target was missed.")
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from refused

    def _intake(self, options: dict[str, Any]) -> None:
        """Bounded in clients and time, and on this machine only."""
        if not 1 <= options["clients"] <= 64 or not 1 <= options["seconds"] <= 60:
            raise CommandError("Choose 1 to 64 clients and 1 to 60 seconds.")
        if not _holds_a_rehearsal():
            raise CommandError(
                "Only a rehearsal can be measured: its contacts are invented. Make one with ./run."
            )
        self.stdout.write("The contacts that this adds are invented and dated today.")
        if options["url"]:
            self._run(options["url"], options)
            return
        with serving(Path(settings.DATA)) as url:
            self._run(url, options)

    def _run(self, url: str, options: dict[str, Any]) -> None:
        if not url.startswith(("http://127.0.0.1:", "http://localhost:")):
            raise CommandError("Measure a server on this machine only.")
        whole = intake.run(
            url,
            clients=options["clients"],
            seconds=options["seconds"],
            folder=Path(settings.DATA),
            say=self.stdout.write,
        )
        if not whole:
            raise CommandError("An acknowledged contact is missing.")

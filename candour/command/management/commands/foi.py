"""`candour foi …`: the freedom-of-information desk from the command line."""

import datetime as dt
from argparse import REMAINDER, ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from candour.command.arguments import parse
from candour.command.faults import refuse_unsafe_settings
from candour.foi.clock import command_lines
from candour.foi.mail.mail_run import run_post
from candour.foi.rules import Law
from candour.publication.account.publishing import changed, publish_account
from candour.publication.annotations.asking_writers import WRITERS_OF_NOTES
from candour.publication.bringing.telling import import_file
from candour.store.clock import current_day

Write = Callable[[str], object]


def due(rest: list[str], write: Write) -> None:
    """Print the last lawful day for an answer, with its working. ValidationError for an unreadable day."""
    parser = CommandParser(prog="candour foi due")
    parser.add_argument("day", help="the day it came, such as 2026-07-08")
    parser.add_argument(
        "--law", choices=[str(law) for law in Law], default=str(Law.FOIA), help="which Act counts (foia)"
    )
    arguments = parse(parser, rest)
    try:
        received = dt.date.fromisoformat(arguments.day)
    except ValueError as refused:
        raise ValidationError("We cannot read this day. Write it as 2026-07-08.") from refused
    for line in command_lines.due_lines(received, Law(arguments.law)):
        write(line)


def holidays(_rest: list[str], write: Write) -> None:
    """Print the holidays that the holidays package has and our table lacks."""
    for line in command_lines.lacking_lines(current_day()):
        write(line)


def account(rest: list[str], write: Write) -> None:
    """Publish the desk's own account of every finished month that has changed. `rest` is: publish."""
    if rest != ["publish"]:
        raise ValidationError("Write: candour foi account publish")
    if not changed(current_day()):
        write("Nothing has changed since the account was last published.")
        return
    for published in publish_account(by=None):
        write(f"Published: {published}, as at {published.as_at}.")


def post(_rest: list[str], write: Write) -> None:
    """Fetch the desk's mail, and send what waits. For a timer."""
    run_post(write, others=[WRITERS_OF_NOTES])


def bring(rest: list[str], write: Write) -> None:
    """Bring in a request that was answered elsewhere, and publish it. ValidationError if we cannot."""
    parser = CommandParser(prog="candour foi import")
    parser.add_argument("file", type=Path, help="a thread or page saved as text, or Alaveteli's JSON")
    parser.add_argument("--source-url", default="", help="where it was published before")
    arguments = parse(parser, rest)
    try:
        content = arguments.file.read_bytes()
    except OSError as missing:
        raise ValidationError(f"We cannot read {arguments.file}. Check its name.") from missing
    for line in import_file(content, source_url=arguments.source_url):
        write(line)


NEED_NO_KEYS = ("due", "holidays")

# Each task takes its own arguments, and writes lines for people.
TASKS: dict[str, Callable[[list[str], Write], None]] = {
    "account": account,
    "due": due,
    "holidays": holidays,
    "import": bring,
    "post": post,
}


HELP = (
    "post: fetch and send the desk's e-mail, for a timer",
    "due DAY: the last lawful day to answer what came that day",
    "import FILE: bring in a request that was answered elsewhere",
    "holidays: bank holidays that our table lacks",
    "account publish: publish the desk's own account of the months that are over",
)


class Command(BaseCommand):
    """Runs the task that its first argument names."""

    help = "Work out a due day, send and fetch mail, bring in a log that was kept elsewhere."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The task, and its own arguments."""
        parser.add_argument("what", metavar="TASK", choices=sorted(TASKS), help="; ".join(HELP))
        parser.add_argument("rest", metavar="...", nargs=REMAINDER, help="its own: `candour foi due --help`")

    # Working out a day needs no key; `handle` checks the settings for the other tasks.
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """CommandError with the objections of the task."""
        if options["what"] not in NEED_NO_KEYS:
            refuse_unsafe_settings()
        try:
            TASKS[options["what"]](options["rest"], self.stdout.write)
        except ValidationError as refused:
            raise CommandError("\n".join(refused.messages)) from refused

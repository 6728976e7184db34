"""`candour figures …`: a figure as at any day, the intruder, the rules in words, a release made again."""

import datetime as dt
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from candour.figures.measures import measures
from candour.figures.releasing import asking, attack, explained, recompiling
from candour.store.clock import current_day

WORDS = (
    "A measure such as M07; or attack (what an intruder could work out); or explain (the measures in words); "
    "or again (compile a published release again, and compare)."
)


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


class Command(BaseCommand):
    """Prints a figure, or runs the task that its first argument names."""

    help = "Print a figure as at any day; try to unpick what is published; explain the measures."
    # None of it needs a key: what it reads is the ledger and the rules.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The figure and its days, or how hard to attack."""
        parser.add_argument("what", metavar="TASK", help=WORDS)
        parser.add_argument("release", nargs="?", help="with again: its reference, such as 4.1")
        parser.add_argument("--from", dest="since", type=_day, help="first day, such as 2022-11-29")
        parser.add_argument("--to", dest="until", type=_day, help="last day")
        parser.add_argument("--by", default="", help="a breakdown, such as force or channel")
        parser.add_argument("--as-at", type=_day, help="count the ledger as it stood at the end of that day")
        parser.add_argument(
            "--exact", action="store_true", help="the true counts: confidential, never to be passed on"
        )
        parser.add_argument("--histories", type=int, help="with attack: invent so many, and attack each")
        parser.add_argument("--seed", type=int, default=1, help="with attack: which histories")
        parser.add_argument(
            "--without-secondary",
            action="store_true",
            help="with attack: leave out secondary suppression, to see that cells are then recovered",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """CommandError for an unknown measure or release, and for hidden numbers that can be worked out."""
        task = options["what"]
        if task == "attack":
            self._attack(options)
        elif task == "explain":
            self.stdout.write(explained.in_markdown())
        elif task == "again":
            self._again(options["release"] or "")
        else:
            self._figure(task.upper().replace("M08A", "M08a").replace("M20P", "M20p"), options)

    def _attack(self, options: dict[str, Any]) -> None:
        if options["histories"] is not None and options["histories"] < 1:
            raise CommandError("--histories wants a number from 1 on: how many to invent and attack.")
        recovered = attack.run_attack(
            histories=options["histories"],
            seed=options["seed"],
            secondary=not options["without_secondary"],
            write=self.stdout.write,
        )
        if recovered:
            raise CommandError(f"{recovered} cells come out more closely than the rule allows.")

    def _again(self, reference: str) -> None:
        if not reference:
            raise CommandError("Which release? Give its reference: `candour figures again 4.1`.")
        try:
            was, now = recompiling.again(reference)
        except LookupError as missing:
            raise CommandError(
                f"There is no release {reference}. Give its reference, such as 4.1."
            ) from missing
        self.stdout.write(f"As published    {was}\nCompiled again  {now}")
        if was != now:
            raise CommandError(
                "They differ. The ledger's prefix, the rules or the code are not what they were."
            )

    def _figure(self, code: str, options: dict[str, Any]) -> None:
        if code not in measures():
            raise CommandError(f"There is no measure {code}. They are: {', '.join(measures())}.")
        as_at = options["as_at"] or current_day()
        question = asking.FigureQuestion(code, options["by"], options["since"], options["until"], as_at)
        try:
            lines = list(asking.lines(question, exact=options["exact"]))
        except ValueError as refused:
            raise CommandError(str(refused)) from refused
        if options["exact"]:
            self.stderr.write("True counts: confidential. Nothing of this may be passed on.")
        for line in lines:
            self.stdout.write(line)

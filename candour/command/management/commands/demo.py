"""`candour demo`: make the rehearsal, and load the line's first fifteen months into it."""

import datetime as dt
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from candour.command import secrets_file
from candour.command.begun import has_begun
from candour.command.progress import progress
from candour.demo.cast import assemble, gather
from candour.demo.contact_story import ContactStory
from candour.demo.days import END
from candour.demo.history import lay_history, sign_agreement
from candour.demo.planned import Plan
from candour.demo.releases import release_all
from candour.demo.replay import replay
from candour.demo.requests import ask_all
from candour.demo.schedule import plan, small_plan
from candour.ledger.actions import begin
from candour.store.loading import end_loading, note_loaded, percent_loaded

# The number and the sum are invented; Ofcom keeps this range for drama, so that nobody's telephone rings.
PHONE = "0808 157 0142"
# The domain is kept free for examples (RFC 2606).
FOI_ADDRESS = "foi@line.example"


def _worth_reading(planned: Plan, story: ContactStory) -> int:
    """A score of how much a contact's mailbox holds: highest with an answered question and an outcome."""
    if not story.planned.reports:
        return 0
    referral = planned.reports[story.planned.reports[0]].referral
    if referral is None:
        return 1
    answered = referral.question is not None and referral.question.answer_sent_on is not None
    return 2 + 2 * answered + any(outcome.tell for outcome in referral.outcomes)


def _moved_to(planned: Plan) -> set[str]:
    """The forces to which a referral is moved, which need keys for that."""
    referrals = [report.referral for report in planned.reports]
    return {referral.transfer.to_force for referral in referrals if referral and referral.transfer}


LARGEST = 2878


class Command(BaseCommand):
    """Loads the rehearsal."""

    help = "Make a rehearsal: an empty database, marked, with the published history replayed through it."
    # It makes the keys that the checks would miss.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How much of it."""
        parser.add_argument(
            "--contacts", type=int, metavar="N", help="a smaller history of N contacts, for a quick look"
        )
        parser.add_argument(
            "--begin", action="store_true", help="only begin: `candour serve` loads the rest while it answers"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Begin and assemble the cast, then replay; go on where that was stopped in between.

        CommandError for a database that has been begun otherwise.
        """
        small = options["contacts"]
        if small is not None and not 1 <= small <= LARGEST:
            raise CommandError(f"--contacts wants a number from 1 to {LARGEST}, or leave it out.")
        planned = small_plan(1129, small) if small else plan()
        if not has_begun():
            self._begin(planned)
        elif percent_loaded() is None:
            raise CommandError(
                "This database has been begun already. Give an empty folder with CANDOUR_DATA."
            )
        if options["begin"]:
            return
        started = time.monotonic()
        if not small:
            self.stdout.write("Making fifteen months of an invented line. This takes about a minute, once.")
        settings.FOI_ADDRESS = FOI_ADDRESS
        receipt = self._load(planned)
        if receipt:
            (Path(settings.DATA) / "rehearsal-words.txt").write_text(f"{receipt}\n")
        end_loading()
        self.stdout.write(f"The rehearsal is loaded ({time.monotonic() - started:.0f} s).")

    def _begin(self, planned: Plan) -> None:
        """Everything that the first page needs: tables, keys, people, and what was printed before."""
        Path(settings.DATA).mkdir(parents=True, exist_ok=True, mode=0o700)
        secrets_file.make_keys()
        call_command("migrate", verbosity=0)
        # Letters say where to write to, so it must be known before the first is written.
        secrets_file.keep(CANDOUR_PHONE=PHONE, CANDOUR_FOI_ADDRESS=FOI_ADDRESS, CANDOUR_HTTPS="0")
        lay_history(Path(settings.HISTORY))
        note_loaded(0)
        with transaction.atomic():
            begin(rehearsal=True, shown_as=END + dt.timedelta(days=1))
            sign_agreement()
            secrets_file.pin({key.team_id: key.fingerprint for key in assemble(_moved_to(planned))})

    @transaction.atomic
    def _load(self, planned: Plan) -> str:
        """Replay the history, release its figures; returns the words of a mailbox worth reading, if any."""
        cast = gather()
        show = progress(self.stdout, "Loading fifteen months")

        def note(done: int, total: int) -> None:
            show(done, total)
            note_loaded(99 * done // total if total else 99)

        stories = replay(planned, cast, progress=note)
        self.stdout.write("Releasing its figures …")
        self.stdout.flush()
        release_all(cast)
        ask_all(cast)
        reported = [story for story in stories if story.planned.reports]
        best = max(reported, key=lambda story: _worth_reading(planned, story), default=None)
        return best.receipt if best else ""

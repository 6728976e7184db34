"""`candour recover`: hand a team's key to a member with the key that was kept on paper."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from candour.seal.keys import PrivateKey, WrongKey, from_paper
from candour.staff.models import Member
from candour.staff.recovery import recover_key
from candour.teams.models import ASSESSORS, OVERSIGHT, Team


class Command(BaseCommand):
    """Recovers a team's key."""

    help = "Read the recovery key's nine lines and hand a team's key to one member."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which key, and for whom."""
        parser.add_argument("--team", required=True, choices=(ASSESSORS, OVERSIGHT), help="whose key")
        parser.add_argument("--to", required=True, metavar="NAME", help="the member's sign-in name")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the paper from the terminal (or a pipe), never from the command line."""
        team = Team.objects.filter(pk=options["team"]).first()
        member = Member.objects.filter(username=options["to"].casefold()).first()
        if team is None or member is None:
            raise CommandError(
                "There is no such team or member here. Check the database and the sign-in name."
            )
        if sys.stdin.isatty():
            self.stdout.write("Type the nine lines of the recovery key, then press Ctrl-D.")
        try:
            recover_key(team, to=member, paper=_read(sys.stdin.read()))
        except ValidationError as objection:
            raise CommandError(" ".join(objection.messages)) from objection
        except WrongKey as shut:
            raise CommandError(str(shut)) from shut
        self.stdout.write(f"{member.name} holds the key of {team.name} again. This is in the audit trail.")


def _read(typed: str) -> PrivateKey:
    try:
        return from_paper(typed)
    except ValueError as slip:
        raise CommandError(str(slip)) from slip

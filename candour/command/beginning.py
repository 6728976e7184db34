"""A real line's first hour: its administrator, its teams' keys, and the recovery key for paper."""

import secrets
from typing import NamedTuple

from django.db import transaction

from candour.ledger.actions import begin
from candour.seal.keys import to_paper
from candour.seal.receipt import MINTED
from candour.staff.actions import add_member, make_team_key
from candour.staff.models import Member, Role
from candour.staff.recovery import make_recovery_key
from candour.teams.actions import our_teams

# Six of 7,461 words are 77 bits; Argon2id stands before each guess.
WORDS_IN_A_PASSPHRASE = 6


class Beginning(NamedTuple):
    """What the console shows once: the pins by team, and the recovery key's nine lines."""

    administrator: Member
    fingerprints: dict[str, str]
    paper: str


def mint_passphrase() -> str:
    """Six words for somebody who has no terminal to choose their own at."""
    return " ".join(secrets.choice(MINTED) for _ in range(WORDS_IN_A_PASSPHRASE))


@transaction.atomic
def begin_line(*, username: str, passphrase: str) -> Beginning:
    """Mark the database as a real line, with an administrator who holds both teams' keys.

    ValidationError if it has been begun already, or the passphrase is too easy to guess.
    """
    begin(rehearsal=False)
    administrator = add_member(
        username=username, name=username.strip().title(), role=Role.ADMINISTRATOR, passphrase=passphrase
    )
    recovery, private = make_recovery_key()
    keys = [make_team_key(team, holders=[administrator], recovery=recovery) for team in our_teams()]
    return Beginning(administrator, {key.team_id: key.fingerprint for key in keys}, to_paper(private))

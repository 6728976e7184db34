"""Refuses to start unsafe: a number, a fact, a hint. docs/operate.md lists every number."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from candour.figures.showing.history import HistoryFault, history
from candour.ledger.actions import is_begun, is_rehearsal
from candour.teams.actions import assessors
from candour.teams.models import NoKeyYet

DOORS = settings.DOORS


def _fault(number: int, fact: str, hint: str) -> Error:
    return Error(fact, hint=hint, id=f"candour.E{number:03}")


@register()
def settings_are_safe(**_: Any) -> list[CheckMessage]:
    """What can be seen without the database."""
    faults: list[CheckMessage] = []
    if settings.DOOR not in DOORS:
        faults.append(
            _fault(1, f"There is no door {settings.DOOR!r}.", f"Set CANDOUR_DOOR to one of {DOORS}.")
        )
    if len(settings.SECRET_KEY) < 32:
        hint = "Run `candour init`, or set CANDOUR_SECRET_KEY (32 characters or more)."
        if settings.DOOR == "public":
            hint = "Set CANDOUR_SECRET_KEY for this door: 32 characters or more, not the desk's."
        faults.append(_fault(2, "No secret key.", hint))
    if settings.DOOR != "public" and not (settings.LEDGER_KEY and settings.SECOND_FACTOR_KEY):
        faults.append(
            _fault(
                3,
                "The keys for the ledger and the second factor are missing.",
                "Run `candour init`, or set CANDOUR_LEDGER_KEY and CANDOUR_SECOND_FACTOR_KEY.",
            )
        )
    if settings.DOOR == "public" and (settings.LEDGER_KEY or settings.SECOND_FACTOR_KEY):
        faults.append(
            _fault(
                4,
                "The public door has been given keys that it has no use for.",
                "Take CANDOUR_LEDGER_KEY and CANDOUR_SECOND_FACTOR_KEY out of its environment and folder.",
            )
        )
    if settings.DOOR in ("public", "desk") and len(settings.FOI_KEY) < 32:
        faults.append(
            _fault(
                9,
                "No key for the codes in letters about requests for information.",
                "Set CANDOUR_FOI_KEY, 32 characters or more, to the same for the public and the desk door.",
            )
        )
    return faults


@register()
def history_can_be_read(**_: Any) -> list[CheckMessage]:
    """The files of the history, if the installation has them: a mistake there would break pages."""
    try:
        history()
    except HistoryFault as fault:
        hint = f"Mend the file in {settings.HISTORY}, or take it out. docs/figures.md says what stands in it."
        return [_fault(10, f"The history cannot be read. {fault}", hint)]
    return []


def starting_faults(*, rehearsal: bool) -> list[CheckMessage]:
    """What stands against serving this database, seen by `candour serve` before it opens a door."""
    if not is_begun():
        return [_fault(5, "This database has not been begun.", "Run `candour init`, or `candour demo`.")]
    if is_rehearsal() and not rehearsal:
        return [
            _fault(
                6,
                "This database bears the rehearsal's mark: its passphrases are shown to everybody.",
                "Serve it with --rehearsal on your own machine, or begin a real one with `candour init`.",
            )
        ]
    if settings.OPEN_LOG and not is_rehearsal():
        hint = "Take CANDOUR_OPEN_LOG out of the environment. It is for mending a rehearsal."
        return [_fault(11, "The log is open: it would quote reports and addresses.", hint)]
    if not is_rehearsal() and settings.DOOR == "all" and settings.HTTPS:
        return [
            _fault(
                7,
                "One process would serve all three doors.",
                "Run three processes with CANDOUR_DOOR=public, desk and force.",
            )
        ]
    return _key_faults()


def starting_warnings() -> list[CheckMessage]:
    """What is worth saying before a real line is served, though it may be meant."""
    if settings.HTTPS or is_rehearsal():
        return []
    hint = "Right for a first look on this machine only. Set CANDOUR_HTTPS=1 for a real line."
    return [Warning("Cookies travel without encryption.", hint=hint, id="candour.W001")]


def _key_faults() -> list[CheckMessage]:
    try:
        assessors()
    except NoKeyYet:
        hint = (
            "Put the assessors' fingerprint into CANDOUR_TEAM_FINGERPRINTS; `candour init` printed it. "
            "Without a team key no report could be sealed."
        )
        return [_fault(8, "No recipient key that this installation may seal to.", hint)]
    return []

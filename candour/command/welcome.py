"""What the console says when a door opens: where it is, and how to come in."""

from pathlib import Path

from django.conf import settings

from candour.ledger.actions import is_rehearsal

_DOORS = {"public": "/", "desk": "/desk", "force": "/force"}


def _doors() -> list[str]:
    return list(_DOORS) if settings.DOOR == "all" else [settings.DOOR]


def _how(door: str, url: str) -> list[str]:
    """The lines on how to sign in at this door, in a rehearsal or on a real line."""
    if door == "public":
        return ["No sign-in: tell something, or read the figures.", *_mailbox(url)]
    if not is_rehearsal():
        return ["Sign in with your name, passphrase and second factor. Others come by invitation."]
    who = "Hana, Asif, Rhona …" if door == "desk" else "Mo, Kit or Essie"
    return [
        f"Press “Look round as …” to come in as {who}: one press, nothing to type.",
        "That page shows each passphrase and the current code.",
    ]


def _mailbox(url: str) -> list[str]:
    words = Path(settings.DATA) / "rehearsal-words.txt"
    if not is_rehearsal() or not words.exists():
        return []
    return [f"A mailbox to try at {url}/mailbox:", f"  {words.read_text().strip()}"]


def welcome(url: str) -> str:
    """The lines to print, for the doors that this process opens at `url`."""
    first = "Candour, a rehearsal: its people and reports are invented." if is_rehearsal() else "Candour"
    lines = ["", first, ""]
    for door in _doors():
        lines.append(f"  {door:<7} {url}{_DOORS[door]}")
        lines += [f"          {line}" for line in _how(door, url)]
    return "\n".join([*lines, "", "Press Ctrl-C to stop."])

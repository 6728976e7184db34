"""Whatever is shown or counted goes by the one clock, so that a rehearsal's today is the same everywhere."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CLOCK = "candour/store/clock.py"
# What goes by the real time, and why.
BY_REAL_TIME = {
    "candour/command/copying.py": "the name of a copy, which is of this machine's day",
    "candour/audit/models.py": "the column's default, for rows that are written without the room's action",
    "candour/bench/releases.py": "releases of the bench's own ledgers",
    "candour/foi/mail/sending.py": "when a mail is tried again",
    "candour/foi/requests/outgoing.py": "when a mail is first tried",
    "candour/ledger/actions.py": "the real day that an installation was begun on",
    "candour/post/reading.py": "the last day a mail can be of, where its reader names none",
    "candour/staff/cards.py": "when the code of a second factor changes",
    "candour/staff/session.py": "how long a session lives",
}
_READERS = {("timezone", "localdate"), ("timezone", "now"), ("timezone", "localtime"), ("date", "today")} | {
    ("datetime", name) for name in ("now", "today", "utcnow")
}


def _readings(source: str) -> Iterator[str]:
    """Each place where the source reads the machine's clock, such as "date.today"."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Attribute):
            continue
        owner = node.value
        name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
        if (name, node.attr) in _READERS:
            yield f"{name}.{node.attr}"


def _files() -> dict[str, str]:
    files = sorted((ROOT / "candour").rglob("*.py"))
    return {str(file.relative_to(ROOT)): file.read_text() for file in files if "migrations" not in file.parts}


def test_nobody_but_the_clock_reads_the_machine_s_day_for_what_is_shown_or_counted() -> None:
    readers = {name for name, source in _files().items() if any(_readings(source))}

    assert readers - {CLOCK} == set(BY_REAL_TIME)


@pytest.mark.parametrize(
    "line",
    [
        "day = timezone.localdate()",
        "day = django.utils.timezone.localdate()",
        "day = dt.date.today()",
        "day = date.today()",
        "at = timezone.now()",
        "at = dt.datetime.now(tz=dt.UTC)",
        "day = on or timezone.localdate",
    ],
)
def test_a_reading_would_be_seen(line: str) -> None:
    assert list(_readings(line))


def test_what_names_a_day_and_reads_no_clock_is_let_be() -> None:
    assert not list(_readings("day = dt.date.fromisoformat(text)\nat = timezone.make_aware(day)"))

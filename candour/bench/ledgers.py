"""A long ledger to measure with: plausible lines, invented in bulk and never through the rooms."""

import datetime as dt
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from django.db import connection, transaction

from candour.codes.categories import categories
from candour.codes.channels import PHONE, WEB_FORM, channels_by_hand
from candour.codes.outcomes import kinds_of, outcomes
from candour.codes.reasons import closing_reasons, reasons_not_to_refer
from candour.forces.models import Force
from candour.ledger.models import Entry

FIRST, LAST = dt.date(2022, 11, 29), dt.date(2027, 11, 30)
CODES = ("force", "to_force", "channel", "category", "reason", "kind", "language")
COLUMNS = (
    "id",
    "happened_on",
    "recorded_on",
    "began_on",
    "event",
    "unit",
    "token",
    "parent",
    *CODES,
    "quantity",
    "corrects",
)
# Of 25 contacts about 13 are calls and 6 come by the form.
_CHANNELS = (*(PHONE,) * 13, *(WEB_FORM,) * 6, *(code for code in channels_by_hand() if code != PHONE))
_CATEGORIES = tuple(categories())
_CLOSING = tuple(closing_reasons())
_NOT_REFERRED = tuple(reasons_not_to_refer())
# Each outcome with its unit, and the kinds that may be stated with it.
_OUTCOMES = tuple(
    (code, outcome.unit, [kind.code for kind in kinds_of(code)]) for code, outcome in outcomes().items()
)

Line = tuple[str | int | None, ...]


Codes = Mapping[str, str]


@dataclass
class _Writer:
    """Makes lines. The ids follow one another, so that loading is fast: nothing that counts reads them."""

    dice: random.Random
    forces: Sequence[str]
    days: Sequence[str] = field(
        default_factory=lambda: [
            (FIRST + dt.timedelta(days=n)).isoformat() for n in range((LAST - FIRST).days + 1)
        ]
    )
    written: int = 0

    def token(self) -> str:
        """A random token."""
        return f"{self.dice.getrandbits(128):032x}"

    def later(self, day: int, most: int) -> int:
        """A day up to so many days later, and never after the last."""
        return min(day + int(self.dice.random() * most), len(self.days) - 1)

    def line(
        self,
        event: str,
        unit: str,
        day: int,
        began: int,
        *,
        token: str | None = None,
        parent: str | None = None,
        recorded: int | None = None,
        corrects: str | None = None,
        codes: Codes,
    ) -> Line:
        """One row of the table, in the order of COLUMNS."""
        self.written += 1
        recorded_on = self.days[day if recorded is None else recorded]
        return (
            f"{self.written:032x}",
            self.days[day],
            recorded_on,
            self.days[began],
            event,
            unit,
            token,
            parent,
            *(codes.get(name, "") for name in CODES),
            1,
            corrects,
        )


def lines(entries: int, forces: Sequence[str], *, after: int = 0) -> Iterator[Line]:
    """That many lines of a ledger of five years, the same each time; `after` is how many there are."""
    writer = _Writer(random.Random(entries), forces, written=after)  # noqa: S311
    contacts = entries / 3.2  # about so many lines come of one contact

    def endless() -> Iterator[Line]:
        number = 0
        while True:
            day = min(int(number / contacts * len(writer.days)), len(writer.days) - 1)
            yield from _contact(writer, day)
            number += 1

    return islice(endless(), entries)


def _contact(writer: _Writer, day: int) -> Iterator[Line]:
    dice = writer.dice
    token, fate = writer.token(), dice.random()
    # A third is about one large force, as the first hotline's was; the rest is spread over all.
    force = writer.forces[0] if dice.random() < 0.33 else dice.choice(writer.forces)
    codes = {"force": force, "channel": dice.choice(_CHANNELS), "category": dice.choice(_CATEGORIES)}
    language = "cy" if fate < 0.01 else "other" if fate < 0.03 else "en"
    yield writer.line(
        "contact.received", "contact", day, day, token=token, codes={**codes, "language": language}
    )
    if dice.random() < 0.1:
        yield writer.line(
            "letter.received", "follow-up", writer.later(day, 40), day, codes={"channel": "web_mailbox"}
        )
    if fate < 0.68:
        closed = writer.later(day, 5)
        codes["reason"] = dice.choice(_CLOSING)
        yield writer.line("contact.closed", "contact", closed, day, token=token, codes=codes)
    elif fate < 0.97:
        yield from _report(writer, day, token, codes)


def _report(writer: _Writer, day: int, contact: str, codes: Codes) -> Iterator[Line]:
    dice, token = writer.dice, writer.token()
    done = writer.later(day, 9)
    yield writer.line("report.started", "report", day, day, token=token, parent=contact, codes=codes)
    yield writer.line("report.completed", "report", done, day, token=token, codes=codes)
    refer = dice.random() < 0.8
    decision = "refer" if refer else "not_actionable"
    yield writer.line(
        "report.assessed", "report", done, done, token=token, codes={**codes, "reason": decision}
    )
    if refer:
        yield from _referral(writer, done, token, codes)
    else:
        codes = {**codes, "reason": dice.choice(_NOT_REFERRED)}
        yield writer.line("report.not_referred", "report", done, done, token=token, codes=codes)


def _referral(writer: _Writer, day: int, report: str, codes: Codes) -> Iterator[Line]:
    dice, token = writer.dice, writer.token()
    yield writer.line("referral.sent", "referral", day, day, token=token, parent=report, codes=codes)
    heard = writer.later(day, 20)
    if dice.random() < 0.85:
        yield writer.line(
            "referral.acknowledged", "referral", heard, day, token=token, parent=report, codes=codes
        )
    if dice.random() < 0.16:
        to_force = dice.choice(writer.forces)
        yield writer.line(
            "referral.transferred",
            "transfer",
            heard,
            day,
            token=writer.token(),
            parent=token,
            codes={**codes, "to_force": to_force},
        )
    for _ in range(dice.choice((0, 0, 1, 2, 3))):
        yield from _outcome(writer, writer.later(heard, 200), day, token, codes)


def _outcome(writer: _Writer, day: int, sent: int, referral: str, codes: Codes) -> Iterator[Line]:
    dice = writer.dice
    code, unit, kinds = dice.choice(_OUTCOMES)
    outcome_codes = {"force": codes["force"], "category": codes["category"], "reason": code}
    token = referral if unit == "referral" else writer.token()
    if kinds:
        outcome_codes["kind"] = dice.choice(kinds)
    yield writer.line("outcome.recorded", unit, day, sent, token=token, parent=referral, codes=outcome_codes)
    if dice.random() < 0.03:
        wrong = f"{writer.written:032x}"
        late = writer.later(day, 60)
        yield writer.line(
            "outcome.recorded",
            unit,
            day,
            sent,
            token=token,
            parent=referral,
            recorded=late,
            corrects=wrong,
            codes=outcome_codes,
        )


def fill(entries: int) -> None:
    """Let the ledger grow to that many lines. The indexes are made at the end: they are the slow part."""
    forces = list(Force.objects.order_by("slug").values_list("slug", flat=True))
    forces.sort(key=lambda slug: slug != "metropolitan")
    with connection.schema_editor() as editor:
        for index in Entry._meta.indexes:
            editor.remove_index(Entry, index)
    there = Entry.objects.count()
    load(lines(entries - there, forces, after=there))
    with connection.schema_editor() as editor:
        for index in Entry._meta.indexes:
            editor.add_index(Entry, index)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE ledger_entry")


def load(new_lines: Iterator[Line]) -> None:
    """Put lines into the ledger as they are, by the quickest way that the database has."""
    names = ", ".join(COLUMNS)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor, cursor.copy(f"COPY ledger_entry ({names}) FROM STDIN") as copy:
            for line in new_lines:
                copy.write_row(line)
        return
    marks = ", ".join(["%s"] * len(COLUMNS))
    with connection.cursor() as cursor:
        while batch := list(islice(new_lines, 50_000)):
            # In a transaction: left alone, SQLite forces each line to the disk by itself.
            with transaction.atomic():
                cursor.executemany(f"INSERT INTO ledger_entry ({names}) VALUES ({marks})", batch)  # noqa: S608

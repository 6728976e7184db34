"""The top of the page of figures: the first finding, the chain from contacts on, and the key numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from candour.figures.files import embeds
from candour.figures.files.sentences import INVENTED
from candour.figures.releasing.numbers import Document
from candour.figures.showing.marks import days_of, in_day, many
from candour.figures.showing.prints import Print, first_of, last_of, told
from candour.figures.showing.shares import counted, for_every_hundred, in_hundred, is_plain
from candour.look.charts import Svg, chain

CHAIN = (
    ("M01", "Contacts"),
    ("M04", "Reports"),
    ("M07", "Referrals"),
    ("M09", "Referrals that a force acknowledged"),
    ("M08", "Transfers"),
)
# What each step is compared with, where both are counted by the same days.
_BEFORE = {"M04": "M01", "M07": "M04", "M09": "M07", "M08": "M07"}
KEY = ("M01", "M04", "M07", "M08", "M10", "M32")


@dataclass(frozen=True)
class Step:
    """One step of the chain: its name, its number since the line began, and what one of them is."""

    name: str
    print: Print
    counts: str


@dataclass(frozen=True)
class KeyNumber:
    """A number that a newspaper would quote. `newest` is that of the newest quarter; None for a stock."""

    name: str
    print: Print
    newest: Print | None
    days: str
    counts: str
    definition: str
    leaves_out: str
    sentence: str


def total(document: Document, measure: str) -> Print | None:
    """A measure since the line began, or on the last day; None if the release has neither."""
    return first_of(document, f"{measure}-total") or first_of(document, f"{measure}-day")


def value(document: Document, measure: str) -> int:
    """The same as a plain number; 0 where there is none."""
    found = total(document, measure)
    return (found.number.value or 0) if found else 0


def headline(document: Document) -> str:
    """The finding that stands at the top of the page, with the time that it is about."""
    contacts, referrals = value(document, "M01"), value(document, "M07")
    if not contacts:
        return document.title
    if is_plain(referrals, contacts):
        share = counted(in_hundred(referrals, contacts), "referrals")
        return f"Since the line began: for every 100 contacts, {share} went to a police force"
    share = counted(referrals, "referrals")
    return f"Since the line began: from {counted(contacts, 'contacts')}, {share} went to a police force"


def behind(document: Document) -> list[Print]:
    """The two numbers that the headline is made from: the referrals, and the contacts."""
    return [one for one in (total(document, "M07"), total(document, "M01")) if one and one.number.value]


def quote(document: Document) -> str:
    """The headline as a sentence to copy, with both its numbers; empty where there are none.

    A rehearsal's ends by saying that it is invented.
    """
    contacts, referrals = total(document, "M01"), value(document, "M07")
    if contacts is None or not contacts.number.value:
        return ""
    found = headline(document)
    if is_plain(referrals, contacts.number.value):
        whole = counted(contacts.number.value, "contacts")
        found = f"{found}. That is {counted(referrals, 'referrals')} from {whole}"
    told_by = f"M07, M01; release {document.reference}, published {in_day(document.goes_public.date())}"
    invented = f" ({INVENTED})" if document.rehearsal else ""
    return f"{found}, {days_of(contacts.number)} ({told_by}){invented}."


def steps(document: Document) -> list[Step]:
    """The chain: what was counted at each step, and what one of them is."""
    found = [(name, total(document, code)) for code, name in CHAIN]
    return [
        Step(name, one, told(document, one.number.measure).get("words", ""))
        for name, one in found
        if one is not None
    ]


def chain_picture(document: Document) -> Svg:
    """The chain as a picture, each step with how it comes from the one that it is compared with."""
    drawn = [
        (step.name, float(step.print.number.value or 0), step.print.number.text, _compared(document, step))
        for step in steps(document)
    ]
    about = "; ".join(f"{name}: {display}" for name, _, display, _ in drawn)
    return chain(drawn, "From contacts to referrals", about)


def _compared(document: Document, step: Step) -> str:
    number = step.print.number
    before = total(document, _BEFORE.get(number.measure, ""))
    if before is None or number.value is None or before.number.value is None:
        return ""
    things = "moves" if number.measure == "M08" else many(number.unit)
    if number.measure == "M09":
        things = "acknowledged"
    return for_every_hundred(number.value, things, before.number.value, many(before.number.unit))


def key_numbers(document: Document) -> list[KeyNumber]:
    """The numbers to quote, each with its definition."""
    found = [(code, total(document, code)) for code in KEY]
    return [_key(document, code, one) for code, one in found if one is not None]


def _key(document: Document, code: str, found: Print) -> KeyNumber:
    known = told(document, code)
    return KeyNumber(
        name=known.get("name", code),
        print=found,
        newest=last_of(document, f"{code}-quarter"),
        days=days_of(found.number),
        counts=known.get("words", ""),
        definition=known.get("definition", ""),
        leaves_out=known.get("leaves_out", ""),
        sentence=embeds.line_of(document, found.table, found.number, found.address),
    )


_WITHIN = {"median": "half within", "p90": "nine in ten within"}


def waited(document: Document) -> Sequence[tuple[str, Print]]:
    """The median and the 90th percentile of the days until a force acknowledged a referral, in words."""
    table = document.table("M09-days")
    numbers = table.numbers if table else []
    return [
        (_WITHIN[number.code], Print(document, table, number))
        for number in numbers
        if table and number.code in _WITHIN and number.value is not None
    ]

"""The top of the page of figures: headline, the chain from contacts to transfers, and key numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from candour.figures.files import embeds
from candour.figures.files.sentences import INVENTED
from candour.figures.files.shares import counted, for_every_hundred, in_hundred, is_plain
from candour.figures.releasing.numbers import Document
from candour.figures.showing.marks import days_of, in_day, many
from candour.figures.showing.prints import Print, first_of, last_of, rule_of
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
class ChainStep:
    """One step of the chain: its name, its number since the line began, and the measure in plain words."""

    name: str
    print: Print
    counts: str


@dataclass(frozen=True)
class KeyNumber:
    """A number to quote, with its rule. `newest` is the newest quarter's number; None for a stock."""

    name: str
    print: Print
    newest: Print | None
    days: str
    counts: str
    definition: str
    leaves_out: str
    sentence: str


def total(document: Document, measure: str) -> Print | None:
    """A measure's number since the line began, or of the last day; None if the release has neither."""
    return first_of(document, f"{measure}-total") or first_of(document, f"{measure}-day")


def value(document: Document, measure: str) -> int:
    """The value of `total`; 0 where there is none."""
    figure = total(document, measure)
    return (figure.number.value or 0) if figure else 0


def headline(document: Document) -> str:
    """The sentence at the top of the page: how many referrals came from how many contacts."""
    contacts, referrals = value(document, "M01"), value(document, "M07")
    if not contacts:
        return document.title
    if is_plain(referrals, contacts):
        share = counted(in_hundred(referrals, contacts), "referrals")
        return f"Since the line began: for every 100 contacts, {share} went to a police force"
    share = counted(referrals, "referrals")
    return f"Since the line began: from {counted(contacts, 'contacts')}, {share} went to a police force"


def behind(document: Document) -> list[Print]:
    """The numbers that the headline is worked out from: referrals and contacts, if above nought."""
    return [
        figure
        for figure in (total(document, "M07"), total(document, "M01"))
        if figure and figure.number.value
    ]


def quote(document: Document) -> str:
    """The headline as a sentence to copy, with both its numbers; empty where there are none.

    In a rehearsal it ends by saying that the numbers are invented.
    """
    contacts, referrals = total(document, "M01"), value(document, "M07")
    if contacts is None or not contacts.number.value:
        return ""
    finding = headline(document)
    if is_plain(referrals, contacts.number.value):
        whole = counted(contacts.number.value, "contacts")
        finding = f"{finding}. That is {counted(referrals, 'referrals')} from {whole}"
    source = f"M07, M01; release {document.reference}, published {in_day(document.goes_public.date())}"
    invented = f" ({INVENTED})" if document.rehearsal else ""
    return f"{finding}, {days_of(contacts.number)} ({source}){invented}."


def steps(document: Document) -> list[ChainStep]:
    """The steps of the chain that the release has a number for."""
    totals = [(name, total(document, code)) for code, name in CHAIN]
    return [
        ChainStep(name, figure, rule_of(document, figure.number.measure).get("words", ""))
        for name, figure in totals
        if figure is not None
    ]


def chain_picture(document: Document) -> Svg:
    """The chain as a chart; each step says its share of the step that it is compared with."""
    drawn = [
        (step.name, float(step.print.number.value or 0), step.print.number.text, _compared(document, step))
        for step in steps(document)
    ]
    about = "; ".join(f"{name}: {display}" for name, _, display, _ in drawn)
    return chain(drawn, "From contacts to referrals", about)


def _compared(document: Document, step: ChainStep) -> str:
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
    totals = [(code, total(document, code)) for code in KEY]
    return [_key(document, code, figure) for code, figure in totals if figure is not None]


def _key(document: Document, code: str, figure: Print) -> KeyNumber:
    rule = rule_of(document, code)
    return KeyNumber(
        name=rule.get("name", code),
        print=figure,
        newest=last_of(document, f"{code}-quarter"),
        days=days_of(figure.number),
        counts=rule.get("words", ""),
        definition=rule.get("definition", ""),
        leaves_out=rule.get("leaves_out", ""),
        sentence=embeds.line_of(document, figure.table, figure.number, figure.address),
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

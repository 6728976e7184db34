"""Turns an account into findings: each a sentence first, then the picture and the table that show it."""

from collections.abc import Sequence
from dataclasses import dataclass

from candour.look.charts import Svg, bars, chain, columns

from .account import UNKNOWN_WORDS, Account, Row
from .measures import measures, outcome_codes
from .published import INVENTED, origin
from .rules import Figure

BARS_SHOWN = 10


@dataclass(frozen=True)
class Finding:
    """One chart with the sentence that it shows and its table."""

    anchor: str
    title: str
    drawing: Svg
    note: str
    head: str
    rows: Sequence[Row]
    measure: str


@dataclass(frozen=True)
class Step:
    """One step of the chain from contacts to outcomes."""

    name: str
    measure: str
    value: int
    counts: str
    origin: str


def in_hundred(part: int, whole: int) -> int:
    """How many for every hundred, rounded; 0 where there is nothing to divide."""
    return round(100 * part / whole) if whole else 0


def headline(account: Account) -> str:
    """The finding that stands at the top of the page."""
    if not account.total("M01"):
        return "Nothing was counted in these days"
    share = in_hundred(account.total("M07"), account.total("M01"))
    return f"For every 100 contacts, {share} referrals went to a police force"


def steps(account: Account) -> list[Step]:
    """The chain: what was counted at each step, and what one of them is."""
    named = (("Contacts", "M01"), ("Reports", "M04"), ("Referrals", "M07"), ("Transfers", "M08"))
    found = [
        Step(name, code, account.total(code), measures()[code].words, origin(account.figure(code)))
        for name, code in named
    ]
    said = "One thing that a force says it did. A force may say several about one referral."
    return [*found, Step("Outcomes", "outcomes", sum(account.outcomes.values()), said, INVENTED)]


def chain_picture(account: Account) -> Svg:
    """The chain as a picture, each step with how it comes from the one before."""
    contacts, reports, referrals, moved = (account.total(code) for code in ("M01", "M04", "M07", "M08"))
    notes = (
        "",
        f"{in_hundred(reports, contacts)} reports for every 100 contacts",
        f"{in_hundred(referrals, reports)} referrals for every 100 reports",
        f"{in_hundred(moved, referrals)} moves for every 100 referrals",
        "several may be said of one referral",
    )
    drawn = [
        (step.name, step.value, f"{step.value:,}", note)
        for step, note in zip(steps(account), notes, strict=True)
    ]
    about = "; ".join(f"{step.name}: {step.value:,}" for step in steps(account))
    return chain(drawn, "From contacts to outcomes", about)


def by_code(account: Account, measure: str, by: str, *, head: str, unit: str, title: str) -> Finding:
    """A bar for each code, most first.

    The title's {top}, {share} and {whole} are the first bar's words, its share in a hundred, and the total.
    """
    rows = account.rows(measure, by)
    whole = sum(row.value for row in rows)
    words = f"No {unit} in these days"
    if rows:
        words = title.format(top=rows[0].label, share=in_hundred(rows[0].value, whole), whole=f"{whole:,}")
    shown = [(row.label, row.value, f"{row.value:,}") for row in _drawn(rows)]
    more = f" The {BARS_SHOWN} with the most; the table has all." if len(rows) > len(shown) else ""
    note = f"Unit: {unit}. Total: {whole:,}. Source: the line's ledger, {measure}.{more}"
    return Finding(
        f"{measure}-{by}", words, bars(shown, words, _about(shown), _first(shown)), note, head, rows, measure
    )


def _drawn(rows: Sequence[Row]) -> list[Row]:
    """The longest bars, and always the unknown: it says how much the others leave out."""
    return [
        row for place, row in enumerate(rows) if place < BARS_SHOWN or row.label in UNKNOWN_WORDS.values()
    ]


def _first(shown: Sequence[tuple[str, int, str]]) -> str | None:
    return shown[0][0] if shown else None


def _about(shown: Sequence[tuple[str, int, str]]) -> str:
    return ", ".join(f"{label}: {display}" for label, _, display in shown)


def by_month(account: Account, measure: str, *, unit: str, came: str) -> Finding:
    """A column for each month; the sentence names the busiest."""
    rows = account.rows(measure, "month")
    most = max(rows, key=lambda row: row.value, default=None)
    words = f"No {unit} in these days"
    if most and most.value:
        words = f"Most {unit} {came} in {most.label}: {most.value:,}"
    drawn = [(_short(row.label), row.value, f"{row.value:,}") for row in rows]
    note = (
        f"Unit: {unit}, by month; the first and last may be part months. From the line's ledger, {measure}."
    )
    return Finding(
        f"{measure}-month",
        words,
        columns(drawn, words, _about(drawn), _short(most.label) if most else None),
        note,
        "Month",
        rows,
        measure,
    )


def _short(month: str) -> str:
    """November 2022 as Nov 2022, so that three months fit side by side on a phone."""
    name, year = month.split()
    return f"{name[:3]} {year}"


def about_contacts(account: Account) -> list[Finding]:
    """How contacts came, when, about what and whom, and why some made no report."""
    none = in_hundred(account.total("M03"), account.total("M01"))
    return [
        by_code(
            account, "M01", "channel", head="How it came", unit="contacts",
            title="{share} in 100 contacts came this way: {top}",
        ),
        by_month(account, "M01", unit="contacts", came="came"),
        by_code(
            account, "M01", "category", head="Kind of conduct", unit="contacts",
            title="Named most often, in {share} of 100 contacts: {top}",
        ),
        by_code(
            account, "M01", "force", head="Force named", unit="contacts",
            title="Named most often, in {share} of 100 contacts: {top}",
        ),
        by_code(
            account, "M03", "reason", head="Why no report was written", unit="contacts closed at intake",
            title=f"{none} in 100 contacts made no report",
        ),
    ]  # fmt: skip


def about_reports(account: Account) -> list[Finding]:
    """What reports were about, and why some went to nobody."""
    kept = in_hundred(account.total("M06"), account.total("M05"))
    return [
        by_month(account, "M04", unit="reports", came="were completed"),
        by_code(
            account, "M04", "category", head="Kind of conduct", unit="reports",
            title="Most often, in {share} of 100 reports: {top}",
        ),
        by_code(
            account, "M06", "reason", head="Why it went to no force", unit="reports not referred",
            title=f"{kept} in 100 assessed reports went to no force",
        ),
    ]  # fmt: skip


def about_referrals(account: Account) -> list[Finding]:
    """Where referrals went, when, how they moved on, and who has them still."""
    return [
        by_month(account, "M07", unit="referrals", came="were sent"),
        by_code(
            account, "M07", "force", head="Force it was sent to first", unit="referrals",
            title="{share} in 100 referrals went first to one force: {top}",
        ),
        by_code(
            account, "M07", "category", head="Kind of conduct", unit="referrals",
            title="Most often, in {share} of 100 referrals: {top}",
        ),
        by_code(
            account, "M08", "to_force", head="Force it was moved to", unit="transfers",
            title="Of {whole} transfers, more went to one force than to any other: {top}",
        ),
        by_code(
            account, "M10", "force", head="Force that has it", unit="referrals open on the last day",
            title="{whole} referrals were still with a force on the last day",
        ),
    ]  # fmt: skip


def about_outcomes(account: Account) -> list[Finding]:
    """What forces say they did, and why some referrals were closed without more."""
    closed = by_code(
        account, "M31", "reason", head="The force's reason", unit="referrals closed with no further action",
        title="Forces closed {whole} referrals with no further action",
    )  # fmt: skip
    return [_stated(account), closed]


def _stated(account: Account) -> Finding:
    rows = sorted(
        (Row(_outcome(code), count, INVENTED) for code, count in account.outcomes.items()),
        key=lambda row: (-row.value, row.label),
    )
    whole = sum(row.value for row in rows)
    words = f"Forces told us of {whole:,} things they did" if whole else "Forces have told us of nothing yet"
    shown = [(row.label, row.value, f"{row.value:,}") for row in rows[:BARS_SHOWN]]
    note = (
        f"Unit: outcomes, each one statement by a force about one referral. Total: {whole:,}. They cannot be "
        f"added to people or investigations. The {BARS_SHOWN} most frequent; the table has all."
    )
    return Finding(
        "outcomes", words, bars(shown, words, _about(shown), _first(shown)), note, "Outcome", rows, "outcomes"
    )


def _outcome(code: str) -> str:
    known = outcome_codes().get(code)
    return known.label if known else code


def month_table(found: Sequence[Figure]) -> list[tuple[str, list[int]]]:
    """The figures of several measures side by side, a line for each month: M01, M04, M07 and M08."""
    months: dict[str, list[int]] = {}
    for one in found:
        months.setdefault(one.by.removeprefix("month="), []).append(one.value)
    return sorted(months.items())

"""Turns an account into findings: each a sentence first, then the picture and the table that show it."""

from collections.abc import Sequence
from dataclasses import dataclass

from candour.look.charts import Svg, bars, columns

from .account import UNKNOWN_WORDS, Account, Row, marked
from .counts import Figure
from .measures import outcome_codes
from .published import INVENTED
from .shares import counted, share_of

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


def by_code(account: Account, measure: str, by: str, *, head: str, unit: str, title: str) -> Finding:
    """A bar for each code, most first.

    The title's {top}, {share} and {whole} are the first bar's words, its share, and the total. Where the
    title names the first bar, that bar alone is dark.
    """
    rows = account.rows(measure, by)
    words = _sentence(rows, unit=unit, title=title)
    shown = [(marked(row.label, row.origin), row.value, f"{row.value:,}") for row in _drawn(rows)]
    accent = shown[0][0] if shown and "{top}" in title else None
    notes = [
        f"Unit: {unit}. Total: {sum(row.value for row in rows):,}. Source: the line's ledger, {measure}."
    ]
    notes += [f"The {BARS_SHOWN} with the most; the table has all."] if len(rows) > len(shown) else []
    notes += ["The dark bar is the one named above."] if accent and len(shown) > 1 else []
    picture = bars(shown, words, _about(shown), accent)
    return Finding(f"{measure}-{by}", words, picture, " ".join(notes), head, rows, measure)


def _sentence(rows: Sequence[Row], *, unit: str, title: str) -> str:
    if not rows:
        return f"No {unit} in these days"
    whole = sum(row.value for row in rows)
    share = share_of(rows[0].value, whole, unit)
    if rows[0].label in UNKNOWN_WORDS.values() and "{top}" in title:
        return f"{_capital(share)}: {rows[0].label.lower()}"
    return _capital(title.format(top=rows[0].label, share=share, whole=f"{whole:,}"))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _drawn(rows: Sequence[Row]) -> list[Row]:
    """The longest bars, and always the unknown: it says how much the others leave out."""
    return [
        row for place, row in enumerate(rows) if place < BARS_SHOWN or row.label in UNKNOWN_WORDS.values()
    ]


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
    note = f"Unit: {unit}, by month, first and last perhaps in part. Source: the line's ledger, {measure}."
    note += " The dark column is the month named above." if len(rows) > 1 else ""
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
    none = share_of(account.total("M03"), account.total("M01"), "contacts")
    return [
        by_code(
            account, "M01", "channel", head="How it came", unit="contacts",
            title="{share} came this way: {top}",
        ),
        by_month(account, "M01", unit="contacts", came="came"),
        by_code(
            account, "M01", "category", head="Kind of conduct", unit="contacts",
            title="Named most often: {top} ({share})",
        ),
        by_code(
            account, "M01", "force", head="Force named", unit="contacts",
            title="Named most often: {top} ({share})",
        ),
        by_code(
            account, "M03", "reason", head="Why no report was written", unit="contacts closed at intake",
            title=f"{none} made no report",
        ),
    ]  # fmt: skip


def about_reports(account: Account) -> list[Finding]:
    """What reports were about, and why some went to nobody."""
    kept = share_of(account.total("M06"), account.total("M05"), "assessed reports")
    return [
        by_month(account, "M04", unit="reports", came="were completed"),
        by_code(
            account, "M04", "category", head="Kind of conduct", unit="reports",
            title="Most often: {top} ({share})",
        ),
        by_code(
            account, "M06", "reason", head="Why it went to no force", unit="reports not referred",
            title=f"{kept} went to no force",
        ),
    ]  # fmt: skip


def about_referrals(account: Account) -> list[Finding]:
    """Where referrals went, when, how they moved on, and who has them still."""
    return [
        by_month(account, "M07", unit="referrals", came="were sent"),
        by_code(
            account, "M07", "force", head="Force it was sent to first", unit="referrals",
            title="{share} went first to one force: {top}",
        ),
        by_code(
            account, "M07", "category", head="Kind of conduct", unit="referrals",
            title="Most often: {top} ({share})",
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
        (Row(_outcome(code, account), count, INVENTED) for code, count in account.outcomes.items()),
        key=lambda row: (-row.value, row.label),
    )
    whole = sum(row.value for row in rows)
    words = f"Forces told us of {whole:,} things they did" if whole else "Forces have told us of nothing yet"
    shown = [(row.label, row.value, f"{row.value:,}") for row in rows[:BARS_SHOWN]]
    note = (
        f"Unit: outcomes, each one statement by a force about one referral. Total: {whole:,}. They cannot be "
        f"added to people or investigations. The {BARS_SHOWN} most frequent; the table has all."
    )
    picture = bars(shown, words, _about(shown))
    return Finding("outcomes", words, picture, note, "Outcome", rows, "outcomes")


def _outcome(code: str, account: Account) -> str:
    """An outcome's words. Beside investigations stands how many they were, since both numbers are shown."""
    known = outcome_codes().get(code)
    if code != "investigation_opened" or not known:
        return known.label if known else code
    opened = counted(account.total("M14"), "investigations")
    return f"{known.label}: said of referrals. By the forces’ references, {opened} (M14)"


def month_table(found: Sequence[Figure]) -> list[tuple[str, list[int]]]:
    """The figures of several measures side by side, a line for each month: M01, M04, M07 and M08."""
    months: dict[str, list[int]] = {}
    for one in found:
        months.setdefault(one.by.removeprefix("month="), []).append(one.value)
    return sorted(months.items())

"""The top of the page: the first finding, and the chain from contacts to outcomes."""

from dataclasses import dataclass

from candour.look.charts import Svg, chain

from .account import Account, marked
from .measures import measures
from .published import INVENTED, origin
from .shares import counted, for_every_hundred, in_hundred, is_plain


@dataclass(frozen=True)
class Step:
    """One step of the chain from contacts to outcomes."""

    name: str
    measure: str
    value: int
    counts: str
    origin: str


def headline(account: Account) -> str:
    """The finding that stands at the top of the page."""
    contacts, referrals = account.total("M01"), account.total("M07")
    if not contacts:
        anything = any(one.value for one in account.figures)
        return "No contacts came in these days" if anything else "Nothing was counted in these days"
    if is_plain(referrals, contacts):
        share = counted(in_hundred(referrals, contacts), "referrals")
        return f"For every 100 contacts, {share} went to a police force"
    share = counted(referrals, "referrals")
    return f"From {counted(contacts, 'contacts')}, {share} went to a police force"


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
        for_every_hundred(reports, "reports", contacts, "contacts"),
        for_every_hundred(referrals, "referrals", reports, "reports"),
        for_every_hundred(moved, "moves", referrals, "referrals"),
        "several may be said of one referral",
    )
    drawn = [
        (marked(step.name, step.origin), step.value, f"{step.value:,}", note)
        for step, note in zip(steps(account), notes, strict=True)
    ]
    about = "; ".join(f"{step.name}: {step.value:,}" for step in steps(account))
    return chain(drawn, "From contacts to outcomes", about)

"""Which codes a line of the ledger may carry. Values in, values out; no Django."""

from collections.abc import Callable, Mapping

from candour.codes.categories import categories
from candour.codes.channels import channels
from candour.codes.languages import languages
from candour.codes.listed import ListedCode
from candour.codes.outcomes import investigation_kinds, outcomes
from candour.codes.reasons import closing_reasons, decision_kinds, reasons_not_to_refer

CodeList = Callable[[], Mapping[str, ListedCode]]

# The list that each column takes its codes from. Forces are rows of their own, behind foreign keys.
_LISTS: Mapping[str, CodeList] = {
    "channel": channels,
    "category": categories,
    "kind": investigation_kinds,
    "language": languages,
}
# What the reason of a line says goes by its event; no other event has one.
_REASONS: Mapping[str, CodeList] = {
    "contact.closed": closing_reasons,
    "report.assessed": decision_kinds,
    "report.not_referred": reasons_not_to_refer,
    "outcome.recorded": outcomes,
    "outcome.withdrawn": outcomes,
}
# The columns of a line that carry such codes.
CODED = (*_LISTS, "reason")


def is_known(event: str, column: str, code: str) -> bool:
    """Whether a line of that event may carry that code in that column. A retired code is known."""
    codes = _REASONS.get(event) if column == "reason" else _LISTS[column]
    return codes is not None and code in codes()


def objections_to_codes(event: str, codes: Mapping[str, str]) -> list[str]:
    """What stands against the codes of a line, by column, in sentences; empty codes are left out."""
    return [
        _objection(event, column, code)
        for column, code in codes.items()
        if code and not is_known(event, column, code)
    ]


def _objection(event: str, column: str, code: str) -> str:
    if column == "language":
        return "The ledger keeps English, Welsh or another language, and never which."
    return f"The ledger knows no {column} {code!r} for {event}. Add it to its list in candour/codes/data."

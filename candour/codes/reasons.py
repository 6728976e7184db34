"""Why a contact is closed without a report, what is decided on a report, and why it goes to no force."""

from collections.abc import Mapping
from functools import cache

from candour.codes.listed import ListedCode, read_codes


@cache
def closing_reasons() -> Mapping[str, ListedCode]:
    """Why a contact made no report (M03). Never "false": each says what the contact was."""
    return read_codes("closing_reasons.csv", ListedCode)


@cache
def decision_kinds() -> Mapping[str, ListedCode]:
    """What may be decided on a report."""
    return read_codes("decisions.csv", ListedCode)


@cache
def reasons_not_to_refer() -> Mapping[str, ListedCode]:
    """Why an assessed report is sent to no force (M06)."""
    return read_codes("reasons_not_to_refer.csv", ListedCode)

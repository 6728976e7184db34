"""The lists of codes that tables are broken down by, as the page *How we count* shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from candour.codes.categories import categories
from candour.codes.channels import channels
from candour.codes.languages import languages
from candour.codes.listed import ListedCode
from candour.codes.outcomes import investigation_kinds, outcomes
from candour.codes.reasons import closing_reasons, reasons_not_to_refer


@dataclass(frozen=True)
class CodeList:
    """One list: its heading, and its public codes in their order, retired ones too."""

    heading: str
    codes: Sequence[ListedCode]


def code_lists() -> list[CodeList]:
    """Every list that a published table is broken down by, as it stands today."""
    return [
        _published("How a contact came", channels()),
        _published("Kind of conduct", categories()),
        _published("Language of a contact", languages()),
        _published("Why a contact was closed without a report", closing_reasons()),
        _published("Why a report went to no force", reasons_not_to_refer()),
        _published("What forces say they did", outcomes()),
        _published("Kind of investigation, and oversight body", investigation_kinds()),
    ]


def _published(heading: str, codes: Mapping[str, ListedCode]) -> CodeList:
    return CodeList(heading, [listed for listed in codes.values() if listed.public])

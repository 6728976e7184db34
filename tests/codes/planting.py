"""Adds invented rows to the lists of `candour/codes`, for a test, and to nothing else."""

import csv
import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from unittest import mock

from candour.codes import categories, channels, languages, outcomes, reasons, tables
from candour.figures import measures

CATEGORY = {
    "code": "pigeons", "label": "Invented harm to pigeons", "reporter_label": "They harm invented pigeons",
    "sentence_part": "about harm to pigeons", "measures": "M01;M03;M04;M07;M08;M08a", "public": "yes",
    "wording": "Harm an invented pigeon.",
}  # fmt: skip
CHANNEL = {
    "code": "carrier_pigeon", "label": "Invented carrier pigeon", "table_label": "Pigeon", "measures": "M01",
    "public": "yes", "by_hand": "yes", "caller": "never",
}  # fmt: skip
CLOSING_REASON = {
    "code": "pigeon_lost", "label": "The invented pigeon was lost", "measures": "M03", "public": "yes",
}  # fmt: skip
OUTCOME = {
    "code": "nfa_pigeon", "label": "No further action: invented pigeon flown", "measures": "M31",
    "public": "yes", "group": "nfa_reason", "closing": "yes", "unit": "referral",
}  # fmt: skip
FOUR = {
    "categories.csv": CATEGORY,
    "channels.csv": CHANNEL,
    "closing_reasons.csv": CLOSING_REASON,
    "outcomes.csv": OUTCOME,
}
_NO = dict.fromkeys(("public", "retired", "by_hand", "closing"), "no")


@contextmanager
def planted(rows: Mapping[str, Mapping[str, str]]) -> Iterator[None]:
    """Each of these rows stands at the end of its file, as if it had been typed there."""
    read_text = tables.read_text

    def with_row(package: str, file_name: str) -> str:
        text = read_text(package, file_name)
        if package != "candour.codes" or file_name not in rows:
            return text
        columns = next(csv.reader([text.splitlines()[0]]))
        line = io.StringIO()
        csv.DictWriter(line, columns).writerow(
            {column: rows[file_name].get(column, _NO.get(column, "")) for column in columns}
        )
        return text + line.getvalue()

    with mock.patch.object(tables, "read_text", with_row):
        _forget()
        yield
    _forget()


def _forget() -> None:
    for module in (categories, channels, languages, outcomes, reasons, measures):
        for member in vars(module).values():
            if hasattr(member, "cache_clear"):
                member.cache_clear()

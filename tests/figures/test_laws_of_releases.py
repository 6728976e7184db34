"""What holds for every release, whatever ledger it was compiled from."""

import csv
import datetime as dt
import io
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from candour.figures.cells import Cell
from candour.figures.disclosure.judging import usual_treatment
from candour.figures.files.bundle import all_files
from candour.figures.quarters import quarters, years
from candour.figures.releasing.compiling import Compiled, Order, Register, compile_release
from candour.figures.releasing.numbers import ANNUAL, QUARTERLY, Document, fingerprint, from_bytes
from candour.figures.releasing.register import with_truth
from candour.figures.rules import Treatment

from .ledgers import FIRST, contact, taken_back
from .lives import live, lives

pytestmark = pytest.mark.django_db

LATEST = dt.date(2023, 12, 31)
quick = settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
# Several of the same: otherwise nearly every number is under 10.
ledgers = st.lists(st.tuples(lives, st.sampled_from([1, 1, 3, 12])), min_size=1, max_size=6)


def order(kind: str, number: int) -> Order:
    spans = years(FIRST, LATEST) if kind == ANNUAL else quarters(FIRST, LATEST)
    return Order(
        number=number, version=1, kind=kind, title=kind, since=spans[0].since, until=spans[-1].until,
        as_at=LATEST, goes_public=dt.datetime(2024, 1, 25, 9, 30, tzinfo=dt.UTC),
    )  # fmt: skip


def compiled_from(some: list) -> list[Compiled]:
    """A quarter's release and a year's, the second with the first in its register."""
    contact(FIRST)
    for life, times in some:
        for _ in range(times):
            live(life)
    first = compile_release(order(QUARTERLY, 1), Register())
    return [first, compile_release(order(ANNUAL, 2), register_of(first))]


def register_of(one: Compiled) -> Register:
    return Register(with_truth(one.document, one.held_back), [one.document])


def goes_by_the_rule(document: Document) -> None:
    for one in document.numbers():
        how = usual_treatment(Cell(one.measure, one.by, one.code, one.since, one.until, document.as_at))
        if how is Treatment.TEN_FIVE:
            assert one.value is None or (one.value >= 10 and one.value % 5 == 0), one


def no_file_says_more(document: Document) -> None:
    goes_by_the_rule(document)
    files = all_files(document)
    read = from_bytes(files["figures.json"])
    assert read == document
    rows = list(csv.DictReader(io.StringIO(files["figures.csv"].decode())))
    assert [(row["value"], row["marker"]) for row in rows] == [
        ("" if number.value is None else str(number.value), number.marker) for number in read.numbers()
    ]
    # The true counts stand beside the document, never in it.
    assert "held_back" not in json.loads(files["figures.json"])


def it_adds_up(document: Document) -> None:
    for code in ("M01", "M04", "M07", "M08"):
        months, quarterly = document.table(f"{code}-month"), document.table(f"{code}-quarter")
        whole = document.table(f"{code}-total")
        assert months and quarterly and whole
        assert sum(number.value or 0 for number in months.numbers) == whole.numbers[0].value
        assert sum(number.value or 0 for number in quarterly.numbers) == whole.numbers[0].value
    for each in document.sums:
        assert each.whole == sum(part for _, part in each.parts)


@quick
@given(ledgers)
def test_a_release_adds_up_hides_what_the_rule_hides_and_is_the_same_when_compiled_again(some) -> None:
    with taken_back():
        first, year = compiled_from(some)
        again = compile_release(order(ANNUAL, 2), register_of(first))
    for one in (first, year):
        no_file_says_more(one.document)
        it_adds_up(one.document)
    assert again.content == year.content
    assert fingerprint(again.content) == fingerprint(year.content)
    assert all_files(year.document) == all_files(again.document)

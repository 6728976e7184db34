import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from candour.bench import figures, ledgers, releases
from candour.figures.counting.tally import tally
from candour.figures.measures import measures
from candour.figures.releasing.equations import equations
from candour.ledger.models import Entry

from .plain import by_hand

FORCES = ("metropolitan", "kent", "essex")


def test_a_ledger_to_measure_with_is_the_same_each_time_and_can_grow() -> None:
    some = list(ledgers.lines(500, FORCES))

    assert some == list(ledgers.lines(500, FORCES))
    more = list(ledgers.lines(300, FORCES, after=500))
    assert (len(some), len(more)) == (500, 300)
    assert not {line[0] for line in some} & {line[0] for line in more}


@pytest.mark.django_db
def test_a_ledger_to_measure_with_adds_up_and_is_counted_alike_both_ways() -> None:
    ledgers.load(ledgers.lines(3_000, FORCES))
    assert Entry.objects.count() == 3_000

    year = (dt.date(2023, 12, 1), dt.date(2024, 11, 30))
    with tally(ledgers.LAST) as counted:
        for equation in equations(counted, *year):
            assert equation.whole == sum(number for _, number in equation.parts) > 0
        for measure in measures().values():
            for by in ("", *measure.by):
                line_by_line = by_hand(measure.code, by, *year, ledgers.LAST)
                assert counted.counts(measure.code, by, *year) == line_by_line


@pytest.mark.django_db
def test_a_database_that_is_in_use_is_not_filled() -> None:
    with pytest.raises(ValidationError, match="in use"):
        figures.step("prepare", 0)


def test_a_ledger_is_neither_tiny_nor_endless() -> None:
    for sizes in ([10], [figures.MOST + 1]):
        with pytest.raises(ValidationError, match="Choose"):
            figures.run(sizes, say=print)


@pytest.mark.slow
@pytest.mark.django_db
def test_a_release_of_a_ledger_to_measure_with_is_published_and_its_page_served(client: Client) -> None:
    ledgers.load(ledgers.lines(1_500, FORCES))

    releases.publish(releases.compile_annual(ledgers.LAST))

    assert client.get("/figures/releases/1.1").status_code == 200

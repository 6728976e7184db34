"""The whole rehearsal, loaded as `./run` loads it, and read as the public reads it."""

import csv
from collections.abc import Iterator
from urllib.request import urlopen

import pytest

from candour.bench.server import serving
from candour.figures.cells import Cell
from candour.figures.disclosure.judging import usual_treatment
from candour.figures.releasing.numbers import Document, from_bytes
from candour.figures.rules import Treatment
from tests import rehearsal

pytestmark = pytest.mark.rehearsal

Figures = dict[tuple[str, str], str]
SINCE_THE_START = ("2022-11-29", "2024-02-29")
FIRST_YEAR = ("2022-11-29", "2023-11-30")


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the rehearsal's public door."""
    folder = tmp_path_factory.mktemp("whole")
    rehearsal.copy("whole", folder)
    with serving(folder, rehearsal.environment_of(folder)) as url:
        yield url


def _figures(line: str, since: str, until: str) -> Figures:
    """What was published for these days, as it is printed."""
    with urlopen(f"{line}/figures.csv?from={since}&to={until}") as answer:
        rows = csv.DictReader(answer.read().decode().splitlines())
        return {(row["measure"], row["by"]): row["value"] or f"[{row['marker']}]" for row in rows}


def _newest(line: str, reference: str = "5") -> Document:
    with urlopen(f"{line}/figures/releases/{reference}/figures.json") as answer:
        return from_bytes(answer.read())


def test_the_published_numbers_come_out_exactly(line: str) -> None:
    figures = _figures(line, *SINCE_THE_START)

    assert figures["M01", "channel=phone"] == "1988"
    assert figures["M01", "channel=web_form"] == "890"
    assert figures["M01", ""] == "2878"
    assert figures["M07", ""] == "867"
    assert figures["M08", ""] == "139"
    assert _figures(line, *FIRST_YEAR)["M08a", ""] == "94"
    # The days of the question that was put to the first force, which no release has.
    assert _figures(line, "2022-11-29", "2023-11-29")["M08a", ""] == "94"


def test_months_and_quarters_add_up_and_so_do_the_sums(line: str) -> None:
    for reference in ("4", "5"):
        release = _newest(line, reference)
        whole = {
            table.measure: table.numbers[0].value
            for table in release.tables
            if table.id == f"{table.measure}-total"
        }
        for code in ("M01", "M04", "M07", "M08"):
            for by in ("month", "quarter"):
                table = release.table(f"{code}-{by}")
                assert table is not None
                assert sum(number.value or 0 for number in table.numbers) == whole[code], (
                    reference,
                    code,
                    by,
                )
        assert release.sums
        for total in release.sums:
            assert total.whole == sum(part for _, part in total.parts), total.words


def test_nothing_by_force_or_of_people_is_printed_that_the_rule_hides(line: str) -> None:
    for reference in ("1", "2", "3", "4", "5", "6"):
        release = _newest(line, reference)
        for number in release.numbers():
            cell = Cell(number.measure, number.by, number.code, number.since, number.until, release.as_at)
            if usual_treatment(cell) is Treatment.TEN_FIVE:
                assert number.value is None or (number.value >= 10 and number.value % 5 == 0), number


def test_investigations_are_no_subtraction(line: str) -> None:
    opened = _newest(line, "4").table("M14-year")
    assert opened is not None and 0 < (opened.numbers[0].value or 0) < 728


@pytest.mark.parametrize(
    "words", ["980", "738", "728", "a third", "18 months", "700 in a day", "1,000 people", "2,400"]
)
def test_each_misprinted_number_stands_beside_the_right_one(line: str, words: str) -> None:
    with urlopen(f"{line}/figures/misreported") as answer:
        page = answer.read().decode()
    assert words in page
    for right in ("2,878", "1,988", "890", "867", "139", "94"):
        assert right in page, right


def test_every_page_says_that_it_is_a_rehearsal(line: str) -> None:
    for path in (
        "/",
        "/report",
        "/figures",
        "/figures/answers",
        "/funding",
        "/desk/sign-in",
        "/force/sign-in",
    ):
        with urlopen(f"{line}{path}") as answer:
            assert "This is a rehearsal" in answer.read().decode(), path


def test_the_questions_in_both_papers_are_answered(line: str) -> None:
    with urlopen(f"{line}/figures/answers") as answer:
        page = answer.read().decode()

    for words in ("94", "2,878", "£318,000", "29 November 2022", "31 March 2024", "invented"):
        assert words in page, words


def _page(line: str, path: str) -> str:
    with urlopen(f"{line}{path}") as answer:
        return str(answer.read().decode())


def test_the_log_has_the_rehearsal_s_answers_and_cites_its_releases(line: str) -> None:
    assert "31 answers" in _page(line, "/foi/log")
    results = _page(line, "/foi/log?q=how+many+calls+and+forms").replace("<mark>", "").replace("</mark>", "")
    assert "Contacts in the line’s first fifteen months" in results
    page = _page(line, "/foi/log/01.FOI.24.000002")

    assert "In full: two disclosed" in page
    assert "/figures/number/5.1-" in page
    assert "2,878" in page and "1,988" in page and "890" in page


def test_both_papers_are_pages_of_the_log_and_the_figure_that_was_not_held_is_linked(line: str) -> None:
    page = _page(line, "/foi/log/01/FOI/23/034971")

    assert "Part: one not held, one disclosed" in page
    assert "Not held: Crimestoppers has it" in page
    assert "/figures/number/4.1-" in page and "2,334 contacts" in page
    assert page.index("Our figures tell it today") < page.index("one day more than was asked")
    assert "Candour is our name for the line that was asked about" in page
    assert "We do not know what was decided" in _page(line, "/foi/log/01.FOI.22.027524")

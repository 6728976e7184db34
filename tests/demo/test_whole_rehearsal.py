"""The whole rehearsal, loaded as `./run` loads it, and read as the public reads it."""

import csv
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from candour.bench.server import serving

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.rehearsal

Figures = dict[tuple[str, str], int]


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the rehearsal's public door."""
    folder = tmp_path_factory.mktemp("whole")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CANDOUR_", "DJANGO_"))}
    kept.pop("DATABASE_URL", None)
    environment = {**kept, "CANDOUR_DATA": str(folder), "CANDOUR_HTTPS": "0"}
    load = subprocess.run(
        [sys.executable, "-m", "candour", "demo"], cwd=ROOT, env=environment, check=True, capture_output=True
    )
    assert b"100 %" in load.stdout
    with serving(folder, environment) as url:
        yield url


def _figures(line: str, since: str, until: str) -> Figures:
    with urlopen(f"{line}/figures.csv?from={since}&to={until}") as answer:
        rows = csv.DictReader(answer.read().decode().splitlines())
        return {(row["measure"], row["by"]): int(row["value"]) for row in rows}


def _sum(figures: Figures, measure: str, by: str) -> int:
    return sum(
        value for (code, cut), value in figures.items() if code == measure and cut.startswith(f"{by}=")
    )


def test_the_published_numbers_come_out_exactly(line: str) -> None:
    figures = _figures(line, "2022-11-29", "2024-02-29")

    assert figures["M01", "channel=phone"] == 1_988
    assert figures["M01", "channel=web_form"] == 890
    assert figures["M01", ""] == 2_878
    assert figures["M07", ""] == figures["M07", "force=metropolitan"] == 867
    assert figures["M08", ""] == 139
    assert _figures(line, "2022-11-29", "2023-11-29")["M08a", ""] == 94


def test_everything_adds_up(line: str) -> None:
    figures = _figures(line, "2022-11-29", "2024-02-29")

    for measure in ("M01", "M03", "M04", "M05", "M06", "M07", "M08", "M08a", "M09", "M14", "M31"):
        assert _sum(figures, measure, "month") == figures[measure, ""], measure
    for measure, by in (
        ("M01", "channel"),
        ("M01", "force"),
        ("M03", "reason"),
        ("M06", "reason"),
        ("M31", "reason"),
    ):
        assert _sum(figures, measure, by) == figures[measure, ""], (measure, by)
    assert _sum(figures, "M10", "force") == figures["M10", ""]
    # Two reports wait for a force that has no key: assessed, and neither referred nor kept.
    assert figures["M05", ""] == figures["M06", ""] + figures["M07", ""] + 2
    # Not a subtraction: 728 would be 867 less 139.
    assert 0 < figures["M14", ""] < 728


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


def test_the_questions_in_both_seeds_are_answered(line: str) -> None:
    with urlopen(f"{line}/figures/answers") as answer:
        page = answer.read().decode()

    for told in ("94", "2,878", "£318,000", "29 November 2022", "31 March 2024", "invented"):
        assert told in page, told

"""The numbers on /help, and how long things are kept, are the charity's to set."""

from pathlib import Path

import pytest
from django.test import Client

from candour.pages.helplines import helplines
from tests.conftest import Cast

HEAD = "group,name,phone,about,source,checked_on\n"


def _page(address: str) -> str:
    return Client().get(address).content.decode()


def test_every_number_says_where_it_is_from_and_when_it_was_checked() -> None:
    assert {line.phone for line in helplines()} >= {"999", "101", "116 123", "0808 2000 247"}
    assert all(line.source and line.checked_on for line in helplines())


def test_a_number_can_be_pressed_to_ring_it(cast: Cast) -> None:
    html = _page("/help")

    assert '<a href="tel:116123">116 123</a>' in html
    assert "The numbers are from public pages that we read on 1 December 2026." in html


def test_a_line_shows_its_own_numbers_instead(cast: Cast, settings, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "ours.csv"
    file.write_text(f"{HEAD}work,The Invented Line,0808 157 0199,for staff,its own leaflet,2026-03-02\n")
    settings.HELPLINES = str(file)
    html = _page("/help")

    assert "The Invented Line" in html and "tel:08081570199" in html and "2 March 2026" in html
    assert "116 123" not in html


@pytest.mark.parametrize(
    "row",
    [
        "talk,Somebody,0808 157 0199,,,2026-03-02",
        "talk,Somebody,,,a leaflet,2026-03-02",
        "talk,,0808 157 0199,,a leaflet,2026-03-02",
        "talk,Somebody,0808 157 0199,,a leaflet,",
        ",Somebody,0808 157 0199,,a leaflet,2026-03-02",
        "talk,Somebody,0808 157 0199,,a leaflet,in March",
    ],
)
def test_a_number_without_a_source_or_a_day_is_not_shown(settings, tmp_path: Path, row: str) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "ours.csv"
    file.write_text(f"{HEAD}{row}\n")
    settings.HELPLINES = str(file)

    with pytest.raises(ValueError):
        helplines()


def test_how_long_things_are_kept_is_a_setting(cast: Cast, settings) -> None:  # type: ignore[no-untyped-def]
    assert _page("/privacy").count("We have not yet decided how long") == 2

    settings.KEEPS_REPORTS = "six years after the force has closed the matter"
    settings.KEEPS_REQUESTS = "two years after the last letter"
    html = _page("/privacy")
    assert "We keep reports for six years after the force has closed the matter." in html
    assert "We keep requests, names and addresses for two years after the last letter." in html
    assert "not yet decided" not in html

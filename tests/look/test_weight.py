import gzip
from importlib.resources import files

import pytest

STATIC = files("candour.look") / "static" / "candour"


def test_the_public_sheet_stays_light() -> None:
    assert len(gzip.compress((STATIC / "public.css").read_bytes(), 9)) < 9_000


@pytest.mark.parametrize("sheet", ["public.css", "work.css"])
def test_a_sheet_fetches_nothing_and_names_no_government_font(sheet: str) -> None:
    text = (STATIC / sheet).read_text("utf-8")

    assert "url(http" not in text
    assert "url(" not in text.replace("url(data:", "")
    assert "@import" not in text
    assert "GDS Transport" not in text


@pytest.mark.parametrize("sheet", ["public.css", "work.css"])
def test_a_sheet_keeps_the_licence_of_what_it_takes(sheet: str) -> None:
    assert "MIT licence" in (STATIC / sheet).read_text("utf-8")[:200]

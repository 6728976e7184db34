"""A browser looks at contrast at one width: enough, while no rule has a colour for some widths only."""

import re
from pathlib import Path

import pytest

PRODUCT = Path(__file__).resolve().parents[2] / "candour"
SHEETS = sorted(PRODUCT.rglob("static/**/*.css"))
_COLOUR = re.compile(r"(?<![\w-])(?:color|background(?:-color)?|opacity)\s*:\s*([^;}]+)")
_FORCED = ("inherit", "transparent", "rgba(0,0,0,0)", "none")


def colours_at_some_widths(sheet: str) -> list[str]:
    """The colours that a style sheet sets within a rule for some widths."""
    colours = []
    for start in re.finditer(r"@media[^{]*width[^{]*\{", sheet):
        depth, end = 1, start.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(sheet[end], 0)
            end += 1
        colours += [colour for colour in _COLOUR.findall(sheet[start.end() : end]) if colour not in _FORCED]
    return colours


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_no_colour_is_for_some_widths_only(sheet: Path) -> None:
    assert colours_at_some_widths(sheet.read_text()) == []


def test_a_colour_for_telephones_is_found() -> None:
    sheet = "p { color: black } @media (max-width: 40em) { a { color: #ccc } } b { color: red }"

    assert colours_at_some_widths(sheet) == ["#ccc "]

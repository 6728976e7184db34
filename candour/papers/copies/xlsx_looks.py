"""The cell styles of a workbook (xlsx) that show nothing of a cell's content."""

import re
from typing import TypeVar

from candour.papers.formats.colours import BLACK, WHITE, Colour, alike, parse_colour, tinted
from candour.papers.formats.xml_parts import Element, attribute, local_name, parse_xml, walk
from candour.papers.formats.zip_package import Package

_Value = TypeVar("_Value")
TINY = 2.0  # points: letters of this size cannot be read
# ECMA-376 part 1, 18.8.27: the first sixteen colours by number, and those of the screen itself.
_INDEXED_COLOURS: dict[str, Colour] = {
    "0": BLACK, "1": WHITE, "2": (255, 0, 0), "3": (0, 255, 0), "4": (0, 0, 255), "5": (255, 255, 0),
    "6": (255, 0, 255), "7": (0, 255, 255), "64": BLACK, "65": WHITE,
}  # fmt: skip
_INDEXED_COLOURS |= {
    str(int(number) + 8): colour for number, colour in list(_INDEXED_COLOURS.items()) if int(number) < 8
}
# A theme lists dark before light; cells count light before dark (18.8.3).
_SWAPPED = {0: 1, 1: 0, 2: 3, 3: 2}
_DEFAULT_COLOURS = [BLACK, WHITE]


def concealing_styles(package: Package) -> set[str]:
    """The numbers of the cell styles that show nothing: tiny or in the cell's colour, or an empty format."""
    names = package.of_type("spreadsheetml.styles+xml")
    if not names:
        return set()
    root, theme = parse_xml(package.parts[names[0]], names[0]), _theme_colours(package)
    fonts = [(_letter_colour(font, theme), _is_tiny(font)) for group in walk(root, "fonts") for font in group]
    fills = [_colour_behind(fill, theme) for group in walk(root, "fills") for fill in group]
    empty_formats = {
        attribute(number_format, "numFmtId")
        for number_format in walk(root, "numFmt")
        if _shows_nothing(attribute(number_format, "formatCode"))
    }
    styles = [style for group in walk(root, "cellXfs") for style in group if local_name(style) == "xf"]
    return {
        str(number)
        for number, style in enumerate(styles)
        if attribute(style, "numFmtId") in empty_formats or _hides(style, fonts, fills)
    }


def _shows_nothing(code: str) -> bool:
    """Whether a number format shows nothing: three semicolons, or empty strings between them."""
    bare = re.sub(r'""|\[[^\]]*\]|\s', "", code)
    return bool(code) and bool(re.fullmatch(r";{2,}" if bare == code.strip() else r";*", bare))


def _hides(style: Element, fonts: list[tuple[Colour | None, bool]], fills: list[Colour | None]) -> bool:
    font = _value_at(fonts, attribute(style, "fontId", "0"), (None, False))
    return font[1] or alike(font[0], _value_at(fills, attribute(style, "fillId", "0"), None))


def _value_at(values: list[_Value], index: str, default: _Value) -> _Value:
    return values[int(index)] if index.isdigit() and int(index) < len(values) else default


def _theme_colours(package: Package) -> list[Colour | None]:
    """The colours of the workbook's theme, in its own order."""
    for name in package.of_type("officeDocument.theme+xml", "theme+xml"):
        for scheme in walk(parse_xml(package.parts[name], name), "clrScheme"):
            entries = [next(iter(slot), None) for slot in scheme if local_name(slot)]
            return [
                None
                if entry is None
                else parse_colour(attribute(entry, "lastClr") or attribute(entry, "val"))
                for entry in entries
            ]
    return list(_DEFAULT_COLOURS)


def _colour_of(element: Element, theme: list[Colour | None]) -> Colour | None:
    if rgb := attribute(element, "rgb"):
        return parse_colour(rgb)
    if indexed := attribute(element, "indexed"):
        return _INDEXED_COLOURS.get(indexed)
    index = attribute(element, "theme")
    if not index.isdigit():
        return BLACK if attribute(element, "auto") else None
    number = _SWAPPED.get(int(index), int(index))
    colour = theme[number] if number < len(theme) else None
    if colour is None:
        # An unknown theme colour is like itself alone: no true colour has a red of 300.
        return (300 * (number + 1), 0, 0)
    return tinted(colour, _number(attribute(element, "tint", "0")))


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _letter_colour(font: Element, theme: list[Colour | None]) -> Colour | None:
    colours = list(walk(font, "color"))
    return _colour_of(colours[0], theme) if colours else BLACK


def _is_tiny(font: Element) -> bool:
    return any(0 < _number(attribute(size, "val")) <= TINY for size in walk(font, "sz"))


def _colour_behind(fill: Element, theme: list[Colour | None]) -> Colour | None:
    """The colour behind a cell: white where it has none, None for a pattern or a gradient."""
    if any(True for _ in walk(fill, "gradientFill")):
        return None
    for pattern in walk(fill, "patternFill"):
        kind = attribute(pattern, "patternType", "none")
        if kind == "solid":
            return next((_colour_of(element, theme) for element in walk(pattern, "fgColor")), BLACK)
        if kind != "none":
            return None
    return WHITE

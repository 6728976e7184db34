"""The styles of a workbook (xlsx) by which a cell shows nothing of what is in it."""

import re
from typing import TypeVar

from candour.papers.formats.colours import BLACK, WHITE, Colour, alike, parse_colour, tinted
from candour.papers.formats.xml_parts import Element, attribute, local_name, parse_xml, walk
from candour.papers.formats.zip_package import Package

_One = TypeVar("_One")
TINY = 2.0  # points: letters of this size are specks
# ECMA-376 part 1, 18.8.27: the first sixteen colours by number, and those of the screen itself.
_INDEXED: dict[str, Colour] = {
    "0": BLACK, "1": WHITE, "2": (255, 0, 0), "3": (0, 255, 0), "4": (0, 0, 255), "5": (255, 255, 0),
    "6": (255, 0, 255), "7": (0, 255, 255), "64": BLACK, "65": WHITE,
}  # fmt: skip
_INDEXED |= {str(int(number) + 8): one for number, one in list(_INDEXED.items()) if int(number) < 8}
# A theme lists dark before light; cells count light before dark (18.8.3).
_SWAPPED = {0: 1, 1: 0, 2: 3, 3: 2}
_USUAL = [BLACK, WHITE]


def concealing_styles(package: Package) -> set[str]:
    """The numbers of the cell styles that show nothing: letters as the cell, specks, or an empty format."""
    named = package.of_type("spreadsheetml.styles+xml")
    if not named:
        return set()
    root, theme = parse_xml(package.parts[named[0]], named[0]), _theme(package)
    fonts = [(_letters(font, theme), _is_tiny(font)) for group in walk(root, "fonts") for font in group]
    fills = [_behind(fill, theme) for group in walk(root, "fills") for fill in group]
    blank = {attribute(one, "numFmtId") for one in walk(root, "numFmt")
             if shows_nothing(attribute(one, "formatCode"))}  # fmt: skip
    styles = [one for group in walk(root, "cellXfs") for one in group if local_name(one) == "xf"]
    return {
        str(number)
        for number, one in enumerate(styles)
        if attribute(one, "numFmtId") in blank or _hides(one, fonts, fills)
    }


def shows_nothing(code: str) -> bool:
    """Whether a number's format leaves nothing to see: three semicolons, or empty words between them."""
    bare = re.sub(r'""|\[[^\]]*\]|\s', "", code)
    return bool(code) and bool(re.fullmatch(r";{2,}" if bare == code.strip() else r";*", bare))


def _hides(style: Element, fonts: list[tuple[Colour | None, bool]], fills: list[Colour | None]) -> bool:
    font = _at(fonts, attribute(style, "fontId", "0"), (None, False))
    return font[1] or alike(font[0], _at(fills, attribute(style, "fillId", "0"), None))


def _at(known: list[_One], place: str, other: _One) -> _One:
    return known[int(place)] if place.isdigit() and int(place) < len(known) else other


def _theme(package: Package) -> list[Colour | None]:
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
    return list(_USUAL)


def _said(element: Element, theme: list[Colour | None]) -> Colour | None:
    if rgb := attribute(element, "rgb"):
        return parse_colour(rgb)
    if indexed := attribute(element, "indexed"):
        return _INDEXED.get(indexed)
    place = attribute(element, "theme")
    if not place.isdigit():
        return BLACK if attribute(element, "auto") else None
    number = _SWAPPED.get(int(place), int(place))
    known = theme[number] if number < len(theme) else None
    if known is None:
        # Of an unknown colour only what is just the same is known to be like it.
        return (300 * (number + 1), 0, 0)
    return tinted(known, _size(attribute(element, "tint", "0")))


def _size(said: str) -> float:
    try:
        return float(said)
    except ValueError:
        return 0.0


def _letters(font: Element, theme: list[Colour | None]) -> Colour | None:
    colours = list(walk(font, "color"))
    return _said(colours[0], theme) if colours else BLACK


def _is_tiny(font: Element) -> bool:
    return any(0 < _size(attribute(one, "val")) <= TINY for one in walk(font, "sz"))


def _behind(fill: Element, theme: list[Colour | None]) -> Colour | None:
    """The one colour behind a cell: white where it has none, nothing for a pattern or a run of colours."""
    if any(True for _ in walk(fill, "gradientFill")):
        return None
    for pattern in walk(fill, "patternFill"):
        kind = attribute(pattern, "patternType", "none")
        if kind == "solid":
            return next((_said(one, theme) for one in walk(pattern, "fgColor")), BLACK)
        if kind != "none":
            return None
    return WHITE

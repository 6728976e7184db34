"""The styles of an OpenDocument file that hide something, or lay a colour behind it."""

import re
from dataclasses import dataclass

from candour.papers.formats.colours import WHITE, Colour, alike, parse_colour
from candour.papers.formats.xml_parts import Element, attribute, local_name, parse_xml, walk
from candour.papers.formats.zip_package import Package

TINY = 0.02  # inches: a row or column of this size cannot be seen
_SMALLEST_LETTERS = 2.0  # points
_INCHES = {"cm": 1 / 2.54, "mm": 1 / 25.4, "in": 1.0, "pt": 1 / 72, "pc": 1 / 6, "px": 1 / 96}


@dataclass(frozen=True)
class OdfStyles:
    """The names of styles that hide, that write white, that lay a colour behind, and that crop pictures."""

    hiding: frozenset[str]
    whitening: frozenset[str]
    colouring: frozenset[str]
    cutting: frozenset[str]

    def hide(self, element: Element) -> bool:
        """Whether an element's style hides it: by a switch, or in white with no colour behind it."""
        name = attribute(element, "style-name")
        if name in self.hiding:
            return True
        return name in self.whitening and not any(
            attribute(ancestor, "style-name") in self.colouring
            for ancestor in element.iterancestors()
            if local_name(ancestor)
        )


def odf_styles(package: Package) -> OdfStyles:
    """The styles of a file, sorted by what they do."""
    tests = {"hiding": _hides, "whitening": _writes_white, "colouring": _colours, "cutting": _cuts}
    matches: dict[str, set[str]] = {kind: set() for kind in tests}
    for part in ("content.xml", "styles.xml"):
        if part in package.parts:
            for style in walk(parse_xml(package.parts[part], part), "style"):
                for kind, test in tests.items():
                    if test(style):
                        matches[kind].add(attribute(style, "name"))
    return OdfStyles(**{kind: frozenset(names) for kind, names in matches.items()})


def to_inches(size: str) -> float | None:
    """A length with its unit, such as "2.5cm", in inches; None for what is no length."""
    match = re.fullmatch(r"\s*(-?\d{0,9}(?:\.\d{0,9})?)([a-z]{2})\s*", size)
    if not match or match[2] not in _INCHES or not re.search(r"\d", match[1]):
        return None
    return float(match[1]) * _INCHES[match[2]]


def _hides(style: Element) -> bool:
    letters, behind = _letter_colour(style), _colour_behind(style)
    return any(_conceals(properties) for properties in style) or (
        behind is not None and alike(letters, behind)
    )


def _conceals(properties: Element) -> bool:
    kind = local_name(properties)
    if kind == "table-properties":
        return attribute(properties, "display") == "false"
    if kind == "table-row-properties":
        return _is_below(attribute(properties, "row-height"), TINY)
    if kind == "table-column-properties":
        return _is_below(attribute(properties, "column-width"), TINY)
    if kind == "table-cell-properties":
        return "hidden-and-protected" in attribute(properties, "cell-protect")
    if kind != "text-properties":
        return False
    return attribute(properties, "display") == "none" or _is_below(
        attribute(properties, "font-size"), _SMALLEST_LETTERS / 72 * 1.001
    )


def _is_below(size: str, least: float) -> bool:
    length = to_inches(size)
    return length is not None and length < least


def _writes_white(style: Element) -> bool:
    return _colour_behind(style) is None and alike(_letter_colour(style), WHITE)


def _colours(style: Element) -> bool:
    return _colour_behind(style) not in (None, WHITE)


def _cuts(style: Element) -> bool:
    clips = [
        attribute(properties, "clip")
        for properties in style
        if local_name(properties) == "graphic-properties"
    ]
    return any((to_inches(size) or 0) > 0 for clip in clips for size in re.findall(r"[\d.]+[a-z]{2}", clip))


def _letter_colour(style: Element) -> Colour | None:
    values = (
        attribute(properties, "color") for properties in style if local_name(properties) == "text-properties"
    )
    return next((parsed for value in values if (parsed := parse_colour(value))), None)


def _colour_behind(style: Element) -> Colour | None:
    """The colour that a style lays behind letters, a paragraph, a cell or a box; None without one."""
    values = [attribute(properties, "background-color") for properties in style]
    values += [
        attribute(properties, "fill-color")
        for properties in style
        if attribute(properties, "fill", "solid") == "solid"
    ]
    return next((parsed for value in values if (parsed := parse_colour(value))), None)

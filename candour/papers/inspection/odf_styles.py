"""The styles of an OpenDocument file that hide sheets, rows and columns; its lengths."""

import re
from dataclasses import dataclass

from candour.papers.formats.xml_parts import Element, attribute, local_name, parse_xml, walk
from candour.papers.formats.zip_package import Package

TINY = 0.02  # inches: a row or column of this size cannot be seen
_INCHES = {"cm": 1 / 2.54, "mm": 1 / 25.4, "in": 1.0, "pt": 1 / 72, "pc": 1 / 6, "px": 1 / 96}


@dataclass(frozen=True)
class OdfStyles:
    """The names of styles that hide a sheet, a row or a column."""

    hiding: frozenset[str]

    def hide(self, element: Element) -> bool:
        """Whether an element's style hides it."""
        return attribute(element, "style-name") in self.hiding


def odf_styles(package: Package) -> OdfStyles:
    """The styles of a file that hide."""
    return OdfStyles(
        frozenset(
            attribute(style, "name")
            for part in ("content.xml", "styles.xml")
            if part in package.parts
            for style in walk(parse_xml(package.parts[part], part), "style")
            if any(map(_conceals, style))
        )
    )


def to_inches(size: str) -> float | None:
    """A length with its unit, such as "2.5cm", in inches; None for what is no length."""
    match = re.fullmatch(r"\s*(-?\d{0,9}(?:\.\d{0,9})?)([a-z]{2})\s*", size)
    if not match or match[2] not in _INCHES or not re.search(r"\d", match[1]):
        return None
    return float(match[1]) * _INCHES[match[2]]


def _conceals(properties: Element) -> bool:
    kind = local_name(properties)
    if kind == "table-properties":
        return attribute(properties, "display") == "false"
    if kind == "table-row-properties":
        return _is_below(attribute(properties, "row-height"), TINY)
    if kind == "table-column-properties":
        return _is_below(attribute(properties, "column-width"), TINY)
    return False


def _is_below(size: str, least: float) -> bool:
    length = to_inches(size)
    return length is not None and length < least

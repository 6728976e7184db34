"""The styles of an OpenDocument file by which something is not shown, or stands on a colour."""

import re
from dataclasses import dataclass

from candour.papers.formats.colours import WHITE, Colour, alike, parse_colour
from candour.papers.formats.xml_parts import Element, attribute, local_name, parse_xml, walk
from candour.papers.formats.zip_package import Package

TINY = 0.02  # inches: a row or column of this size cannot be seen
TINY_LETTERS = 2.0  # points
_INCHES = {"cm": 1 / 2.54, "mm": 1 / 25.4, "in": 1.0, "pt": 1 / 72, "pc": 1 / 6, "px": 1 / 96}


@dataclass(frozen=True)
class OdfStyles:
    """The names of styles that hide, that write white, that lay a colour behind, and that cut pictures."""

    hiding: frozenset[str]
    whitening: frozenset[str]
    colouring: frozenset[str]
    cutting: frozenset[str]

    def hide(self, element: Element) -> bool:
        """Whether an element is not shown by its style: hidden, or white with nothing behind it."""
        name = attribute(element, "style-name")
        if name in self.hiding:
            return True
        return name in self.whitening and not any(
            attribute(one, "style-name") in self.colouring
            for one in element.iterancestors()
            if local_name(one)
        )


def odf_styles(package: Package) -> OdfStyles:
    """What the styles of a file do, by their names."""
    tests = {"hiding": _hides, "whitening": _whitens, "colouring": _colours, "cutting": _cuts}
    found: dict[str, set[str]] = {kind: set() for kind in tests}
    for part in ("content.xml", "styles.xml"):
        if part in package.parts:
            for style in walk(parse_xml(package.parts[part], part), "style"):
                for kind, test in tests.items():
                    if test(style):
                        found[kind].add(attribute(style, "name"))
    return OdfStyles(**{kind: frozenset(names) for kind, names in found.items()})


def to_inches(size: str) -> float | None:
    """A length with its unit in inches; nothing for what is no length."""
    known = re.fullmatch(r"\s*(-?\d{0,9}(?:\.\d{0,9})?)([a-z]{2})\s*", size)
    if not known or known[2] not in _INCHES or not re.search(r"\d", known[1]):
        return None
    return float(known[1]) * _INCHES[known[2]]


def _hides(style: Element) -> bool:
    letters, behind = _letters(style), _behind(style)
    return any(_conceals(one) for one in style) or (behind is not None and alike(letters, behind))


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
        attribute(properties, "font-size"), TINY_LETTERS / 72 * 1.001
    )


def _is_below(size: str, least: float) -> bool:
    said = to_inches(size)
    return said is not None and said < least


def _whitens(style: Element) -> bool:
    return _behind(style) is None and alike(_letters(style), WHITE)


def _colours(style: Element) -> bool:
    return _behind(style) not in (None, WHITE)


def _cuts(style: Element) -> bool:
    clips = [attribute(one, "clip") for one in style if local_name(one) == "graphic-properties"]
    return any((to_inches(size) or 0) > 0 for clip in clips for size in re.findall(r"[\d.]+[a-z]{2}", clip))


def _letters(style: Element) -> Colour | None:
    said = (attribute(one, "color") for one in style if local_name(one) == "text-properties")
    return next((found for one in said if (found := parse_colour(one))), None)


def _behind(style: Element) -> Colour | None:
    """The colour behind, as the style itself says: of letters, a paragraph, a cell or a box."""
    said = [attribute(one, "background-color") for one in style]
    said += [attribute(one, "fill-color") for one in style if attribute(one, "fill", "solid") == "solid"]
    return next((found for one in said if (found := parse_colour(one))), None)

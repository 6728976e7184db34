"""Whether words and cells of an OpenDocument file show, by what their styles add up to. In doubt: no."""

import re
from dataclasses import dataclass, field

from candour.papers.formats.colours import WHITE, Colour, alike, parse_colour
from candour.papers.formats.xml_parts import Element, attribute, local_name, parse_xml, walk
from candour.papers.formats.zip_package import Package
from candour.papers.inspection.odf_styles import to_inches

_SMALLEST = 3.5 / 72  # inches
_TINY = 0.03  # inches: a row or column of this size cannot be seen
_NUMBERS = ("number", "scientific-number", "fraction", "day", "month", "year", "hours", "minutes", "seconds",
            "boolean", "text-content", "quarter", "week-of-year", "day-of-week", "era")  # fmt: skip
_DATA_STYLES = ("number-style", "currency-style", "percentage-style", "date-style", "time-style",
                "boolean-style", "text-style")  # fmt: skip
Look = dict[str, str]


@dataclass
class OdfLooks:
    """The styles of a file by family and name, and the data styles that show nothing of a value."""

    styles: dict[tuple[str, str], Element] = field(default_factory=dict)
    defaults: dict[str, Element] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)

    def look(self, family: str, name: str) -> Look:
        """Properties of a style and of those above it: attribute (without its namespace) -> value."""
        chain: list[Element] = []
        style = self._style(family, name)
        while style is not None and style not in chain:
            chain.insert(0, style)
            style = self._style(family, attribute(style, "parent-style-name"))
        look: Look = {}
        for style in [*([self.defaults[family]] if family in self.defaults else []), *chain]:
            if data := attribute(style, "data-style-name"):
                look["data-style-name"] = data
            if any(True for _ in walk(style, "map")):
                look["map"] = "yes"
            for properties in style:
                if local_name(properties).endswith("-properties"):
                    look |= {key.rpartition("}")[2]: str(value) for key, value in properties.attrib.items()}
        return look

    def _style(self, family: str, name: str) -> Element | None:
        """A style of a family, or one that says no family."""
        return self.styles.get((family, name), self.styles.get(("", name)))

    def is_silent(self, look: Look) -> bool:
        """Whether a cell's format shows nothing of its value, or its style may be another by a condition."""
        return look.get("data-style-name", "") in self.silent or "map" in look


def odf_looks(package: Package) -> OdfLooks:
    """The styles of a file."""
    looks = OdfLooks()
    for part in ("styles.xml", "content.xml"):
        if part not in package.parts:
            continue
        root = parse_xml(package.parts[part], part)
        for style in walk(root, "style"):
            looks.styles[attribute(style, "family"), attribute(style, "name")] = style
        for style in walk(root, "default-style"):
            looks.defaults[attribute(style, "family")] = style
        for style in walk(root, *_DATA_STYLES):
            if not any(True for _ in walk(style, *_NUMBERS)) or any(True for _ in walk(style, "map")):
                looks.silent.add(attribute(style, "name"))
    _spare_ordinary_maps(looks, package)
    return looks


def _spare_ordinary_maps(looks: OdfLooks, package: Package) -> None:
    """Let a format with conditions show values if each of the formats that it chooses from shows them."""
    for part in ("styles.xml", "content.xml"):
        if part not in package.parts:
            continue
        for style in walk(parse_xml(package.parts[part], part), *_DATA_STYLES):
            chosen = [attribute(rule, "apply-style-name") for rule in walk(style, "map")]
            shows = any(True for _ in walk(style, *_NUMBERS))
            if chosen and shows and not set(chosen) & looks.silent:
                looks.silent.discard(attribute(style, "name"))


def shows_words(look: Look, behind: Colour | None) -> bool:
    """Whether letters of this look can be read on what lies behind them (None: white)."""
    if look.get("display") in ("none", "condition") or "hidden-and-protected" in look.get("cell-protect", ""):
        return False
    size = look.get("font-size", "12pt")
    inches = to_inches(size)
    if (inches is not None and inches < _SMALLEST) or (size.endswith("%") and _percent(size) < 30):
        return False
    if _percent(look.get("text-scale", "100%")) < 20 or _percent(look.get("opacity", "100%")) < 30:
        return False
    position = re.findall(r"-?[\d.]+%", look.get("text-position", ""))
    if position and (abs(_percent(position[0])) > 120 or _percent(position[-1]) < 20 and len(position) > 1):
        return False
    if look.get("use-window-font-color") == "true":
        return True
    return not alike(parse_colour(look.get("color", "")), background(look) or behind or WHITE)


def background(look: Look) -> Colour | None:
    """The colour that a look lays behind words."""
    return parse_colour(look.get("background-color", ""))


def _percent(text: str) -> float:
    match = re.fullmatch(r"(-?[\d.]+)%", text.strip())
    try:
        return float(match[1]) if match else 100.0
    except ValueError:
        return 0.0


def is_flat(look: Look, name: str) -> bool:
    """Whether a row ("row-height") or column ("column-width") is hidden or too small to be seen."""
    length = to_inches(look.get(name, ""))
    return look.get("display") == "false" or (length is not None and length < _TINY)

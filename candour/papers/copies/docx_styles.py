"""Whether words of a document (docx) show, by what their styles and their own properties add up to.

In doubt they do not: the file that is made is printed black on white, and must show nothing more than the
first did.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from candour.papers.formats.colours import BLACK, WHITE, Colour, alike, parse_colour
from candour.papers.formats.xml_parts import Element, attribute, local_name, parse_xml, walk
from candour.papers.formats.zip_package import Package

_OFF = ("0", "false", "off", "none")
_SMALLEST = 7  # half-points
_SWITCHES = ("vanish", "webHidden", "specVanish")
_PAPER = ("background1", "light1", "bg1", "background2", "light2", "bg2")
_INK = ("text1", "dark1", "tx1", "text2", "dark2", "tx2")
_FAR = 12_000  # twentieths of a point: an indent or a position beyond any page

Properties = dict[str, Element]


@dataclass
class DocxStyles:
    """The styles of a document by their ids, and the properties that all its words begin with."""

    styles: dict[str, Element] = field(default_factory=dict)
    defaults: Element | None = None
    usual: str = ""
    # The colour of the page, where it has one: what is written in it does not show.
    page: Colour | None = None

    def chain(self, style_id: str) -> list[Element]:
        """A style after those that it is based on, the furthest first."""
        chain: list[Element] = []
        while style_id in self.styles and self.styles[style_id] not in chain:
            style = self.styles[style_id]
            chain.insert(0, style)
            style_id = next((attribute(base, "val") for base in children(style, "basedOn")), "")
        return chain


def children(element: Element, *names: str) -> list[Element]:
    """The direct children with one of these names."""
    return [child for child in element if local_name(child) in names]


def docx_styles(package: Package) -> DocxStyles:
    """The styles of a document."""
    result = DocxStyles()
    for name in package.of_type("wordprocessingml.styles+xml"):
        root = parse_xml(package.parts[name], name)
        result.defaults = next(walk(root, "docDefaults"), None)
        for style in walk(root, "style"):
            result.styles[attribute(style, "styleId")] = style
            is_default = attribute(style, "default") in ("1", "true", "on")
            if attribute(style, "type") == "paragraph" and is_default:
                result.usual = attribute(style, "styleId")
    return result


def paragraph_style(paragraph: Element, styles: DocxStyles) -> str:
    """The id of a paragraph's style."""
    named = [
        attribute(style, "val") for part in children(paragraph, "pPr") for style in children(part, "pStyle")
    ]
    return named[0] if named else styles.usual


def shows_run(run: Element, paragraph: Element, styles: DocxStyles) -> bool:
    """Whether a run's words show: switched on, large enough, on the line, not in the colour behind them."""
    own = children(run, "rPr")
    run_style = next((attribute(style, "val") for part in own for style in children(part, "rStyle")), "")
    layers = list(walk(styles.defaults, "rPr")) if styles.defaults is not None else []
    for style in [*styles.chain(paragraph_style(paragraph, styles)), *styles.chain(run_style)]:
        layers += children(style, "rPr")
    properties = _added_up([*_table_layers(paragraph, styles), *layers, *own])
    own_properties = _added_up(own)
    if any(is_on(own_properties.get(name, properties[name])) for name in _SWITCHES if name in properties):
        return False
    if any(is_on(part) for layer in layers for part in layer if _is_unless_off(part, own_properties)):
        return False
    return not _is_out_of_sight(properties) and not _is_in_colour_behind(properties, paragraph, styles)


def _is_unless_off(part: Element, own: Properties) -> bool:
    return local_name(part) in _SWITCHES and local_name(part) not in own


def _added_up(layers: list[Element]) -> Properties:
    properties: Properties = {}
    for layer in layers:
        for part in layer:
            if local_name(part):
                properties[local_name(part)] = part
    return properties


def _table_layers(paragraph: Element, styles: DocxStyles) -> list[Element]:
    return [
        part
        for table in paragraph.iterancestors()
        if local_name(table) == "tbl"
        for style in styles.chain(_table_style(table))
        for part in children(style, "rPr")
    ]


def _table_style(table: Element) -> str:
    named = [
        attribute(style, "val") for part in children(table, "tblPr") for style in children(part, "tblStyle")
    ]
    return named[0] if named else ""


def is_on(element: Element) -> bool:
    return attribute(element, "val", "1").lower() not in _OFF


def number_of(element: Element | None, name: str, default: int) -> int:
    """The whole number in an attribute; the default for none, or for what is no number."""
    text = attribute(element, name).removesuffix("%") if element is not None else ""
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        return default


def _is_out_of_sight(properties: Properties) -> bool:
    """Whether letters are tiny, squeezed, moved off their line, or drawn without a plain fill."""
    return (
        any(number_of(properties.get(size), "val", 22) < _SMALLEST for size in ("sz", "szCs"))
        or number_of(properties.get("w"), "val", 100) < 20
        or abs(number_of(properties.get("position"), "val", 0)) > 60
        or number_of(properties.get("spacing"), "val", 0) < -60
        or number_of(properties.get("fitText"), "val", 1_000) < 100
        or "textFill" in properties
        or "glow" in properties
    )


def _is_in_colour_behind(properties: Properties, paragraph: Element, styles: DocxStyles) -> bool:
    letters = _colour(properties["color"], "val", "theme") if "color" in properties else None
    if "highlight" in properties and attribute(properties["highlight"], "val") != "none":
        return alike(letters or BLACK, parse_colour(attribute(properties["highlight"], "val")) or WHITE)
    behind = next(_shades(properties, paragraph, styles), WHITE)
    return letters is not None and (alike(letters, behind) or alike(letters, styles.page))


def _shades(properties: Properties, paragraph: Element, styles: DocxStyles) -> Iterator[Colour]:
    """The colours behind a run, the nearest first; the fill of the box that it stands in is the last."""
    holders = [properties["shd"]] if "shd" in properties else []
    holders += _shades_around(paragraph, paragraph, styles)
    boxes: list[Colour] = []
    for ancestor in paragraph.iterancestors():
        holders += _shades_around(ancestor, paragraph, styles)
        boxes += _box_fill(ancestor) if local_name(ancestor) in ("wsp", "sp") else []
    colours = (_shade_colour(shade) for shade in holders)
    yield from (colour for colour in colours if colour is not None)
    yield from boxes


def _shades_around(element: Element, paragraph: Element, styles: DocxStyles) -> list[Element]:
    """The shades of a paragraph, a cell or a table, with those of its style."""
    shades = [shade for part in children(element, "pPr", "tcPr") for shade in children(part, "shd")]
    if element is paragraph:
        for style in reversed(styles.chain(paragraph_style(paragraph, styles))):
            shades += [shade for part in children(style, "pPr") for shade in children(part, "shd")]
    return shades + (_table_shades(element, paragraph, styles) if local_name(element) == "tbl" else [])


def _box_fill(box: Element) -> list[Colour]:
    """The plain colour that a box is filled with, if it has one."""
    fills = [fill for part in children(box, "spPr") for fill in children(part, "solidFill")]
    named = [attribute(colour, "val") for fill in fills for colour in children(fill, "srgbClr")]
    return [colour for colour in map(parse_colour, named) if colour is not None]


def _table_shades(table: Element, paragraph: Element, styles: DocxStyles) -> list[Element]:
    """What a table's style lays behind this paragraph: in its first row, and in all of its cells."""
    first = next(iter(children(table, "tr")), None)
    in_first = first is not None and any(ancestor is first for ancestor in paragraph.iterancestors())
    shades: list[Element] = []
    for style in styles.chain(_table_style(table)):
        whole = [shade for part in children(style, "tcPr", "tblPr") for shade in children(part, "shd")]
        heads = [
            shade
            for part in children(style, "tblStylePr")
            if attribute(part, "type") == "firstRow"
            for shade in walk(part, "shd")
        ]
        shades = [*(heads if in_first else []), *whole, *shades]
    return shades


def _shade_colour(shade: Element) -> Colour | None:
    # A "solid" shade shows the colour of its pattern, a "clear" one what it fills.
    if attribute(shade, "val") == "solid":
        return _colour(shade, "color", "theme") or BLACK
    return _colour(shade, "fill", "themeFill")


def _colour(element: Element, name: str, theme: str) -> Colour | None:
    """The colour that an attribute gives, or its theme's; None for the automatic one."""
    themed = attribute(element, "themeColor" if theme == "theme" else theme)
    shade = int(attribute(element, f"{theme}Shade", "FF") or "FF", 16)
    if themed in _PAPER:
        return (shade, shade, shade)
    if themed and int(attribute(element, f"{theme}Tint", "FF") or "FF", 16) < 0x40:
        return WHITE
    if themed in _INK and name == "fill":
        return BLACK
    return parse_colour(attribute(element, name))


def shows_paragraph(paragraph: Element, styles: DocxStyles) -> bool:
    """Whether a paragraph is on the page: not moved beyond it, not in a frame, no line of no height."""
    parts = [
        part for style in styles.chain(paragraph_style(paragraph, styles)) for part in children(style, "pPr")
    ]
    properties = _added_up([*parts, *children(paragraph, "pPr")])
    indent, spacing = properties.get("ind"), properties.get("spacing")
    sides = [number_of(indent, side, 0) for side in ("left", "start", "right", "end", "firstLine")]
    is_flat = attribute(spacing, "lineRule") == "exact" if spacing is not None else False
    return (
        all(-2_000 < side < _FAR for side in sides)
        and "framePr" not in properties
        and not (is_flat and number_of(spacing, "line", 240) < 60)
    )

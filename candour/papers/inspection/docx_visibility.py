"""Whether a run of text in a document (docx) is visible, by its switches, styles, colours and size."""

from dataclasses import dataclass

from candour.papers.formats.colours import BLACK, WHITE, Colour, alike, parse_colour
from candour.papers.formats.xml_parts import Element, attribute, local_name, parse_xml, walk
from candour.papers.formats.zip_package import Package

_OFF = ("0", "false", "off", "none")
TINY = 4  # half-points: letters of two points cannot be read


@dataclass(frozen=True)
class HidingStyles:
    """The styles that hide text, that write white, and that lay a colour behind, each by their ids.

    `usual` is the style of a paragraph that names none.
    """

    hiding: frozenset[str] = frozenset()
    whitening: frozenset[str] = frozenset()
    shading: frozenset[str] = frozenset()
    usual: str = ""


def _is_on(element: Element) -> bool:
    """Whether a switch such as w:vanish is on: it is, unless its value says otherwise."""
    return attribute(element, "val", "1").lower() not in _OFF


def hiding_styles(package: Package) -> HidingStyles:
    """The document's styles, with those that are based on them."""
    names: dict[str, set[str]] = {"hiding": set(), "whitening": set(), "shading": set()}
    usual_style = ""
    for name in package.of_type("wordprocessingml.styles+xml"):
        styles = list(walk(parse_xml(package.parts[name], name), "style"))
        based = {
            attribute(style, "styleId"): {attribute(base, "val") for base in walk(style, "basedOn")}
            for style in styles
        }
        tests = {"hiding": _hides, "whitening": _writes_white, "shading": _shades}
        for kind, test in tests.items():
            names[kind] |= _with_heirs(
                {attribute(style, "styleId") for style in styles if test(style)}, based
            )
        usual_style = next((attribute(style, "styleId") for style in styles if _is_usual(style)), usual_style)
    frozen = {kind: frozenset(group) for kind, group in names.items()}
    return HidingStyles(frozen["hiding"], frozen["whitening"], frozen["shading"], usual_style)


def _is_usual(style: Element) -> bool:
    return attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true")


def _with_heirs(styles: set[str], based: dict[str, set[str]]) -> set[str]:
    more = styles
    while more:
        more = {name for name, bases in based.items() if bases & styles} - styles
        styles = styles | more
    return styles


def _children_named(style: Element, name: str) -> list[Element]:
    return [part for part in style if local_name(part) == name]


def _hides(style: Element) -> bool:
    about = _children_named(style, "rPr")
    switched = any(_is_on(switch) for part in about for switch in part if local_name(switch) == "vanish")
    return switched or any(map(_is_tiny, about))


def _writes_white(style: Element) -> bool:
    return any(alike(_letter_colour(part), WHITE) for part in _children_named(style, "rPr"))


def _shades(style: Element) -> bool:
    return any(
        _shade(part) not in (None, WHITE) for name in ("rPr", "pPr") for part in _children_named(style, name)
    )


def is_hidden_run(run: Element, styles: HidingStyles) -> bool:
    """Whether a run of text is invisible: hidden, two points or smaller, or in the colour behind it."""
    own = next((part for part in run if local_name(part) == "rPr"), None)
    named = _style_names(run, own, styles)
    if own is not None:
        switches = [_is_on(switch) for switch in own if local_name(switch) == "vanish"]
        if switches:
            return switches[0]
        if _is_tiny(own):
            return True
        if behind := _shade(own):
            return _is_in_colour_behind(_letter_colour(own), own, behind)
    if named & styles.hiding:
        return True
    letters = _letter_colour(own) if own is not None else None
    if (nearest_shade := _nearest_shade(run)) is not None and alike(letters, nearest_shade):
        return True
    is_white = alike(letters, WHITE) or (letters is None and bool(named & styles.whitening))
    return is_white and not named & styles.shading and not _is_on_colour(run)


def _style_names(run: Element, own: Element | None, styles: HidingStyles) -> set[str]:
    """The ids of a run's style and of its paragraph's."""
    names = (
        {attribute(property, "val") for property in own if local_name(property) == "rStyle"}
        if own is not None
        else set()
    )
    paragraph = next((ancestor for ancestor in run.iterancestors() if local_name(ancestor) == "p"), None)
    if paragraph is not None:
        paragraph_styles = {
            attribute(property, "val")
            for part in paragraph
            if local_name(part) == "pPr"
            for property in part
            if local_name(property) == "pStyle"
        }
        names |= paragraph_styles or {styles.usual}
    return names


def _letter_colour(properties: Element) -> Colour | None:
    """The colour of letters; None for the automatic one."""
    return next(
        (
            parse_colour(attribute(property, "val"))
            for property in properties
            if local_name(property) == "color"
        ),
        None,
    )


def _is_tiny(properties: Element) -> bool:
    sizes = [attribute(property, "val") for property in properties if local_name(property) == "sz"]
    return any(size.isdigit() and int(size) <= TINY for size in sizes)


def stop_hiding(style: Element) -> None:
    """Change a style so that it hides nothing: no switch, no tiny size, no white without a colour behind."""
    for part in _children_named(style, "rPr"):
        for property in list(part):
            name = local_name(property)
            white = (
                name == "color"
                and alike(parse_colour(attribute(property, "val")), WHITE)
                and not _shades(style)
            )
            if name == "vanish" or white or (name == "sz" and _is_tiny(part)):
                part.remove(property)


def _shade(properties: Element) -> Colour | None:
    """The colour behind letters: a highlight's, or a shade's; None without either."""
    for property in properties:
        if local_name(property) == "highlight" and (marked := parse_colour(attribute(property, "val"))):
            return marked
    for property in properties:
        if local_name(property) == "shd":
            # A "solid" shade shows the colour of its pattern, a "clear" one what it fills.
            solid = attribute(property, "val") == "solid"
            return parse_colour(attribute(property, "color" if solid else "fill"))
    return None


def _is_in_colour_behind(letters: Colour | None, properties: Element, behind: Colour) -> bool:
    # Letters without a colour turn white on a dark shade; on a highlight they stay black.
    highlighted = any(local_name(property) == "highlight" for property in properties)
    return alike(letters or (BLACK if highlighted else None), behind)


def _is_on_colour(run: Element) -> bool:
    """Whether its paragraph, cell or box, or its table's style, may lay a colour behind a run."""
    return any(_is_coloured(ancestor) for ancestor in run.iterancestors())


def _nearest_shade(run: Element) -> Colour | None:
    """The colour behind the paragraph or cell of a run, if it has its own."""
    shades = (
        _shade(part)
        for ancestor in run.iterancestors()
        for part in ancestor
        if local_name(part) in ("pPr", "tcPr")
    )
    return next((shade for shade in shades if shade is not None), None)


def _is_coloured(element: Element) -> bool:
    name = local_name(element)
    if name == "tbl":
        return any(
            local_name(part) == "tblPr" and any(True for _ in walk(part, "tblStyle")) for part in element
        )
    if name in ("wsp", "sp"):
        return _is_filled(element)
    if name in ("shape", "rect", "roundrect", "oval"):
        filled = parse_colour(attribute(element, "fillcolor").partition(" ")[0])
        return filled is not None and filled != WHITE and attribute(element, "filled") not in ("f", "false")
    shades = [_shade(part) for part in element if local_name(part) in ("pPr", "tcPr")]
    return any(shade not in (None, WHITE) for shade in shades)


def _is_filled(box: Element) -> bool:
    """Whether a box is filled: with a colour, picture or pattern, or by a theme's style."""
    for part in box:
        if local_name(part) == "spPr":
            kinds = [local_name(fill) for fill in part]
            if "noFill" in kinds:
                return False
            if {"gradFill", "blipFill", "pattFill"} & set(kinds):
                return True
            for fill in (child for child in part if local_name(child) == "solidFill"):
                return all(parse_colour(attribute(colour, "val")) != WHITE for colour in fill)
    return any(attribute(reference, "idx", "0") != "0" for reference in walk(box, "fillRef"))

"""Whether a run of words in a document (docx) shows: by switches, styles, colours and size."""

from dataclasses import dataclass

from candour.papers.formats.colours import BLACK, WHITE, Colour, alike, parse_colour
from candour.papers.formats.xml_parts import Element, attribute, local_name, parse_xml, walk
from candour.papers.formats.zip_package import Package

_OFF = ("0", "false", "off", "none")
TINY = 4  # half-points: letters of two points are specks


@dataclass(frozen=True)
class HidingStyles:
    """The styles by which words are hidden, those by which they are white, and those with a colour behind.

    `usual` is the style of a paragraph that names none.
    """

    hiding: frozenset[str] = frozenset()
    whitening: frozenset[str] = frozenset()
    shading: frozenset[str] = frozenset()
    usual: str = ""


def is_on(element: Element) -> bool:
    """Whether a switch such as w:vanish is on: it is, unless it says otherwise."""
    return attribute(element, "val", "1").lower() not in _OFF


def hiding_styles(package: Package) -> HidingStyles:
    """The document's styles, with those that are based on them."""
    found: dict[str, set[str]] = {"hiding": set(), "whitening": set(), "shading": set()}
    usual = ""
    for name in package.of_type("wordprocessingml.styles+xml"):
        styles = list(walk(parse_xml(package.parts[name], name), "style"))
        based = {attribute(one, "styleId"): {attribute(base, "val") for base in walk(one, "basedOn")}
                 for one in styles}  # fmt: skip
        tests = {"hiding": _hides, "whitening": _whitens, "shading": _shades}
        for kind, test in tests.items():
            found[kind] |= _with_heirs({attribute(one, "styleId") for one in styles if test(one)}, based)
        usual = next((attribute(one, "styleId") for one in styles if _is_usual(one)), usual)
    kept = {kind: frozenset(names) for kind, names in found.items()}
    return HidingStyles(kept["hiding"], kept["whitening"], kept["shading"], usual)


def _is_usual(style: Element) -> bool:
    return attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true")


def _with_heirs(found: set[str], based: dict[str, set[str]]) -> set[str]:
    more = found
    while more:
        more = {name for name, bases in based.items() if bases & found} - found
        found = found | more
    return found


def _parts(style: Element, name: str) -> list[Element]:
    return [one for one in style if local_name(one) == name]


def _hides(style: Element) -> bool:
    about = _parts(style, "rPr")
    switched = any(is_on(one) for part in about for one in part if local_name(one) == "vanish")
    return switched or any(map(_is_tiny, about))


def _whitens(style: Element) -> bool:
    return any(alike(_letters(part), WHITE) for part in _parts(style, "rPr"))


def _shades(style: Element) -> bool:
    return any(_shade(part) not in (None, WHITE) for name in ("rPr", "pPr") for part in _parts(style, name))


def is_hidden_run(run: Element, styles: HidingStyles) -> bool:
    """Whether a run of text is not shown: hidden or as small as a speck, or in the colour behind it."""
    own = next((one for one in run if local_name(one) == "rPr"), None)
    named = _named(run, own, styles)
    if own is not None:
        switches = [is_on(one) for one in own if local_name(one) == "vanish"]
        if switches:
            return switches[0]
        if _is_tiny(own):
            return True
        if behind := _shade(own):
            return _is_lost(_letters(own), own, behind)
    if named & styles.hiding:
        return True
    letters = _letters(own) if own is not None else None
    if (near := _nearest_shade(run)) is not None and alike(letters, near):
        return True
    is_white = alike(letters, WHITE) or (letters is None and bool(named & styles.whitening))
    return is_white and not named & styles.shading and not _on_colour(run)


def _named(run: Element, own: Element | None, styles: HidingStyles) -> set[str]:
    """The styles that a run has, its paragraph's too."""
    found = (
        {attribute(one, "val") for one in own if local_name(one) == "rStyle"} if own is not None else set()
    )
    paragraph = next((one for one in run.iterancestors() if local_name(one) == "p"), None)
    if paragraph is not None:
        said = {attribute(one, "val") for part in paragraph if local_name(part) == "pPr"
                for one in part if local_name(one) == "pStyle"}  # fmt: skip
        found |= said or {styles.usual}
    return found


def _letters(properties: Element) -> Colour | None:
    """The colour that letters are given; nothing for one that suits itself to what is behind."""
    return next(
        (parse_colour(attribute(one, "val")) for one in properties if local_name(one) == "color"), None
    )


def _is_tiny(properties: Element) -> bool:
    sizes = [attribute(one, "val") for one in properties if local_name(one) == "sz"]
    return any(one.isdigit() and int(one) <= TINY for one in sizes)


def stop_hiding(style: Element) -> None:
    """Let a style hide nothing: no switch, no speck, no white without a colour behind it."""
    for part in _parts(style, "rPr"):
        for one in list(part):
            name = local_name(one)
            white = (
                name == "color" and alike(parse_colour(attribute(one, "val")), WHITE) and not _shades(style)
            )
            if name == "vanish" or white or (name == "sz" and _is_tiny(part)):
                part.remove(one)


def _shade(properties: Element) -> Colour | None:
    """The colour behind letters: a highlight's, or a shade's."""
    for one in properties:
        if local_name(one) == "highlight" and (marked := parse_colour(attribute(one, "val"))):
            return marked
    for one in properties:
        if local_name(one) == "shd":
            # A "solid" shade shows the colour of its pattern, a "clear" one what it fills.
            solid = attribute(one, "val") == "solid"
            return parse_colour(attribute(one, "color" if solid else "fill"))
    return None


def _is_lost(letters: Colour | None, properties: Element, behind: Colour) -> bool:
    # Letters without a colour turn white on a dark shade; on a highlight they stay black.
    marked = any(local_name(one) == "highlight" for one in properties)
    return alike(letters or (BLACK if marked else None), behind)


def _on_colour(run: Element) -> bool:
    """Whether colour may lie behind a run: its paragraph's, cell's or box's, or its table's style."""
    return any(_is_coloured(one) for one in run.iterancestors())


def _nearest_shade(run: Element) -> Colour | None:
    """The colour of the paragraph or cell that a run stands in, if it says one."""
    shades = (
        _shade(part) for one in run.iterancestors() for part in one if local_name(part) in ("pPr", "tcPr")
    )
    return next((one for one in shades if one is not None), None)


def _is_coloured(one: Element) -> bool:
    name = local_name(one)
    if name == "tbl":
        return any(local_name(part) == "tblPr" and any(True for _ in walk(part, "tblStyle")) for part in one)
    if name in ("wsp", "sp"):
        return _is_filled(one)
    if name in ("shape", "rect", "roundrect", "oval"):
        filled = parse_colour(attribute(one, "fillcolor").partition(" ")[0])
        return filled is not None and filled != WHITE and attribute(one, "filled") not in ("f", "false")
    shades = [_shade(part) for part in one if local_name(part) in ("pPr", "tcPr")]
    return any(shade not in (None, WHITE) for shade in shades)


def _is_filled(box: Element) -> bool:
    """A box with a colour, picture or pattern in it, or one that a theme's style fills."""
    for part in box:
        if local_name(part) == "spPr":
            kinds = [local_name(one) for one in part]
            if "noFill" in kinds:
                return False
            if {"gradFill", "blipFill", "pattFill"} & set(kinds):
                return True
            for fill in (one for one in part if local_name(one) == "solidFill"):
                return all(parse_colour(attribute(one, "val")) != WHITE for one in fill)
    return any(attribute(one, "idx", "0") != "0" for one in walk(box, "fillRef"))

"""OpenDocument files (ods, odt): the same that office files hide, in the terms of OpenDocument 1.3."""

from candour.papers.findings import CannotInspect, FileFinding
from candour.papers.formats.pictures import check_picture
from candour.papers.formats.xml_parts import Element, attribute, local_name, parse_xml, text_of, walk
from candour.papers.formats.zip_package import Package
from candour.papers.wording import counted, join_ranges

from .odf_styles import OdfStyles, odf_styles, to_inches

_WHO = {
    "creator": "Who saved it last is given as",
    "initial-creator": "Its author is given as",
    "printed-by": "Who printed it is given as",
    "description": "It carries a description:",
    "subject": "It carries a subject:",
    "keyword": "It carries keywords:",
}
SOURCES = ("table-source", "database-source-sql", "database-source-query", "database-source-table",
           "dde-link", "cell-range-source", "dde-source", "source-service")  # fmt: skip
LOCAL = ("file:", "..", "/")
HIDING = ("hidden-text", "hidden-paragraph", "conditional-text")
FIELDS = ("user-field-get", "user-field-input", "variable-set", "variable-get", "variable-input")
# Inches: no margin is wider, and no page longer than three of the largest.
_MARGIN, _LARGEST = 3.0, 140.0
_KNOWN = ("mimetype", "content.xml", "styles.xml", "meta.xml", "settings.xml", "manifest.rdf", "layout-cache")


def check_odf(package: Package) -> list[FileFinding]:
    """Everything hidden in an OpenDocument file. CannotLook if it cannot be read."""
    if "content.xml" not in package.parts:
        raise CannotInspect("It has no content in it.")
    manifest = package.parts.get("META-INF/manifest.xml", b"")
    if b"encryption-data" in manifest:
        raise CannotInspect("It is locked with a password. Save it without one, and add it again.")
    content = parse_xml(package.parts["content.xml"], "content.xml")
    found = list(package.findings)
    looks = odf_styles(package)
    for sheet in walk(content, "table"):
        found += _sheet(sheet, looks)
    found += _written(content, looks)
    if "styles.xml" in package.parts:
        found += _written(parse_xml(package.parts["styles.xml"], "styles.xml"), looks)
    for name, part in sorted(package.parts.items()):
        found += _part(name, part)
    return found


def is_hidden_range(element: Element, looks: OdfStyles) -> bool:
    """Whether a sheet, row or column is not shown, by itself, by its style, or by the group it is in."""
    if attribute(element, "visibility") in ("collapse", "filter") or looks.hide(element):
        return True
    groups = ("table-row-group", "table-column-group")
    return any(
        local_name(one) in groups and attribute(one, "display") == "false" for one in element.iterancestors()
    )


def numbered_ranges(sheet: Element, kind: str) -> list[tuple[Element, int, int]]:
    """The rows or columns ("table-row", "table-column") of one sheet, each with its first and last number."""
    found, place = [], 0
    for one in walk(sheet, kind):
        if next((up for up in one.iterancestors() if local_name(up) == "table"), None) is sheet:
            times = repeat_count(one, kind.removeprefix("table-") + "s")
            found.append((one, place + 1, place + times))
            place += times
    return found


def repeat_count(element: Element, what: str) -> int:
    """How many rows or columns an element stands for."""
    said = attribute(element, f"number-{what}-repeated", "1")
    return max(1, min(int(said), 2**24)) if said.isdigit() else 1


def _sheet(sheet: Element, looks: OdfStyles) -> list[FileFinding]:
    name, found = attribute(sheet, "name"), []
    if is_hidden_range(sheet, looks):
        found.append(FileFinding("hidden_sheet", name, f"Sheet '{name}' is hidden."))
    for kind, noun, letters in (("table-row", "row", False), ("table-column", "column", True)):
        unseen = [(a, b) for one, a, b in numbered_ranges(sheet, kind) if is_hidden_range(one, looks)]
        if unseen:
            number = sum(b - a + 1 for a, b in unseen)
            verb = "is" if number == 1 else "are"
            said = f"{counted(number, noun)} of sheet '{name}' {verb} hidden: {join_ranges(unseen, letters)}."
            found.append(FileFinding(f"hidden_{noun}s", name, said))
    cells = [one for one in walk(sheet, "table-cell", "covered-table-cell")
             if looks.hide(one) and text_of(one).strip()]  # fmt: skip
    if cells:
        said = f"{counted(len(cells), 'cell')} of sheet '{name}' cannot be seen: white, tiny or hidden."
        found.append(FileFinding("hidden_cells", name, said))
    if list(walk(sheet, "scenario")):
        said = f"Sheet '{name}' keeps other values for its cells (a scenario)."
        found.append(FileFinding("hidden_cells", name, said))
    return found


def _written(root: Element, looks: OdfStyles) -> list[FileFinding]:
    found = []
    if notes := list(walk(root, "annotation")):
        found.append(FileFinding("comment", "", f"It has {counted(len(notes), 'comment')}."))
    if tracked := [change for one in walk(root, "tracked-changes") for change in one]:
        said = f"{counted(len(tracked), 'tracked change')}; words that were taken out are still in it."
        found.append(FileFinding("tracked_change", "", said))
    if hidden_text_elements(root, looks) or any(map(_keeps_words, walk(root, *HIDING))):
        found.append(
            FileFinding("hidden_text", "", "It has text that cannot be seen: hidden, white or tiny.")
        )
    if unused := unshown_variables(root):
        words = attribute(unused[0], "string-value") or attribute(unused[0], "name")
        found.append(FileFinding("hidden_text", "", f"It keeps a variable that nothing shows: {words[:80]}"))
    if hidden_frames(root, looks):
        said = "It has pictures or boxes that are off the page, or cut so that not all of them shows."
        found.append(FileFinding("hidden_object", "", said))
    for one in walk(root, *SOURCES):
        source = attribute(one, "href") or attribute(one, "database-name") or local_name(one)
        found.append(FileFinding("connection", "", f"It takes data from elsewhere: {source[:160]}."))
    if list(walk(root, "script", "event-listener")):
        found.append(FileFinding("script", "", "It carries programs, or calls to them."))
    links = [attribute(one, "href") for one in walk(root, "a", "image", "object", "plugin", "section-source")]
    found += [FileFinding("external_link", "", f"It points to another file: {one[:160]}")
              for one in links if one.lower().startswith(LOCAL)]  # fmt: skip
    return found


def hidden_text_elements(root: Element, looks: OdfStyles) -> list[Element]:
    """The stretches of text, fields among them, that have words and do not show them."""
    return [one for one in walk(root, "p", "h", "span", "section", "a", *FIELDS)
            if (attribute(one, "display") == "none" or looks.hide(one)) and _keeps_words(one)]  # fmt: skip


def _keeps_words(one: Element) -> bool:
    return bool(text_of(one).strip() or any("string-value" in key for key in one.attrib))


def unshown_variables(root: Element) -> list[Element]:
    """The variables that keep something and are shown nowhere."""
    shown = {attribute(one, "name") for one in walk(root, *FIELDS)}
    return [one for one in walk(root, "user-field-decl") if attribute(one, "name") not in shown]


def hidden_frames(root: Element, looks: OdfStyles) -> list[Element]:
    """The frames that stand beside any page, or whose style cuts off a part of a picture."""
    return [one for one in walk(root, "frame", "custom-shape")
            if attribute(one, "style-name") in looks.cutting or _is_away(one)]  # fmt: skip


def _is_away(frame: Element) -> bool:
    if not any(local_name(one) == "text" for one in frame.iterancestors()):
        return False  # a sheet has no page's edge
    for place, size in (("x", "width"), ("y", "height")):
        begins, long = to_inches(attribute(frame, place)), to_inches(attribute(frame, size))
        if begins is not None and (begins + (long or 0) < -_MARGIN or begins > _LARGEST):
            return True
    return False


def _part(name: str, content: bytes) -> list[FileFinding]:
    low = name.lower()
    if name == "meta.xml":
        return _details(parse_xml(content, name))
    if name == "settings.xml":
        return _printer(parse_xml(content, name))
    if low.startswith("pictures/"):
        return [one._replace(where=name) for one in check_picture(content)]
    if name in _KNOWN or low.startswith(("meta-inf/", "configurations2/")):
        return []
    kind, words = next((told for start, told in _BESIDE if low.startswith(start)), _UNKNOWN)
    return [FileFinding(kind, name, words.format(name))]


# By the beginning of a part's name: what each is that may not go out unread.
_BESIDE = (
    ("thumbnails/", ("thumbnail", "It carries a small picture of its first page as it once was.")),
    ("version", ("earlier_version", "It carries an earlier version of itself: {}.")),
    ("basic/", ("script", "It carries a program: {}.")),
    ("scripts/", ("script", "It carries a program: {}.")),
    ("object", ("embedded", "It carries a file within: {}.")),
)
_UNKNOWN = ("unknown", "It carries a part that we do not know: {}.")


def _printer(root: Element) -> list[FileFinding]:
    items = [one for one in walk(root, "config-item") if text_of(one).strip()]
    if any(attribute(one, "name") in ("PrinterName", "PrinterSetup") for one in items):
        return [FileFinding("metadata", "settings.xml", "It names the printer it was set up for.")]
    return []


def _details(root: Element) -> list[FileFinding]:
    found = []
    for one in root.iter():
        said = text_of(one).strip()[:120] if local_name(one) else ""
        if local_name(one) == "user-defined" and said:
            found.append(
                FileFinding(
                    "metadata", "meta.xml", f"It carries a property “{attribute(one, 'name')}”: {said}"
                )
            )
        elif local_name(one) == "template" and attribute(one, "href"):
            words = f"It names the template it was made from: {attribute(one, 'href')[:120]}"
            found.append(FileFinding("metadata", "meta.xml", words))
        elif local_name(one) in _WHO and said:
            found.append(FileFinding("metadata", "meta.xml", f"{_WHO[local_name(one)]} {said}"))
    return found

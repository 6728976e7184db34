"""OpenDocument files (ods, odt): the same that office files hide, in the terms of OpenDocument 1.3."""

from .finding import CannotLook, Finding, counted, spans_of
from .markup import Element, attribute, local, parse, text_of, walk
from .open_styles import Looks, inches, looks_of
from .packages import Package
from .pictures import check_picture

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


def check_odf(package: Package) -> list[Finding]:
    """Everything hidden in an OpenDocument file. CannotLook if it cannot be read."""
    if "content.xml" not in package.parts:
        raise CannotLook("It has no content in it.")
    manifest = package.parts.get("META-INF/manifest.xml", b"")
    if b"encryption-data" in manifest:
        raise CannotLook("It is locked with a password. Save it without one, and add it again.")
    content = parse(package.parts["content.xml"], "content.xml")
    found = list(package.findings)
    looks = looks_of(package)
    for sheet in walk(content, "table"):
        found += _sheet(sheet, looks)
    found += _written(content, looks)
    if "styles.xml" in package.parts:
        found += _written(parse(package.parts["styles.xml"], "styles.xml"), looks)
    for name, part in sorted(package.parts.items()):
        found += _part(name, part)
    return found


def is_unseen(element: Element, looks: Looks) -> bool:
    """Whether a sheet, row or column is not shown, by itself, by its style, or by the group it is in."""
    if attribute(element, "visibility") in ("collapse", "filter") or looks.hide(element):
        return True
    groups = ("table-row-group", "table-column-group")
    return any(
        local(one) in groups and attribute(one, "display") == "false" for one in element.iterancestors()
    )


def stretches(sheet: Element, kind: str) -> list[tuple[Element, int, int]]:
    """The rows or columns ("table-row", "table-column") of one sheet, each with its first and last number."""
    found, place = [], 0
    for one in walk(sheet, kind):
        if next((up for up in one.iterancestors() if local(up) == "table"), None) is sheet:
            times = repeats(one, kind.removeprefix("table-") + "s")
            found.append((one, place + 1, place + times))
            place += times
    return found


def repeats(element: Element, what: str) -> int:
    """How many rows or columns an element stands for."""
    said = attribute(element, f"number-{what}-repeated", "1")
    return max(1, min(int(said), 2**24)) if said.isdigit() else 1


def _sheet(sheet: Element, looks: Looks) -> list[Finding]:
    name, found = attribute(sheet, "name"), []
    if is_unseen(sheet, looks):
        found.append(Finding("hidden_sheet", name, f"Sheet '{name}' is hidden."))
    for kind, noun, letters in (("table-row", "row", False), ("table-column", "column", True)):
        unseen = [(a, b) for one, a, b in stretches(sheet, kind) if is_unseen(one, looks)]
        if unseen:
            number = sum(b - a + 1 for a, b in unseen)
            verb = "is" if number == 1 else "are"
            said = f"{counted(number, noun)} of sheet '{name}' {verb} hidden: {spans_of(unseen, letters)}."
            found.append(Finding(f"hidden_{noun}s", name, said))
    cells = [one for one in walk(sheet, "table-cell", "covered-table-cell")
             if looks.hide(one) and text_of(one).strip()]  # fmt: skip
    if cells:
        said = f"{counted(len(cells), 'cell')} of sheet '{name}' cannot be seen: white, tiny or hidden."
        found.append(Finding("hidden_cells", name, said))
    if list(walk(sheet, "scenario")):
        said = f"Sheet '{name}' keeps other values for its cells (a scenario)."
        found.append(Finding("hidden_cells", name, said))
    return found


def _written(root: Element, looks: Looks) -> list[Finding]:
    found = []
    if notes := list(walk(root, "annotation")):
        found.append(Finding("comment", "", f"It has {counted(len(notes), 'comment')}."))
    if tracked := [change for one in walk(root, "tracked-changes") for change in one]:
        said = f"{counted(len(tracked), 'tracked change')}; words that were taken out are still in it."
        found.append(Finding("tracked_change", "", said))
    if hidden_text(root, looks) or any(map(_keeps_words, walk(root, *HIDING))):
        found.append(Finding("hidden_text", "", "It has text that cannot be seen: hidden, white or tiny."))
    if unused := variables_unseen(root):
        words = attribute(unused[0], "string-value") or attribute(unused[0], "name")
        found.append(Finding("hidden_text", "", f"It keeps a variable that nothing shows: {words[:80]}"))
    if frames_unseen(root, looks):
        said = "It has pictures or boxes that are off the page, or cut so that not all of them shows."
        found.append(Finding("hidden_object", "", said))
    for one in walk(root, *SOURCES):
        source = attribute(one, "href") or attribute(one, "database-name") or local(one)
        found.append(Finding("connection", "", f"It takes data from elsewhere: {source[:160]}."))
    if list(walk(root, "script", "event-listener")):
        found.append(Finding("script", "", "It carries programs, or calls to them."))
    links = [attribute(one, "href") for one in walk(root, "a", "image", "object", "plugin", "section-source")]
    found += [Finding("external_link", "", f"It points to another file: {one[:160]}")
              for one in links if one.lower().startswith(LOCAL)]  # fmt: skip
    return found


def hidden_text(root: Element, looks: Looks) -> list[Element]:
    """The stretches of text, fields among them, that have words and do not show them."""
    return [one for one in walk(root, "p", "h", "span", "section", "a", *FIELDS)
            if (attribute(one, "display") == "none" or looks.hide(one)) and _keeps_words(one)]  # fmt: skip


def _keeps_words(one: Element) -> bool:
    return bool(text_of(one).strip() or any("string-value" in key for key in one.attrib))


def variables_unseen(root: Element) -> list[Element]:
    """The variables that keep something and are shown nowhere."""
    shown = {attribute(one, "name") for one in walk(root, *FIELDS)}
    return [one for one in walk(root, "user-field-decl") if attribute(one, "name") not in shown]


def frames_unseen(root: Element, looks: Looks) -> list[Element]:
    """The frames that stand beside any page, or whose style cuts off a part of a picture."""
    return [one for one in walk(root, "frame", "custom-shape")
            if attribute(one, "style-name") in looks.cutting or _is_away(one)]  # fmt: skip


def _is_away(frame: Element) -> bool:
    if not any(local(one) == "text" for one in frame.iterancestors()):
        return False  # a sheet has no page's edge
    for place, size in (("x", "width"), ("y", "height")):
        begins, long = inches(attribute(frame, place)), inches(attribute(frame, size))
        if begins is not None and (begins + (long or 0) < -_MARGIN or begins > _LARGEST):
            return True
    return False


def _part(name: str, content: bytes) -> list[Finding]:
    low = name.lower()
    if name == "meta.xml":
        return _details(parse(content, name))
    if name == "settings.xml":
        return _printer(parse(content, name))
    if low.startswith("pictures/"):
        return [one._replace(where=name) for one in check_picture(content)]
    if name in _KNOWN or low.startswith(("meta-inf/", "configurations2/")):
        return []
    kind, words = next((told for start, told in _BESIDE if low.startswith(start)), _UNKNOWN)
    return [Finding(kind, name, words.format(name))]


# By the beginning of a part's name: what each is that may not go out unread.
_BESIDE = (
    ("thumbnails/", ("thumbnail", "It carries a small picture of its first page as it once was.")),
    ("version", ("earlier_version", "It carries an earlier version of itself: {}.")),
    ("basic/", ("script", "It carries a program: {}.")),
    ("scripts/", ("script", "It carries a program: {}.")),
    ("object", ("embedded", "It carries a file within: {}.")),
)
_UNKNOWN = ("unknown", "It carries a part that we do not know: {}.")


def _printer(root: Element) -> list[Finding]:
    items = [one for one in walk(root, "config-item") if text_of(one).strip()]
    if any(attribute(one, "name") in ("PrinterName", "PrinterSetup") for one in items):
        return [Finding("metadata", "settings.xml", "It names the printer it was set up for.")]
    return []


def _details(root: Element) -> list[Finding]:
    found = []
    for one in root.iter():
        said = text_of(one).strip()[:120] if local(one) else ""
        if local(one) == "user-defined" and said:
            found.append(
                Finding("metadata", "meta.xml", f"It carries a property “{attribute(one, 'name')}”: {said}")
            )
        elif local(one) == "template" and attribute(one, "href"):
            words = f"It names the template it was made from: {attribute(one, 'href')[:120]}"
            found.append(Finding("metadata", "meta.xml", words))
        elif local(one) in _WHO and said:
            found.append(Finding("metadata", "meta.xml", f"{_WHO[local(one)]} {said}"))
    return found

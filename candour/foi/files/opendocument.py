"""OpenDocument files (ods, odt): the same that office files hide, in the terms of OpenDocument 1.3."""

from .finding import CannotLook, Finding, counted, spans_of
from .markup import Element, attribute, local, parse, text_of, walk
from .packages import Package
from .pictures import check_picture

TINY = 0.02  # inches: a row or column of this size cannot be seen
_INCHES = {"cm": 1 / 2.54, "mm": 1 / 25.4, "in": 1.0, "pt": 1 / 72, "pc": 1 / 6, "px": 1 / 96}
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
HIDING = ("hidden-text", "hidden-paragraph")
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
    hidden = hidden_styles(package)
    for sheet in walk(content, "table"):
        found += _sheet(sheet, hidden)
    found += _written(content, hidden)
    if "styles.xml" in package.parts:
        found += _written(parse(package.parts["styles.xml"], "styles.xml"), hidden)
    for name, part in sorted(package.parts.items()):
        found += _part(name, part)
    return found


def hidden_styles(package: Package) -> set[str]:
    """The names of the styles by which a sheet, a row, a column or a stretch of text is not shown."""
    found = set()
    for part in ("content.xml", "styles.xml"):
        if part in package.parts:
            for style in walk(parse(package.parts[part], part), "style"):
                if any(_conceals(one) for one in style) or _is_white(style):
                    found.add(attribute(style, "name"))
    return found


def _conceals(properties: Element) -> bool:
    kind = local(properties)
    if kind == "table-properties":
        return attribute(properties, "display") == "false"
    if kind == "table-row-properties":
        return _is_tiny(attribute(properties, "row-height"))
    if kind == "table-column-properties":
        return _is_tiny(attribute(properties, "column-width"))
    return kind == "text-properties" and attribute(properties, "display") == "none"


def _is_white(style: Element) -> bool:
    """White letters, with no colour behind them that the style itself says."""
    behind = {attribute(one, "background-color", "transparent").lower() for one in style}
    white = any(
        local(one) == "text-properties" and attribute(one, "color").lower() == "#ffffff" for one in style
    )
    return white and behind <= {"transparent", "#ffffff"}


def _is_tiny(size: str) -> bool:
    number, unit = size[:-2], size[-2:]
    try:
        return unit in _INCHES and float(number) * _INCHES[unit] < TINY
    except ValueError:
        return False


def is_unseen(element: Element, hidden: set[str]) -> bool:
    """Whether a sheet, row or column is not shown, by itself, by its style, or by the group it is in."""
    if (
        attribute(element, "visibility") in ("collapse", "filter")
        or attribute(element, "style-name") in hidden
    ):
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


def _sheet(sheet: Element, hidden: set[str]) -> list[Finding]:
    name, found = attribute(sheet, "name"), []
    if is_unseen(sheet, hidden):
        found.append(Finding("hidden_sheet", name, f"Sheet '{name}' is hidden."))
    for kind, noun, letters in (("table-row", "row", False), ("table-column", "column", True)):
        unseen = [(a, b) for one, a, b in stretches(sheet, kind) if is_unseen(one, hidden)]
        if unseen:
            number = sum(b - a + 1 for a, b in unseen)
            verb = "is" if number == 1 else "are"
            said = f"{counted(number, noun)} of sheet '{name}' {verb} hidden: {spans_of(unseen, letters)}."
            found.append(Finding(f"hidden_{noun}s", name, said))
    cells = [one for one in walk(sheet, "table-cell", "covered-table-cell")
             if attribute(one, "style-name") in hidden and text_of(one).strip()]  # fmt: skip
    if cells:
        said = f"{counted(len(cells), 'cell')} of sheet '{name}' cannot be seen (white)."
        found.append(Finding("hidden_cells", name, said))
    return found


def _written(root: Element, hidden: set[str]) -> list[Finding]:
    found = []
    if notes := list(walk(root, "annotation")):
        found.append(Finding("comment", "", f"It has {counted(len(notes), 'comment')}."))
    if tracked := [change for one in walk(root, "tracked-changes") for change in one]:
        said = f"{counted(len(tracked), 'tracked change')}; words that were taken out are still in it."
        found.append(Finding("tracked_change", "", said))
    unseen = [one for one in walk(root, "p", "h", "span", "section", "a") if _is_hidden_text(one, hidden)]
    if unseen or any(text_of(one) or attribute(one, "string-value") for one in walk(root, *HIDING)):
        found.append(Finding("hidden_text", "", "It has text that is hidden or white."))
    for one in walk(root, *SOURCES):
        source = attribute(one, "href") or attribute(one, "database-name") or local(one)
        found.append(Finding("connection", "", f"It takes data from elsewhere: {source[:160]}."))
    if list(walk(root, "script", "event-listener")):
        found.append(Finding("script", "", "It carries programs, or calls to them."))
    links = [attribute(one, "href") for one in walk(root, "a", "image", "object", "plugin", "section-source")]
    found += [Finding("external_link", "", f"It points to another file: {one[:160]}")
              for one in links if one.lower().startswith(LOCAL)]  # fmt: skip
    return found


def _is_hidden_text(element: Element, hidden: set[str]) -> bool:
    concealed = attribute(element, "display") == "none" or attribute(element, "style-name") in hidden
    return concealed and bool(text_of(element).strip())


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

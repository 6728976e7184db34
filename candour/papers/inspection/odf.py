"""OpenDocument files (ods, odt): hidden sheets, rows, columns, text and frames (OpenDocument 1.3)."""

from candour.papers.findings import CannotInspect, FileFinding
from candour.papers.formats.pictures import check_picture
from candour.papers.formats.xml_parts import Element, attribute, local_name, parse_xml, text_of, walk
from candour.papers.formats.zip_package import Package
from candour.papers.wording import counted, join_ranges

from .odf_styles import OdfStyles, odf_styles

_METADATA = {
    "creator": "Who saved it last is given as",
    "initial-creator": "Its author is given as",
    "printed-by": "Who printed it is given as",
    "description": "It carries a description:",
    "subject": "It carries a subject:",
    "keyword": "It carries keywords:",
}
_LOCAL = ("file:", "..", "/")
_KNOWN = ("mimetype", "content.xml", "styles.xml", "meta.xml", "settings.xml", "manifest.rdf", "layout-cache")


def check_odf(package: Package) -> list[FileFinding]:
    """Everything hidden in an OpenDocument file. CannotInspect if it cannot be read."""
    if "content.xml" not in package.parts:
        raise CannotInspect("It has no content in it.")
    manifest = package.parts.get("META-INF/manifest.xml", b"")
    if b"encryption-data" in manifest:
        raise CannotInspect("It is locked with a password. Save it without one, and add it again.")
    content = parse_xml(package.parts["content.xml"], "content.xml")
    findings = list(package.findings)
    styles = odf_styles(package)
    for sheet in walk(content, "table"):
        findings += _sheet_findings(sheet, styles)
    findings += _text_findings(content)
    if "styles.xml" in package.parts:
        findings += _text_findings(parse_xml(package.parts["styles.xml"], "styles.xml"))
    for name, part in sorted(package.parts.items()):
        findings += _part_findings(name, part)
    return findings


def is_hidden_range(element: Element, styles: OdfStyles) -> bool:
    """Whether a sheet, row or column is hidden, by itself, by its style, or by the group it is in."""
    if attribute(element, "visibility") in ("collapse", "filter") or styles.hide(element):
        return True
    groups = ("table-row-group", "table-column-group")
    return any(
        local_name(ancestor) in groups and attribute(ancestor, "display") == "false"
        for ancestor in element.iterancestors()
    )


def numbered_ranges(sheet: Element, kind: str) -> list[tuple[Element, int, int]]:
    """The rows or columns ("table-row", "table-column") of one sheet, each with its first and last number."""
    ranges, last = [], 0
    for element in walk(sheet, kind):
        if next((up for up in element.iterancestors() if local_name(up) == "table"), None) is sheet:
            times = repeat_count(element, kind.removeprefix("table-") + "s")
            ranges.append((element, last + 1, last + times))
            last += times
    return ranges


def repeat_count(element: Element, noun: str) -> int:
    """How many rows or columns an element stands for (`noun`: "rows" or "columns")."""
    number = attribute(element, f"number-{noun}-repeated", "1")
    return max(1, min(int(number), 2**24)) if number.isdigit() else 1


def _sheet_findings(sheet: Element, styles: OdfStyles) -> list[FileFinding]:
    name, findings = attribute(sheet, "name"), []
    if is_hidden_range(sheet, styles):
        findings.append(FileFinding("hidden_sheet", name, f"Sheet '{name}' is hidden."))
    for kind, noun, letters in (("table-row", "row", False), ("table-column", "column", True)):
        unseen = [
            (a, b) for element, a, b in numbered_ranges(sheet, kind) if is_hidden_range(element, styles)
        ]
        if unseen:
            number = sum(b - a + 1 for a, b in unseen)
            verb = "is" if number == 1 else "are"
            sentence = (
                f"{counted(number, noun)} of sheet '{name}' {verb} hidden: {join_ranges(unseen, letters)}."
            )
            findings.append(FileFinding(f"hidden_{noun}s", name, sentence))
    return findings


def _text_findings(root: Element) -> list[FileFinding]:
    findings = []
    if notes := list(walk(root, "annotation")):
        findings.append(FileFinding("comment", "", f"It has {counted(len(notes), 'comment')}."))
    if tracked := [change for changes in walk(root, "tracked-changes") for change in changes]:
        sentence = f"{counted(len(tracked), 'tracked change')}; words that were taken out are still in it."
        findings.append(FileFinding("tracked_change", "", sentence))
    if list(walk(root, "script", "event-listener")):
        findings.append(FileFinding("script", "", "It carries programs, or calls to them."))
    links = [
        attribute(link, "href") for link in walk(root, "a", "image", "object", "plugin", "section-source")
    ]
    findings += [
        FileFinding("external_link", "", f"It points to another file: {link[:160]}")
        for link in links
        if link.lower().startswith(_LOCAL)
    ]
    return findings


def _part_findings(name: str, content: bytes) -> list[FileFinding]:
    low = name.lower()
    if name == "meta.xml":
        return _metadata_findings(parse_xml(content, name))
    if name == "settings.xml":
        return _printer_findings(parse_xml(content, name))
    if low.startswith("pictures/"):
        return [finding._replace(where=name) for finding in check_picture(content)]
    if name in _KNOWN or low.startswith(("meta-inf/", "configurations2/")):
        return []
    kind, words = next((entry for start, entry in _PARTS_BY_PREFIX if low.startswith(start)), _UNKNOWN)
    return [FileFinding(kind, name, words.format(name))]


# Beginning of a part's name -> kind of finding, and its sentence.
_PARTS_BY_PREFIX = (
    ("thumbnails/", ("thumbnail", "It carries a small picture of its first page as it once was.")),
    ("version", ("earlier_version", "It carries an earlier version of itself: {}.")),
    ("basic/", ("script", "It carries a program: {}.")),
    ("scripts/", ("script", "It carries a program: {}.")),
    ("object", ("embedded", "It carries a file within: {}.")),
)
_UNKNOWN = ("unknown", "It carries a part that we do not know: {}.")


def _printer_findings(root: Element) -> list[FileFinding]:
    items = [item for item in walk(root, "config-item") if text_of(item).strip()]
    if any(attribute(item, "name") in ("PrinterName", "PrinterSetup") for item in items):
        return [FileFinding("metadata", "settings.xml", "It names the printer it was set up for.")]
    return []


def _metadata_findings(root: Element) -> list[FileFinding]:
    findings = []
    for element in root.iter():
        text = text_of(element).strip()[:120] if local_name(element) else ""
        if local_name(element) == "user-defined" and text:
            findings.append(
                FileFinding(
                    "metadata", "meta.xml", f"It carries a property “{attribute(element, 'name')}”: {text}"
                )
            )
        elif local_name(element) == "template" and attribute(element, "href"):
            words = f"It names the template it was made from: {attribute(element, 'href')[:120]}"
            findings.append(FileFinding("metadata", "meta.xml", words))
        elif local_name(element) in _METADATA and text:
            findings.append(FileFinding("metadata", "meta.xml", f"{_METADATA[local_name(element)]} {text}"))
    return findings

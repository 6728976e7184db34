"""A clean copy of an OpenDocument file (ods, odt): what shows, and nothing else."""

from candour.papers.findings import CannotInspect
from candour.papers.formats.pictures import clean_picture
from candour.papers.formats.xml_parts import (
    Element,
    attribute,
    local_name,
    parse_xml,
    remove_element,
    text_of,
    unwrap,
    walk,
    xml_bytes,
)
from candour.papers.formats.zip_package import Package, pack
from candour.papers.inspection.odf import (
    HIDING,
    LOCAL,
    SOURCES,
    hidden_frames,
    hidden_text_elements,
    is_hidden_range,
    numbered_ranges,
    repeat_count,
    unshown_variables,
)
from candour.papers.inspection.odf_styles import OdfStyles, odf_styles
from candour.papers.wording import counted, join_ranges

_OUT = ("annotation", "annotation-end", "tracked-changes", "change", "change-start", "change-end",
        "named-expressions", "database-ranges", "data-pilot-tables", "content-validations", "dde-links",
        "label-ranges", "consolidation", "scenario", "scripts", "script", "event-listeners", "object",
        "object-ole", "plugin", "applet", *HIDING, *SOURCES)  # fmt: skip
_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_META = (
    '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'office:version="1.3"><office:meta/></office:document-meta>'
)


def clean_odf(package: Package, media_type: str) -> tuple[bytes, list[str]]:
    """A new file. Formulas become their values; charts and files within it go."""
    removed: list[str] = []
    looks = odf_styles(package)
    content = parse_xml(package.parts["content.xml"], "content.xml")
    for sheet in list(walk(content, "table")):
        removed += _sheet(sheet, looks)
    pictures = _pictures(package)
    kept = {"mimetype": media_type.encode(), "meta.xml": _META.encode(), **pictures}
    removed += _written(content, looks, set(pictures))
    kept["content.xml"] = xml_bytes(content)
    if "styles.xml" in package.parts:
        styles = parse_xml(package.parts["styles.xml"], "styles.xml")
        removed += _written(styles, looks, set(pictures))
        kept["styles.xml"] = xml_bytes(styles)
    kept["META-INF/manifest.xml"] = _manifest(kept, media_type)
    if any(name.lower().startswith("object") for name in package.parts):
        removed.append("charts and tables from other files")
    return pack(kept, first="mimetype"), list(dict.fromkeys(removed))


def _sheet(sheet: Element, looks: OdfStyles) -> list[str]:
    name = attribute(sheet, "name")
    if is_hidden_range(sheet, looks):
        remove_element(sheet)
        return ["a hidden sheet"]
    _without_unseen_cells(sheet, looks)
    rows = [(one, a, b) for one, a, b in numbered_ranges(sheet, "table-row") if is_hidden_range(one, looks)]
    columns = [
        (one, a, b) for one, a, b in numbered_ranges(sheet, "table-column") if is_hidden_range(one, looks)
    ]
    said = []
    if rows:
        said.append(f"{counted(sum(b - a + 1 for _, a, b in rows), 'hidden row')} of sheet '{name}'")
    if columns:
        places = [(a, b) for _, a, b in columns]
        said.append(f"hidden columns of sheet '{name}': {join_ranges(places, letters=True)}")
        for row, _, _ in numbered_ranges(sheet, "table-row"):
            _without_columns(row, places)
    for one, _, _ in [*rows, *columns]:
        remove_element(one)
    for one in list(walk(sheet, "table-row-group", "table-column-group")):
        unwrap(one)
    return said


def _without_unseen_cells(sheet: Element, looks: OdfStyles) -> None:
    for cell in list(walk(sheet, "table-cell", "covered-table-cell")):
        if looks.hide(cell) and text_of(cell).strip():
            _emptied(cell)


def _without_columns(row: Element, gone: list[tuple[int, int]]) -> None:
    """Take the cells of hidden columns out of a row; a cell that stands for many is divided first."""
    place = 0
    for cell in [one for one in row if local_name(one) in ("table-cell", "covered-table-cell")]:
        times = repeat_count(cell, "columns")
        first, last, place = place + 1, place + times, place + times
        left = times - sum(max(0, min(last, b) - max(first, a) + 1) for a, b in gone)
        if left <= 0:
            remove_element(cell)
        elif left < times:
            _repeated(cell, left)


def _repeated(cell: Element, times: int) -> None:
    key = next(key for key in cell.attrib if key.endswith("}number-columns-repeated"))
    if times > 1:
        cell.attrib[key] = str(times)
    else:
        del cell.attrib[key]


def _emptied(cell: Element) -> None:
    for child in list(cell):
        cell.remove(child)
    for key in list(cell.attrib):
        if key.startswith("{urn:oasis:names:tc:opendocument:xmlns:office:1.0}") or key.endswith("}formula"):
            del cell.attrib[key]


def _written(root: Element, looks: OdfStyles, pictures: set[str]) -> list[str]:
    said = []
    if any(len(one) for one in walk(root, "tracked-changes")):
        said.append("tracked changes accepted, and the old words taken out")
    for one in list(walk(root, "conditional-text")):
        unwrap(one)  # what is shown of a choice stays
    for one in list(walk(root, *_OUT)):
        remove_element(one)
    unseen = hidden_text_elements(root, looks)
    cut = hidden_frames(root, looks)
    for one in [*unseen, *unshown_variables(root), *cut]:
        remove_element(one)
    said += ["pictures and boxes of which not all could be seen"] if cut else []
    said += ["text that was hidden or white"] if unseen else []
    _without_traces(root, pictures)
    return said


def _without_traces(root: Element, pictures: set[str]) -> None:
    """Formulas, notes of programs, links to a person's own folders, and pictures that are not kept."""
    for one in [each for each in root.iter() if not local_name(each)]:
        remove_element(one)
    for one in root.iter():
        for key in [key for key in one.attrib if key.endswith(("}formula", "}content-validation-name"))]:
            del one.attrib[key]
    for one in [each for each in walk(root, "image") if attribute(each, "href") not in pictures]:
        remove_element(one)
    for one in [each for each in walk(root, "a") if attribute(each, "href").lower().startswith(LOCAL)]:
        unwrap(one)
    for frame in [each for each in walk(root, "frame") if not len(each)]:
        remove_element(frame)


def _pictures(package: Package) -> dict[str, bytes]:
    kept = {}
    for name, content in package.parts.items():
        if name.lower().startswith("pictures/"):
            try:
                kept[name] = clean_picture(content)
            except CannotInspect:
                continue  # a drawing of another kind, which cannot be looked into, is left out
    return kept


def _manifest(kept: dict[str, bytes], media_type: str) -> bytes:
    lines = [f'<m:file-entry m:full-path="/" m:version="1.3" m:media-type="{media_type}"/>']
    for name in sorted(kept):
        kind = "text/xml" if name.endswith(".xml") else ""
        lines += [f'<m:file-entry m:full-path="{name}" m:media-type="{kind}"/>'] if name != "mimetype" else []
    return f'<m:manifest xmlns:m="{_MANIFEST}" m:version="1.3">{"".join(lines)}</m:manifest>'.encode()

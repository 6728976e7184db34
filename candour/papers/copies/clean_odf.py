"""A clean copy of an OpenDocument file (ods, odt): what is visible, and nothing else."""

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
    """The copy, and what was left out, in words. Formulas become values; charts and embedded files go."""
    removed: list[str] = []
    styles = odf_styles(package)
    content = parse_xml(package.parts["content.xml"], "content.xml")
    for sheet in list(walk(content, "table")):
        removed += _clean_sheet(sheet, styles)
    pictures = _clean_pictures(package)
    parts = {"mimetype": media_type.encode(), "meta.xml": _META.encode(), **pictures}
    removed += _clean_text(content, styles, set(pictures))
    parts["content.xml"] = xml_bytes(content)
    if "styles.xml" in package.parts:
        named_styles = parse_xml(package.parts["styles.xml"], "styles.xml")
        removed += _clean_text(named_styles, styles, set(pictures))
        parts["styles.xml"] = xml_bytes(named_styles)
    parts["META-INF/manifest.xml"] = _manifest(parts, media_type)
    if any(name.lower().startswith("object") for name in package.parts):
        removed.append("charts and tables from other files")
    return pack(parts, first="mimetype"), list(dict.fromkeys(removed))


def _clean_sheet(sheet: Element, styles: OdfStyles) -> list[str]:
    name = attribute(sheet, "name")
    if is_hidden_range(sheet, styles):
        remove_element(sheet)
        return ["a hidden sheet"]
    _empty_hidden_cells(sheet, styles)
    rows = [(row, a, b) for row, a, b in numbered_ranges(sheet, "table-row") if is_hidden_range(row, styles)]
    columns = [
        (column, a, b)
        for column, a, b in numbered_ranges(sheet, "table-column")
        if is_hidden_range(column, styles)
    ]
    removed = []
    if rows:
        removed.append(f"{counted(sum(b - a + 1 for _, a, b in rows), 'hidden row')} of sheet '{name}'")
    if columns:
        ranges = [(a, b) for _, a, b in columns]
        removed.append(f"hidden columns of sheet '{name}': {join_ranges(ranges, letters=True)}")
        for row, _, _ in numbered_ranges(sheet, "table-row"):
            _remove_columns(row, ranges)
    for element, _, _ in [*rows, *columns]:
        remove_element(element)
    for group in list(walk(sheet, "table-row-group", "table-column-group")):
        unwrap(group)
    return removed


def _empty_hidden_cells(sheet: Element, styles: OdfStyles) -> None:
    for cell in list(walk(sheet, "table-cell", "covered-table-cell")):
        if styles.hide(cell) and text_of(cell).strip():
            _empty_cell(cell)


def _remove_columns(row: Element, hidden_ranges: list[tuple[int, int]]) -> None:
    """Remove the cells of hidden columns from a row; of a repeated cell, as many as are hidden."""
    column = 0
    for cell in [child for child in row if local_name(child) in ("table-cell", "covered-table-cell")]:
        times = repeat_count(cell, "columns")
        first, last, column = column + 1, column + times, column + times
        remaining = times - sum(max(0, min(last, b) - max(first, a) + 1) for a, b in hidden_ranges)
        if remaining <= 0:
            remove_element(cell)
        elif remaining < times:
            _set_repeat(cell, remaining)


def _set_repeat(cell: Element, times: int) -> None:
    key = next(key for key in cell.attrib if key.endswith("}number-columns-repeated"))
    if times > 1:
        cell.attrib[key] = str(times)
    else:
        del cell.attrib[key]


def _empty_cell(cell: Element) -> None:
    for child in list(cell):
        cell.remove(child)
    for key in list(cell.attrib):
        if key.startswith("{urn:oasis:names:tc:opendocument:xmlns:office:1.0}") or key.endswith("}formula"):
            del cell.attrib[key]


def _clean_text(root: Element, styles: OdfStyles, pictures: set[str]) -> list[str]:
    removed = []
    if any(len(changes) for changes in walk(root, "tracked-changes")):
        removed.append("tracked changes accepted, and the old words taken out")
    for element in list(walk(root, "conditional-text")):
        unwrap(element)  # the text that is shown stays
    for element in list(walk(root, *_OUT)):
        remove_element(element)
    unseen = hidden_text_elements(root, styles)
    frames = hidden_frames(root, styles)
    for element in [*unseen, *unshown_variables(root), *frames]:
        remove_element(element)
    removed += ["pictures and boxes of which not all could be seen"] if frames else []
    removed += ["text that was hidden or white"] if unseen else []
    _remove_traces(root, pictures)
    return removed


def _remove_traces(root: Element, pictures: set[str]) -> None:
    """Remove formulas, XML comments, links to local folders, and pictures that are left out."""
    for comment in [node for node in root.iter() if not local_name(node)]:
        remove_element(comment)
    for element in root.iter():
        for key in [key for key in element.attrib if key.endswith(("}formula", "}content-validation-name"))]:
            del element.attrib[key]
    for image in [image for image in walk(root, "image") if attribute(image, "href") not in pictures]:
        remove_element(image)
    for link in [link for link in walk(root, "a") if attribute(link, "href").lower().startswith(LOCAL)]:
        unwrap(link)
    for frame in [frame for frame in walk(root, "frame") if not len(frame)]:
        remove_element(frame)


def _clean_pictures(package: Package) -> dict[str, bytes]:
    cleaned = {}
    for name, content in package.parts.items():
        if name.lower().startswith("pictures/"):
            try:
                cleaned[name] = clean_picture(content)
            except CannotInspect:
                continue  # of another format, which cannot be inspected
    return cleaned


def _manifest(parts: dict[str, bytes], media_type: str) -> bytes:
    lines = [f'<m:file-entry m:full-path="/" m:version="1.3" m:media-type="{media_type}"/>']
    for name in sorted(parts):
        kind = "text/xml" if name.endswith(".xml") else ""
        lines += [f'<m:file-entry m:full-path="{name}" m:media-type="{kind}"/>'] if name != "mimetype" else []
    return f'<m:manifest xmlns:m="{_MANIFEST}" m:version="1.3">{"".join(lines)}</m:manifest>'.encode()

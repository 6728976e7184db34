"""Whether rows and cells of a document's tables (docx) show."""

from candour.papers.formats.xml_parts import Element, attribute

from .docx_styles import children, is_on, number_of


def shows_row(row: Element) -> bool:
    """Whether a row of a table shows: not hidden, and not without height."""
    for part in children(row, "trPr"):
        if any(is_on(switch) for switch in children(part, "hidden")) or children(part, "del"):
            return False
        for height in children(part, "trHeight"):
            if attribute(height, "hRule") == "exact" and number_of(height, "val", 300) < 80:
                return False
    return True


def shows_cell(cell: Element) -> bool:
    """Whether a cell of a table shows: not narrower than a letter, no part of the cell above it."""
    for part in children(cell, "tcPr"):
        merged = [attribute(merge, "val", "continue") for merge in children(part, "vMerge", "hMerge")]
        widths = [number_of(width, "w", 500) for width in children(part, "tcW")
                  if attribute(width, "type", "dxa") == "dxa"]  # fmt: skip
        if "continue" in merged or any(0 < width < 60 for width in widths) or children(part, "cellDel"):
            return False
    return True

"""The list of content types of an OOXML file: [Content_Types].xml."""

from collections.abc import Iterable

from candour.papers.formats.zip_package import Package

_SPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
# Content types of files with macros -> those of files without.
_WITHOUT_MACROS = {
    "vnd.ms-excel.sheet.macroEnabled.main+xml": (
        "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    ),
    "vnd.ms-word.document.macroEnabled.main+xml": (
        "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    ),
}


def content_types(package: Package, names: Iterable[str]) -> bytes:
    """The list for a copy that has the parts of these names; macros' own types become the plain ones."""
    lines = [
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    ]
    for name in sorted(names):
        if not name.endswith(".rels"):
            kind = package.type_of(name)
            for macros, plain in _WITHOUT_MACROS.items():
                kind = kind.replace(macros, plain)
            lines.append(f'<Override PartName="/{name}" ContentType="{kind}"/>')
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f'{head}<Types xmlns="{_SPACE}">{"".join(lines)}</Types>'.encode()

"""The parts of an OpenDocument spreadsheet without numbers: styles, manifest, metadata, view settings."""

import datetime as dt
from collections.abc import Sequence
from html import escape

VERSION = "1.3"
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
NARROW, MIDDLE, WIDE = "narrow", "middle", "wide"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in {
        "office": "office",
        "style": "style",
        "text": "text",
        "table": "table",
        "number": "datastyle",
        "fo": "xsl-fo-compatible",
        "meta": "meta",
        "config": "config",
    }.items()
)

MANIFEST = (
    _HEAD
    + '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
    + f'manifest:version="{VERSION}">'
    + "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in {
            "/": MIMETYPE,
            "content.xml": "text/xml",
            "styles.xml": "text/xml",
            "meta.xml": "text/xml",
            "settings.xml": "text/xml",
        }.items()
    )
    + "</manifest:manifest>\n"
)

# British English for the speaking of it; 11 points; words stand at the top. Landscape, a page wide.
STYLES = f"""{_HEAD}<office:document-styles {_NAMES} office:version="{VERSION}"><office:styles>
<style:default-style style:family="table-cell">
<style:text-properties fo:font-family="Arial" fo:font-size="11pt" fo:language="en" fo:country="GB"/>
</style:default-style>
<style:style style:name="Default" style:family="table-cell"/>
</office:styles><office:automatic-styles>
<style:page-layout style:name="landscape"><style:page-layout-properties fo:page-width="29.7cm"
 fo:page-height="21cm" style:print-orientation="landscape" fo:margin="1.5cm" style:scale-to-X="1"
 style:scale-to-Y="0"/></style:page-layout>
</office:automatic-styles><office:master-styles>
<style:master-page style:name="Default" style:page-layout-name="landscape"/>
</office:master-styles></office:document-styles>
"""

_ROOM = (
    'fo:wrap-option="wrap" fo:padding-top="0.08cm" fo:padding-bottom="0.08cm" '
    'fo:padding-left="0.2cm" fo:padding-right="0.2cm"'
)
_LEFT = 'fo:padding-left="0.2cm"'
_WRAPPED = f'{_ROOM} fo:border-bottom="0.5pt solid #c9d2d7"'
_HEADER = f'{_ROOM} fo:background-color="#e5edef"'
_BOLD = 'fo:font-weight="bold"'
# What a cell of each style has of its own: the cell, the words in it, and whether it is a number's.
_CELLS = {
    "title": (_LEFT, f'fo:font-size="15pt" {_BOLD}', False),
    "line": (_LEFT, "", False),
    "cover": (_ROOM, "", False),
    "link": (_ROOM, 'fo:color="#0b5563" style:text-underline-style="solid"', False),
    "words": (_WRAPPED, "", False),
    "number": (_WRAPPED, "", True),
    "head": (_HEADER, _BOLD, False),
    "number_head": (_HEADER, _BOLD, True),
}
_WIDTHS = {NARROW: "3.4cm", MIDDLE: "5.8cm", WIDE: "8.2cm", "cover": "20cm"}


def cell_styles() -> str:
    """The automatic styles of columns, rows and cells, as an element of content.xml."""
    columns = "".join(
        f'<style:style style:name="{name}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width}"/></style:style>'
        for name, width in _WIDTHS.items()
    )
    return (
        '<office:automatic-styles><number:number-style style:name="thousands">'
        '<number:number number:decimal-places="0" number:min-integer-digits="1" number:grouping="true"/>'
        "</number:number-style>"
        f'{columns}<style:style style:name="row" style:family="table-row">'
        '<style:table-row-properties style:use-optimal-row-height="true"/></style:style>'
        '<style:style style:name="sheet" style:family="table" style:master-page-name="Default">'
        '<style:table-properties table:display="true"/></style:style>'
        f"{''.join(_cell_style(name) for name in _CELLS)}</office:automatic-styles>"
    )


def _cell_style(name: str) -> str:
    cell, words, is_number = _CELLS[name]
    shown_as = ' style:data-style-name="thousands"' if is_number else ""
    hangs = '<style:paragraph-properties fo:text-align="end"/>' if is_number else ""
    return (
        f'<style:style style:name="{name}" style:family="table-cell" style:parent-style-name="Default"'
        f'{shown_as}><style:table-cell-properties style:vertical-align="top" {cell}/>{hangs}'
        f"<style:text-properties {words}/></style:style>"
    )


def meta(*, title: str, day: dt.date) -> str:
    """What the spreadsheet is called, in which language it is, and when it was published."""
    return (
        f'{_HEAD}<office:document-meta {_NAMES} xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'office:version="{VERSION}"><office:meta><dc:title>{escape(title)}</dc:title>'
        f"<dc:language>en-GB</dc:language><dc:date>{day}T00:00:00</dc:date></office:meta>"
        "</office:document-meta>\n"
    )


def settings(frozen: Sequence[tuple[str, int, int]]) -> str:
    """settings.xml: for each sheet its name, and how many rows and columns stay in view while scrolling."""
    sheets = "".join(_frozen(*view) for view in frozen)
    return (
        f'{_HEAD}<office:document-settings {_NAMES} xmlns:ooo="http://openoffice.org/2004/office" '
        f'office:version="{VERSION}"><office:settings>'
        '<config:config-item-set config:name="ooo:view-settings">'
        '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
        f"{_item('ViewId', 'string', 'view1')}"
        f'<config:config-item-map-named config:name="Tables">{sheets}</config:config-item-map-named>'
        f"{_item('ActiveTable', 'string', 'Cover')}"
        "</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set>"
        "</office:settings></office:document-settings>\n"
    )


def _frozen(name: str, rows: int, columns: int) -> str:
    items = {
        "HorizontalSplitMode": ("short", 2),
        "VerticalSplitMode": ("short", 2),
        "HorizontalSplitPosition": ("int", columns),
        "VerticalSplitPosition": ("int", rows),
        "ActiveSplitRange": ("short", 3),
        "PositionRight": ("int", columns),
        "PositionBottom": ("int", rows),
    }
    inside = "".join(_item(key, kind, value) for key, (kind, value) in items.items())
    return (
        f'<config:config-item-map-entry config:name="{escape(name)}">{inside}</config:config-item-map-entry>'
    )


def _item(name: str, kind: str, value: object) -> str:
    return f'<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>'

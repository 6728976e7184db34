"""Office files and texts in which a name ("Testa") cannot be seen, and other words can. All invented."""

# XML is kept in one piece, as it lies in a file.
# ruff: noqa: E501

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from .sample_files import docx, ods, odt, paragraph, png, relations, row, run, table, xlsx, zipped

_X = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_W = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHOWN = run("We hold 12 records.")


def _styled(body: str, styles: str) -> bytes:
    xml = f'<w:styles xmlns:w="{_WORD}">{styles}</w:styles>'
    return docx(
        body,
        extra={"word/styles.xml": xml},
        extra_types={"word__styles_xml": f"{_W}.styles+xml"},
        links=relations(("rId8", "styles", "styles.xml")),
    )


def _on_a_page(colour: str, body: str) -> bytes:
    parts = _parts(docx(body))
    text = parts["word/document.xml"].decode()
    parts["word/document.xml"] = text.replace(
        "<w:body>", f'<w:background w:color="{colour}"/><w:body>'
    ).encode()
    return zipped(dict(parts))


def _parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _look(properties: str) -> bytes:
    """A document with words of that look after others."""
    return docx(paragraph(_SHOWN, run("Testa Hidden", properties)))


def _after(xml: str) -> bytes:
    return docx(paragraph(_SHOWN) + xml)


def _inside(xml: str) -> bytes:
    return docx(paragraph(_SHOWN, xml))


def _field(code: str, result: str) -> str:
    begin, middle, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    return f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{middle}{run(result)}{end}"


_DRAWN = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def _box(attributes: str = "", size: str = 'cx="900000" cy="900000"', title: str = "") -> str:
    return (
        f'<w:r><w:drawing {_DRAWN}><wp:anchor {attributes}><wp:extent {size}/><wp:docPr id="1" name="Box" {title}/>'
        f"<wps:txbx><w:txbxContent>{paragraph('Testa Hidden')}</w:txbxContent></wps:txbx></wp:anchor></w:drawing></w:r>"
    )


def _row(cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


def _cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def _in_table(*rows: str) -> bytes:
    return _after(f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>")


def _paragraph_with(properties: str) -> bytes:
    return _after(f"<w:p><w:pPr>{properties}</w:pPr>{run('Testa Hidden')}</w:p>")


def _style(properties: str, name: str = "Odd", more: str = "") -> str:
    return f'<w:style w:type="character" w:styleId="{name}">{more}<w:rPr>{properties}</w:rPr></w:style>'


_ODD = paragraph(_SHOWN, run("Testa Hidden", '<w:rStyle w:val="Heir"/>'))
_HEIR = _style("", "Heir", '<w:basedOn w:val="Odd"/>')

DOCUMENTS: list[tuple[str, bytes]] = [
    ("vanish off, yet white", _look('<w:vanish w:val="0"/><w:color w:val="FFFFFF"/>')),
    ("web hidden", _look("<w:webHidden/>")),
    ("nearly white", _look('<w:color w:val="F4F4F4"/>')),
    ("of the theme's paper", _look('<w:color w:val="000000" w:themeColor="background1"/>')),
    ("black on black", _look('<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>')),
    ("yellow on yellow", _look('<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>')),
    ("one point in another script", _look('<w:rtl/><w:szCs w:val="2"/>')),
    ("in the colour of the page", _on_a_page("1F3864", paragraph(_SHOWN, run("Testa", '<w:color w:val="1F3864"/>')))),
    ("one point", _look('<w:sz w:val="2"/>')),
    ("three points", _look('<w:sz w:val="6"/>')),
    ("squeezed", _look('<w:w w:val="1"/>')),
    ("lifted off the line", _look('<w:position w:val="2000"/>')),
    ("letters on one another", _look('<w:spacing w:val="-400"/>')),
    ("no fill", _look('<w14:textFill xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w14:noFill/></w14:textFill>')),
    ("by a style", _styled(_ODD, _style("<w:vanish/>") + _HEIR)),
    ("white by a style", _styled(_ODD, _style('<w:color w:val="FFFFFF"/>') + _HEIR)),
    ("tiny by a style", _styled(_ODD, _style('<w:sz w:val="2"/>') + _HEIR)),
    ("field code", _inside(_field('HYPERLINK "mailto:Testa@example.org"', "here"))),
    ("text in the code of a field", _inside('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("Testa Hidden") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>')),
    ("simple field", _inside('<w:fldSimple w:instr="IF Testa = 1 a b">' + run("a") + "</w:fldSimple>")),
    ("bookmark", _inside('<w:bookmarkStart w:id="1" w:name="Testa_Hidden"/><w:bookmarkEnd w:id="1"/>')),
    ("content control", _after(f'<w:sdt><w:sdtPr><w:alias w:val="Testa Hidden"/><w:tag w:val="Testa"/></w:sdtPr><w:sdtContent>{paragraph("More.")}</w:sdtContent></w:sdt>')),
    ("fallback", _inside(f'<w:r><mc:AlternateContent {_DRAWN}><mc:Choice Requires="wps"><w:t>yes</w:t></mc:Choice><mc:Fallback><w:t>Testa Hidden</w:t></mc:Fallback></mc:AlternateContent></w:r>')),
    ("box off the page", _inside(_box().replace("<wp:extent", '<wp:positionH relativeFrom="page"><wp:posOffset>-9000000</wp:posOffset></wp:positionH><wp:extent'))),
    ("box behind", _inside(_box('behindDoc="1"'))),
    ("box hidden", _inside(_box(title='hidden="1"'))),
    ("box of no size", _inside(_box(size='cx="10" cy="10"'))),
    ("alternative text", _inside(re.sub("<wps:txbx>.*</wps:txbx>", "", _box(title='descr="Testa Hidden"')))),
    ("hidden row", _in_table(_row(_cell("Yes")), _row(_cell("Testa"), "<w:hidden/>"))),
    ("flat row", _in_table(_row(_cell("Yes")), _row(_cell("Testa"), '<w:trHeight w:val="2" w:hRule="exact"/>'))),
    ("covered cell", _in_table(_row(_cell("Yes", '<w:vMerge w:val="restart"/>')), _row(_cell("Testa", "<w:vMerge/>")))),
    ("narrow cell", _in_table(_row(_cell("Yes") + _cell("Testa", '<w:tcW w:w="5" w:type="dxa"/>')))),
    ("white in a table", _in_table(_row(_cell("Yes") + "<w:tc>" + paragraph(run("Testa", '<w:color w:val="FFFFFF"/>')) + "</w:tc>"))),
    ("indented off the page", _paragraph_with('<w:ind w:left="30000"/>')),
    ("in a frame", _paragraph_with('<w:framePr w:w="1" w:x="-20000"/>')),
    ("a line of no height", _paragraph_with('<w:spacing w:line="1" w:lineRule="exact"/>')),
    ("header that no page has", docx(paragraph(_SHOWN), extra={"word/header9.xml": f'<w:hdr xmlns:w="{_WORD}">{paragraph("Testa")}</w:hdr>'}, extra_types={"word__header9_xml": f"{_W}.header+xml"})),
    ("note that no word has", docx(paragraph(_SHOWN), extra={"word/footnotes.xml": f'<w:footnotes xmlns:w="{_WORD}"><w:footnote w:id="7">{paragraph("Testa")}</w:footnote></w:footnotes>'}, extra_types={"word__footnotes_xml": f"{_W}.footnotes+xml"}, links=relations(("rId6", "footnotes", "footnotes.xml")))),
    ("data of another program", docx(paragraph(_SHOWN), extra={"customXml/item1.xml": "<a>Testa</a>"})),
    ("editing session", docx(paragraph(_SHOWN).replace("<w:p>", '<w:p w:rsidR="Testa">'))),
    ("moved away", _inside('<w:moveFrom w:id="1">' + run("Testa Hidden") + "</w:moveFrom>")),
    ("embedded document", _after('<w:altChunk r:id="rId4"/>')),
    ("name of a part", docx(paragraph(_SHOWN), extra={"word/media/Testa.png": png()})),
    ("zero-width", docx(paragraph(run("We hold 12 records.\u200b\U000e0054\U000e0065\U000e0073\U000e0074\U000e0061")))),
]  # fmt: skip


def with_cells(xml: str, **more: Any) -> bytes:
    """A workbook with this after the rows of its first sheet."""
    book = xlsx(after="<!--here-->", **more)
    return _changed(book, lambda text: text.replace("</sheetData><!--here-->", f"{xml}</sheetData>"))


def _changed(content: bytes, change: Callable[[str], str]) -> bytes:
    parts, name = _parts(content), "xl/worksheets/sheet1.xml"
    parts[name] = change(parts[name].decode()).encode()
    return zipped(dict(parts))


def _inline(place: str, text: str = "Testa", style: str = "") -> str:
    return f'<c r="{place}" t="inlineStr"{style}><is><t>{text}</t></is></c>'


def book_styles(fonts: str = "<font/>", formats: str = "", xf: str = "", rules: str = "") -> dict[str, Any]:
    xml = (
        f'<styleSheet xmlns="{_MAIN}"><numFmts>{formats}</numFmts><fonts><font/>{fonts}</fonts><fills><fill/></fills>'
        f'<cellXfs><xf numFmtId="0" fontId="0" fillId="0"/>{xf}</cellXfs><dxfs>{rules}</dxfs></styleSheet>'
    )
    return {"extra": {"xl/styles.xml": xml}, "extra_types": {"xl__styles_xml": f"{_X}.styles+xml"}}


_RULE = '<conditionalFormatting sqref="A7"><cfRule type="expression" dxfId="0"><formula>1</formula></cfRule></conditionalFormatting>'
_SILENT = book_styles(
    formats='<numFmt numFmtId="170" formatCode=";;;"/>', xf='<xf numFmtId="170" fontId="0" fillId="0"/>'
)
_TEXTLESS = book_styles(
    formats='<numFmt numFmtId="170" formatCode="0;0;0;"/>', xf='<xf numFmtId="170" fontId="0" fillId="0"/>'
)
_PALE = book_styles('<font><color rgb="FFF8F8F8"/></font>', xf='<xf numFmtId="0" fontId="1" fillId="0"/>')
_SMALL = book_styles('<font><sz val="1"/></font>', xf='<xf numFmtId="0" fontId="1" fillId="0"/>')
_WHITE_RULE = book_styles(rules='<dxf><font><color rgb="FFFFFFFF"/></font></dxf>')
_STYLED = ' s="1"'


def _seven(text: str = "Testa", style: str = "", place: str = "A7") -> str:
    return f'<row r="7">{_inline(place, text, style)}</row>'


WORKBOOKS: list[tuple[str, bytes]] = [
    ("list for checking", xlsx(after='<dataValidations><dataValidation type="list" sqref="A1"><formula1>"Testa,Testo"</formula1></dataValidation></dataValidations>')),
    ("far cell", with_cells(f'<row r="5000">{_inline("ZZ5000")}</row>')),
    ("far column", with_cells(_seven(place="BB7"))),
    ("silent format", with_cells(_seven(style=_STYLED), **_SILENT)),
    ("format without words", with_cells(_seven(style=_STYLED), **_TEXTLESS)),
    ("pale", with_cells(_seven(style=_STYLED), **_PALE)),
    ("tiny", with_cells(_seven(style=_STYLED), **_SMALL)),
    ("white by a rule", _changed(with_cells(_seven(), **_WHITE_RULE), lambda text: text.replace("</sheetData>", "</sheetData>" + _RULE))),
    ("covered by a merged cell", _changed(with_cells('<row r="7">' + _inline("A7", "Top") + _inline("B7") + "</row>"), lambda text: text.replace("</sheetData>", '</sheetData><mergeCells><mergeCell ref="A7:C8"/></mergeCells>'))),
    ("white within a cell", with_cells('<row r="7"><c r="A7" t="inlineStr"><is><r><t>Yes</t></r><r><rPr><color rgb="FFFFFFFF"/></rPr><t>Testa</t></r></is></c></row>')),
    ("how it sounds", with_cells('<row r="7"><c r="A7" t="inlineStr"><is><t>Yes</t><rPh sb="0" eb="1"><t>Testa</t></rPh></is></c></row>')),
    ("behind a gap", with_cells(_seven("Yes" + " " * 200 + "Testa"))),
    ("formula", with_cells('<row r="7"><c r="A7"><f>IF("Testa"="b",1,2)</f><v>2</v></c></row>')),
    ("header of a print", xlsx(after="<headerFooter><oddHeader>Testa</oddHeader></headerFooter>")),
    ("scenario", xlsx(after='<scenarios><scenario name="Testa"><inputCells r="A1" val="Testa"/></scenario></scenarios>')),
    ("tip of a link", xlsx(after='<hyperlinks><hyperlink ref="A1" tooltip="Testa" location="x"/></hyperlinks>')),
    ("defined name", xlsx(workbook='<definedNames><definedName name="Testa">"Testa"</definedName></definedNames>')),
    ("rows hidden unless they say", _changed(with_cells(_seven()), lambda text: text.replace("<sheetData>", '<sheetFormatPr zeroHeight="1"/><sheetData>'))),
    ("unlisted sheet", xlsx(extra={"xl/worksheets/sheet9.xml": f'<worksheet xmlns="{_MAIN}"><sheetData><row r="1">{_inline("A1")}</row></sheetData></worksheet>'}, extra_types={"xl__worksheets__sheet9_xml": f"{_X}.worksheet+xml"})),
    ("a sheet in an unknown state", xlsx(second=' state="odd"')),
]  # fmt: skip

_PALE_CELL = '<style:style style:name="ce1" style:family="table-cell"><style:text-properties fo:color="#fefefe"/></style:style>'
_PALE_HEIR = (
    _PALE_CELL + '<style:style style:name="ce2" style:family="table-cell" style:parent-style-name="ce1"/>'
)
_GONE_CELL = '<style:style style:name="ce1" style:family="table-cell"><style:table-cell-properties style:cell-protect="hidden-and-protected"/></style:style>'
_FLAT = '<style:style style:name="ro1" style:family="table-row"><style:table-row-properties style:row-height="0.001cm"/></style:style>'


def _ods_cell(xml: str, styles: str = "", columns: str = "<table:table-column/>") -> bytes:
    return ods(
        table("A", row("Yes"), f"<table:table-row>{xml}</table:table-row>", columns=columns), styles=styles
    )


_ODS_TESTA = "<table:table-cell{}><text:p>Testa</text:p></table:table-cell>"
SPREADSHEETS: list[tuple[str, bytes]] = [
    ("pale", _ods_cell(_ODS_TESTA.format(' table:style-name="ce1"'), _PALE_CELL)),
    ("pale by a parent", _ods_cell(_ODS_TESTA.format(' table:style-name="ce2"'), _PALE_HEIR)),
    ("pale by its column", _ods_cell("<table:table-cell/>" + _ODS_TESTA.format(""), _PALE_CELL, '<table:table-column/><table:table-column table:default-cell-style-name="ce1"/>')),
    ("protected", _ods_cell(_ODS_TESTA.format(' table:style-name="ce1"'), _GONE_CELL)),
    ("covered", _ods_cell("<table:covered-table-cell><text:p>Testa</text:p></table:covered-table-cell>")),
    ("a number that says a word", _ods_cell('<table:table-cell office:value-type="float" office:value="5"><text:p>Testa</text:p></table:table-cell>')),
    ("a string that is not shown", _ods_cell('<table:table-cell office:value-type="string" office:string-value="Testa"><text:p>Yes</text:p></table:table-cell>')),
    ("formula", _ods_cell('<table:table-cell table:formula="of:=IF(&quot;Testa&quot;;1;2)" office:value-type="float" office:value="2"><text:p>2</text:p></table:table-cell>')),
    ("flat row", ods(table("A", row("Yes"), row("Testa", attributes='table:style-name="ro1"')), styles=_FLAT)),
    ("far row", ods(table("A", row("Yes"), '<table:table-row table:number-rows-repeated="900"><table:table-cell/></table:table-row>', row("Testa")))),
    ("far column", _ods_cell('<table:table-cell table:number-columns-repeated="300"/>' + _ODS_TESTA.format(""))),
    ("closed group", ods(table("A", row("Yes"), '<table:table-row-group table:display="false">' + row("Testa") + "</table:table-row-group>"))),
    ("list for checking", ods('<table:content-validations><table:content-validation table:name="Testa" table:condition="Testa"/></table:content-validations>' + table("A", row("Yes")))),
]  # fmt: skip


def _text_style(properties: str, family: str = "text") -> str:
    return f'<style:style style:name="T1" style:family="{family}"><style:text-properties {properties}/></style:style>'


_SPAN = '<text:p>Yes <text:span text:style-name="T1">Testa</text:span></text:p>'
TEXTS: list[tuple[str, bytes]] = [
    ("white", odt(_SPAN, styles=_text_style('fo:color="#ffffff"'))),
    ("hidden", odt(_SPAN, styles=_text_style('text:display="none"'))),
    ("tiny", odt(_SPAN, styles=_text_style('fo:font-size="1pt"'))),
    ("a tiny part", odt(_SPAN, styles=_text_style('fo:font-size="2%"'))),
    ("white by a parent", odt(_SPAN.replace("T1", "T2"), styles=_text_style('fo:color="#ffffff"') + '<style:style style:name="T2" style:family="text" style:parent-style-name="T1"/>')),
    ("hidden text", odt('<text:p>Yes <text:hidden-text text:string-value="Testa">Testa</text:hidden-text></text:p>')),
    ("condition", odt('<text:p>Yes <text:conditional-text text:string-value-if-true="Testa">a</text:conditional-text></text:p>')),
    ("hidden section", odt('<text:p>Yes</text:p><text:section text:display="none"><text:p>Testa</text:p></text:section>')),
    ("hidden column", odt('<text:p>Yes</text:p><table:table><table:table-column/><table:table-column table:visibility="collapse"/><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>Testa</text:p></table:table-cell></table:table-row></table:table>')),
    ("tracked", odt("<text:tracked-changes><text:changed-region><text:deletion><text:p>Testa</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>Yes</text:p>")),
    ("annotation", odt("<text:p>Yes<office:annotation><text:p>Testa</text:p></office:annotation></text:p>")),
    ("variable", odt('<text:user-field-decls><text:user-field-decl office:string-value="Testa" text:name="a"/></text:user-field-decls><text:p>Yes</text:p>')),
    ("bookmark", odt('<text:p>Yes<text:bookmark text:name="Testa"/></text:p>')),
    ("placeholder", odt('<text:p>Yes<text:placeholder text:description="Testa">Testa</text:placeholder></text:p>')),
    ("hidden row", odt('<table:table><table:table-row><table:table-cell><text:p>Yes</text:p></table:table-cell></table:table-row><table:table-row table:visibility="collapse"><table:table-cell><text:p>Testa</text:p></table:table-cell></table:table-row></table:table>')),
]  # fmt: skip

"""PDFs: text and pictures that are covered or off the page, metadata, and earlier versions."""

import re

from candour.papers.findings import CannotInspect, FileFinding
from candour.papers.formats.pdf_objects import (
    Array,
    Dictionary,
    Name,
    Object,
    Pdf,
    Stream,
    open_pdf,
    stream_bytes,
)
from candour.papers.formats.pdf_pages import hidden_pictures, read_pages
from candour.papers.formats.pictures import check_picture
from candour.papers.formats.xml_parts import attribute, local_name, parse_xml, text_of
from candour.papers.wording import counted

from .pdf_hidden_objects import (
    all_objects,
    has_embedded_file,
    is_program,
    undrawn_pictures,
    unshown_words,
    without_actual_text,
)
from .pdf_hidden_text import check_visibility

_PLAIN_INFO = ("/Title", "/Producer", "/Creator", "/CreationDate", "/ModDate", "/Trapped", "/PTEX.Fullbanner")
_TELLING_XMP = ("creator", "description", "subject", "Keywords", "keywords", "History", "DerivedFrom",
                "Author", "Ingredients", "Manager", "Company", "AuthorsPosition", "ManifestReference",
                "Contributor", "contributor", "rights", "Owner")  # fmt: skip
_SHOWN = ("/Link", "/Widget", "/Popup")


def check_pdf(content: bytes) -> list[FileFinding]:
    """Everything hidden in a PDF. CannotInspect if it cannot be read."""
    with open_pdf(content) as pdf:
        findings = _earlier_versions(content, pdf)
        findings += _metadata(pdf) + _whole_file(pdf) + _layers(pdf)
        for number, page in enumerate(pdf.pages, start=1):
            findings += _page_findings(page.obj, number)
        findings += _object_findings(pdf) + undrawn_pictures(pdf)
        texts: list[str] = []
        bare = without_actual_text(content)
        for visible_page in read_pages(bare):
            findings += check_visibility(visible_page)
            texts.append(visible_page.text)
        findings += unshown_words(pdf, texts)
    for number, hidden in hidden_pictures(bare):
        sentence = f"{hidden} of page {number} cannot be seen, and can be taken out of the file."
        findings.append(FileFinding("hidden_object", f"page {number}", sentence))
    return findings


def _earlier_versions(content: bytes, pdf: Pdf) -> list[FileFinding]:
    ends, findings = len(re.findall(rb"%%EOF", content)), []
    # A linearised file has one more end, near its beginning.
    allowed = 2 if b"/Linearized" in content[:2048] else 1
    if ends > allowed:
        sentence = f"It was saved {ends - allowed + 1} times; what was changed can still be read in it."
        findings.append(FileFinding("earlier_version", "", sentence))
    elif unreachable := _unreachable(pdf):
        sentence = f"It holds {counted(unreachable, 'object')} of no page any more, which can still be read."
        findings.append(FileFinding("earlier_version", "", sentence))
    after = content[content.rfind(b"%%EOF") + 5 :].strip()
    if ends and after:
        findings.append(FileFinding("trailing", "", f"{len(after):,} bytes come after the end of the file."))
    if content.find(b"%PDF-") > 0:
        findings.append(FileFinding("trailing", "", "Something comes before the beginning of the file."))
    return findings


def _unreachable(pdf: Pdf) -> int:
    """How many objects with content the file holds that no reference leads to."""
    reached: set[tuple[int, int]] = set()
    waiting: list[Object] = [pdf.trailer]
    while waiting:
        item = waiting.pop()
        if item.is_indirect:
            if item.objgen in reached:
                continue
            reached.add(item.objgen)
        waiting += _children(item)
    return sum(1 for item in pdf.objects if _has_content(item) and item.objgen not in reached)


def _has_content(item: Object) -> bool:
    if not isinstance(item, (Stream, Dictionary)):
        return False
    return str(item.get("/Type", "")) not in ("/XRef", "/ObjStm", "/Null") and "/Linearized" not in item


def _children(item: Object) -> list[Object]:
    if isinstance(item, Array):
        return [child for child in list(item) if isinstance(child, (Array, Dictionary, Stream))]
    if isinstance(item, (Dictionary, Stream)):
        return [child for _, child in item.items() if isinstance(child, (Array, Dictionary, Stream))]
    return []


def _metadata(pdf: Pdf) -> list[FileFinding]:
    info = pdf.trailer.get("/Info")
    findings = []
    for key, value in info.items() if isinstance(info, Dictionary) else ():
        if key not in _PLAIN_INFO and str(value).strip():
            findings.append(FileFinding("metadata", "", f"It says {key[1:]}: {str(value)[:120]}"))
    metadata = pdf.Root.get("/Metadata")
    return findings + (_xmp(stream_bytes(metadata), "the file") if isinstance(metadata, Stream) else [])


def _xmp(content: bytes, where: str) -> list[FileFinding]:
    try:
        root = parse_xml(content.strip().strip(b"\0"), "metadata")
    except CannotInspect:
        return [
            FileFinding("metadata", where, f"It carries details (XMP) of {where} that do not read as XML.")
        ]
    telling = {
        local_name(element)
        for element in root.iter()
        if local_name(element) in _TELLING_XMP and text_of(element).strip()
    }
    telling |= {name for element in root.iter() for name in _TELLING_XMP if attribute(element, name).strip()}
    sentence = f"It carries details (XMP) of {where}: {', '.join(sorted(telling))}."
    return [FileFinding("metadata", where, sentence)] if telling else []


def _whole_file(pdf: Pdf) -> list[FileFinding]:
    root, findings = pdf.Root, []
    if pdf.attachments or "/AF" in root or "/Collection" in root:
        names = ", ".join(list(pdf.attachments)[:8])
        findings.append(FileFinding("embedded", "", f"It carries files within: {names or 'a portfolio'}."))
    form = root.get("/AcroForm")
    if isinstance(form, Dictionary) and ("/XFA" in form or len(list(form.get("/Fields", Array())))):
        findings.append(FileFinding("form_field", "", "It has boxes to fill in, which keep what was typed."))
    if "/PieceInfo" in root:
        findings.append(FileFinding("custom_xml", "", "It carries data that the program which made it left."))
    return findings


def _layers(pdf: Pdf) -> list[FileFinding]:
    properties = pdf.Root.get("/OCProperties")
    if not isinstance(properties, Dictionary):
        return []
    defaults = properties.get("/D", Dictionary())
    off_layers = list(defaults.get("/OFF", Array()))
    if defaults.get("/BaseState") == Name.OFF:
        on_layers = {layer.objgen for layer in defaults.get("/ON", Array())}
        off_layers += [layer for layer in properties.get("/OCGs", Array()) if layer.objgen not in on_layers]
    names = [str(layer.get("/Name", ""))[:80] for layer in off_layers if isinstance(layer, Dictionary)]
    return [FileFinding("hidden_layer", "", f"The layer “{name}” is switched off.") for name in names]


def _page_findings(page: Object, number: int) -> list[FileFinding]:
    findings, where = [], f"page {number}"
    annotations = [
        annotation for annotation in page.get("/Annots", Array()) if isinstance(annotation, Dictionary)
    ]
    comments = [annotation for annotation in annotations if str(annotation.get("/Subtype", "")) not in _SHOWN]
    if comments:
        kinds = sorted({str(annotation.get("/Subtype", "/a note"))[1:] for annotation in comments})
        sentence = f"Page {number} has {counted(len(comments), 'comment or mark', 'comments or marks')}"
        findings.append(FileFinding("comment", where, f"{sentence} ({', '.join(kinds)})."))
    if any(annotation.get("/Subtype") == Name.FileAttachment for annotation in annotations):
        findings.append(FileFinding("embedded", where, f"A file hangs on page {number}."))
    if fields := [annotation for annotation in annotations if annotation.get("/Subtype") == Name.Widget]:
        findings.append(
            FileFinding(
                "form_field", where, f"Page {number} has {counted(len(fields), 'box', 'boxes')} to fill in."
            )
        )
    for key, kind, words in (
        ("/Thumb", "thumbnail", "a small copy of itself, as it once was"),
        ("/PieceInfo", "custom_xml", "data that the program which made it left"),
    ):
        if key in page:
            findings.append(FileFinding(kind, where, f"Page {number} carries {words}."))
    return findings


def _object_findings(pdf: Pdf) -> list[FileFinding]:
    """Findings of single objects: programs, embedded files, metadata of pictures and other objects."""
    findings, file_metadata = [], pdf.Root.get("/Metadata")
    for item in all_objects(pdf):
        if is_program(item):
            findings.append(FileFinding("script", "", "It carries a program, or starts one."))
        if has_embedded_file(item):
            findings.append(FileFinding("embedded", "", "It carries a file within."))
        if isinstance(item, Stream) and item.get("/Type") == Name.Metadata and not _same(item, file_metadata):
            findings += _xmp(stream_bytes(item), "a picture or part")
        if isinstance(item, Stream) and item.get("/Subtype") == Name.Image and _is_jpeg(item):
            findings += [
                finding._replace(where="a picture") for finding in check_picture(item.read_raw_bytes())
            ]
    return list(dict.fromkeys(findings))


def _same(first: Object, second: Object | None) -> bool:
    return second is not None and first.objgen == second.objgen


def _is_jpeg(image: Object) -> bool:
    filters = image.get("/Filter")
    return filters == Name.DCTDecode or (isinstance(filters, Array) and list(filters) == [Name.DCTDecode])

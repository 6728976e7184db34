"""PDFs: what lies under, behind and outside the page, and what earlier versions left in the file."""

import re
from collections.abc import Iterator

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
from candour.papers.formats.pdf_pages import Character, VisiblePage, hidden_pictures, read_pages
from candour.papers.formats.pictures import check_picture
from candour.papers.formats.xml_parts import attribute, local_name, parse_xml, text_of
from candour.papers.wording import counted

from .pdf_hidden import (
    all_objects,
    has_embedded_file,
    is_program,
    undrawn_pictures,
    unshown_words,
    without_actual_text,
)

_PLAIN_INFO = ("/Title", "/Producer", "/Creator", "/CreationDate", "/ModDate", "/Trapped", "/PTEX.Fullbanner")
_TELLING_XMP = ("creator", "description", "subject", "Keywords", "keywords", "History", "DerivedFrom",
                "Author", "Ingredients", "Manager", "Company", "AuthorsPosition", "ManifestReference",
                "Contributor", "contributor", "rights", "Owner")  # fmt: skip
_SHOWN = ("/Link", "/Widget", "/Popup")


def check_pdf(content: bytes) -> list[FileFinding]:
    """Everything hidden in a PDF. CannotLook if it cannot be read."""
    with open_pdf(content) as pdf:
        found = _earlier(content, pdf)
        found += _details(pdf) + _whole_file(pdf) + _layers(pdf)
        for number, page in enumerate(pdf.pages, start=1):
            found += _page(page.obj, number)
        found += _objects(pdf) + undrawn_pictures(pdf)
        texts = []
        bare = without_actual_text(content)
        for each in read_pages(bare):
            found += _unseen(each)
            texts.append(each.text)
        found += unshown_words(pdf, texts)
    for number, hidden in hidden_pictures(bare):
        said = f"{hidden} of page {number} cannot be seen, and can be taken out of the file."
        found.append(FileFinding("hidden_object", f"page {number}", said))
    return found


def _earlier(content: bytes, pdf: Pdf) -> list[FileFinding]:
    ends, found = len(re.findall(rb"%%EOF", content)), []
    # A file laid out for reading over a slow line has one more end, near its beginning.
    allowed = 2 if b"/Linearized" in content[:2048] else 1
    if ends > allowed:
        said = f"It was saved {ends - allowed + 1} times; what was changed can still be read in it."
        found.append(FileFinding("earlier_version", "", said))
    elif left := _unreachable(pdf):
        said = f"It holds {counted(left, 'object')} of no page any more, which can still be read."
        found.append(FileFinding("earlier_version", "", said))
    after = content[content.rfind(b"%%EOF") + 5 :].strip()
    if ends and after:
        found.append(FileFinding("trailing", "", f"{len(after):,} bytes stand after the end of the file."))
    if content.find(b"%PDF-") > 0:
        found.append(FileFinding("trailing", "", "Something stands before the beginning of the file."))
    return found


def _unreachable(pdf: Pdf) -> int:
    """How many objects with content the file holds that nothing leads to."""
    reached: set[tuple[int, int]] = set()
    waiting: list[Object] = [pdf.trailer]
    while waiting:
        one = waiting.pop()
        if one.is_indirect:
            if one.objgen in reached:
                continue
            reached.add(one.objgen)
        waiting += _within(one)
    return sum(1 for one in pdf.objects if _holds_something(one) and one.objgen not in reached)


def _holds_something(one: Object) -> bool:
    if not isinstance(one, (Stream, Dictionary)):
        return False
    return str(one.get("/Type", "")) not in ("/XRef", "/ObjStm", "/Null") and "/Linearized" not in one


def _within(one: Object) -> list[Object]:
    if isinstance(one, Array):
        return [item for item in list(one) if isinstance(item, (Array, Dictionary, Stream))]
    if isinstance(one, (Dictionary, Stream)):
        return [item for _, item in one.items() if isinstance(item, (Array, Dictionary, Stream))]
    return []


def _details(pdf: Pdf) -> list[FileFinding]:
    info = pdf.trailer.get("/Info")
    found = []
    for key, value in info.items() if isinstance(info, Dictionary) else ():
        if key not in _PLAIN_INFO and str(value).strip():
            found.append(FileFinding("metadata", "", f"It says {key[1:]}: {str(value)[:120]}"))
    known = pdf.Root.get("/Metadata")
    return found + (_xmp(stream_bytes(known), "the file") if isinstance(known, Stream) else [])


def _xmp(content: bytes, where: str) -> list[FileFinding]:
    try:
        root = parse_xml(content.strip().strip(b"\0"), "metadata")
    except CannotInspect:
        return [
            FileFinding("metadata", where, f"It carries details (XMP) of {where} that do not read as XML.")
        ]
    telling = {
        local_name(one) for one in root.iter() if local_name(one) in _TELLING_XMP and text_of(one).strip()
    }
    telling |= {name for one in root.iter() for name in _TELLING_XMP if attribute(one, name).strip()}
    said = f"It carries details (XMP) of {where}: {', '.join(sorted(telling))}."
    return [FileFinding("metadata", where, said)] if telling else []


def _whole_file(pdf: Pdf) -> list[FileFinding]:
    root, found = pdf.Root, []
    if pdf.attachments or "/AF" in root or "/Collection" in root:
        names = ", ".join(list(pdf.attachments)[:8])
        found.append(FileFinding("embedded", "", f"It carries files within: {names or 'a portfolio'}."))
    form = root.get("/AcroForm")
    if isinstance(form, Dictionary) and ("/XFA" in form or len(list(form.get("/Fields", Array())))):
        found.append(FileFinding("form_field", "", "It has boxes to fill in, which keep what was typed."))
    if "/PieceInfo" in root:
        found.append(FileFinding("custom_xml", "", "It carries data that the program which made it left."))
    return found


def _layers(pdf: Pdf) -> list[FileFinding]:
    known = pdf.Root.get("/OCProperties")
    if not isinstance(known, Dictionary):
        return []
    shown = known.get("/D", Dictionary())
    off = list(shown.get("/OFF", Array()))
    if shown.get("/BaseState") == Name.OFF:
        on = {one.objgen for one in shown.get("/ON", Array())}
        off += [one for one in known.get("/OCGs", Array()) if one.objgen not in on]
    return [FileFinding("hidden_layer", "", f"The layer “{str(one.get('/Name', ''))[:80]}” is switched off.")
            for one in off if isinstance(one, Dictionary)]  # fmt: skip


def _page(page: Object, number: int) -> list[FileFinding]:
    found, where = [], f"page {number}"
    notes = [one for one in page.get("/Annots", Array()) if isinstance(one, Dictionary)]
    comments = [one for one in notes if str(one.get("/Subtype", "")) not in _SHOWN]
    if comments:
        kinds = sorted({str(one.get("/Subtype", "/a note"))[1:] for one in comments})
        said = f"Page {number} has {counted(len(comments), 'comment or mark', 'comments or marks')}"
        found.append(FileFinding("comment", where, f"{said} ({', '.join(kinds)})."))
    if any(one.get("/Subtype") == Name.FileAttachment for one in notes):
        found.append(FileFinding("embedded", where, f"A file hangs on page {number}."))
    if fields := [one for one in notes if one.get("/Subtype") == Name.Widget]:
        found.append(
            FileFinding(
                "form_field", where, f"Page {number} has {counted(len(fields), 'box', 'boxes')} to fill in."
            )
        )
    for key, kind, words in (
        ("/Thumb", "thumbnail", "a small copy of itself, as it once was"),
        ("/PieceInfo", "custom_xml", "data that the program which made it left"),
    ):
        if key in page:
            found.append(FileFinding(kind, where, f"Page {number} carries {words}."))
    return found


def _objects(pdf: Pdf) -> list[FileFinding]:
    """What stands at single objects: programs, files, pictures' own details, details of parts."""
    found, whole = [], pdf.Root.get("/Metadata")
    for one in all_objects(pdf):
        if is_program(one):
            found.append(FileFinding("script", "", "It carries a program, or starts one."))
        if has_embedded_file(one):
            found.append(FileFinding("embedded", "", "It carries a file within."))
        if isinstance(one, Stream) and one.get("/Type") == Name.Metadata and not _same(one, whole):
            found += _xmp(stream_bytes(one), "a picture or part")
        if isinstance(one, Stream) and one.get("/Subtype") == Name.Image and _is_photo(one):
            found += [each._replace(where="a picture") for each in check_picture(one.read_raw_bytes())]
    return list(dict.fromkeys(found))


def _same(one: Object, other: Object | None) -> bool:
    return other is not None and one.objgen == other.objgen


def _is_photo(image: Object) -> bool:
    filters = image.get("/Filter")
    return filters == Name.DCTDecode or (isinstance(filters, Array) and list(filters) == [Name.DCTDecode])


def _unseen(page: VisiblePage) -> list[FileFinding]:
    words = hidden_words(page)
    if not words:
        return []
    outside = [one for one, away in words if away]
    under = [one for one, away in words if not away]
    found, where = [], f"page {page.number}"
    if under:
        said = (
            f"{counted(len(under), 'word')} of page {page.number} cannot be seen and can be copied (under a "
            f"box or picture, white, or a scan's own text): {' '.join(under)[:80]}"
        )
        found.append(FileFinding("covered_text", where, said))
    if outside:
        far = " ".join(outside)[:80]
        said = f"{counted(len(outside), 'word')} outside the edge of page {page.number}: {far}"
        found.append(FileFinding("covered_text", where, said))
    return found


def hidden_words(page: VisiblePage) -> list[tuple[str, bool]]:
    """The words of a page of which most signs do not show, and whether each is outside the page's edge."""
    found = []
    for word in _words(page):
        if sum(not one.shows for one in word) * 2 > len(word):
            left, top, right, bottom = word[0].box
            away = right < 0 or bottom < 0 or left > page.width or top > page.height
            found.append(("".join(one.text for one in word), away))
    return found


def _words(page: VisiblePage) -> Iterator[list[Character]]:
    word: list[Character] = []
    for sign in page.signs:
        if sign.text.strip():
            word.append(sign)
        elif word:
            yield word
            word = []
    if word:
        yield word

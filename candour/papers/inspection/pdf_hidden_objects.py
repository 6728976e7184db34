"""What the objects of a PDF hide: replacement texts for screen readers, unused drawings, programs."""

import re
from collections.abc import Iterator, Sequence

from candour.papers.findings import FileFinding
from candour.papers.formats.pdf_objects import (
    Array,
    Dictionary,
    Name,
    Object,
    Pdf,
    Stream,
    String,
    open_pdf,
    parse_string,
    pdf_bytes,
    stream_bytes,
)
from candour.papers.formats.word_search import LONG_WORD, normalised
from candour.papers.wording import counted

_ACTUAL = re.compile(rb"/ActualText\s{0,9}(\((?:\\.|[^\\()]){0,2000}\)|<[0-9A-Fa-f\s]{0,4000}>)", re.DOTALL)
_DRAWS = re.compile(rb"/([^\s/<>()\[\]{}%]{1,127})\s+Do\b")
_PROGRAMS = ("/JavaScript", "/Launch", "/ImportData")
_NO_OPERATORS = ("/XRef", "/ObjStm", "/Metadata", "/EmbeddedFile", "/Image", "/Type1C", "/CIDFontType0C",
                 "/OpenType")  # fmt: skip
_DEEPEST = 40


def all_objects(pdf: Pdf) -> Iterator[Object]:
    """Every dictionary and stream of a file, nested ones too, each once."""
    for item in [pdf.trailer, *pdf.objects]:
        yield from _inside(item)


def _inside(item: Object, depth: int = 0) -> Iterator[Object]:
    children: list[Object] = []
    if isinstance(item, (Dictionary, Stream)):
        yield item
        children = [child for _, child in item.items()]
    elif isinstance(item, Array):
        children = list(item)
    for child in children:
        if depth < _DEEPEST and isinstance(child, (Array, Dictionary, Stream)) and not child.is_indirect:
            yield from _inside(child, depth + 1)


def is_program(item: Object) -> bool:
    """Whether a dictionary is a program, or starts one."""
    return str(item.get("/S", "")) in _PROGRAMS or "/JS" in item


def has_embedded_file(item: Object) -> bool:
    """Whether a dictionary holds an embedded file."""
    return isinstance(item.get("/EF"), Dictionary) or item.get("/Type") == Name.EmbeddedFile


def unshown_words(pdf: Pdf, pages: Sequence[str]) -> list[FileFinding]:
    """Replacement texts for screen readers that no page shows, and descriptions that say too much."""
    shown, findings = normalised(" ".join(pages)), []
    replacements = [
        text for text in dict.fromkeys(_replacement_texts(pdf)) if len(normalised(text)) >= LONG_WORD
    ]
    if unshown := [text for text in replacements if normalised(text) not in shown]:
        words = f"It keeps words that no page shows, for programs that read aloud: {unshown[0].strip()[:80]}"
        findings.append(FileFinding("covered_text", "", words))
    descriptions = [str(text["/Alt"]) for text in all_objects(pdf) if isinstance(text.get("/Alt"), String)]
    if revealing := [text for text in descriptions if is_more_than_description(text)]:
        findings.append(
            FileFinding("metadata", "", f"A picture carries words that are not shown: {revealing[0][:120]}")
        )
    return findings


def _replacement_texts(pdf: Pdf) -> Iterator[str]:
    for item in all_objects(pdf):
        if isinstance(item.get("/ActualText"), String):
            yield str(item["/ActualText"])
        if isinstance(item, Stream) and _may_draw(item):
            yield from (parse_string(match[1]) for match in _ACTUAL.finditer(stream_bytes(item)))


def _may_draw(stream: Object) -> bool:
    """Whether a stream may be page operators: no picture, font, or list of objects."""
    types = (str(stream.get("/Type", "")), str(stream.get("/Subtype", "")))
    return not set(types) & set(_NO_OPERATORS) and "/Length1" not in stream


def without_actual_text(content: bytes) -> bytes:
    """The same PDF without replacement texts for screen readers, which text extraction would return."""
    with open_pdf(content) as pdf:
        changed = False
        for item in all_objects(pdf):
            if "/ActualText" in item:
                del item["/ActualText"]
                changed = True
            if isinstance(item, Stream) and _may_draw(item) and _ACTUAL.search(drawn := stream_bytes(item)):
                item.write(drawn.replace(b"/ActualText", b"/NoText"))
                changed = True
        return pdf_bytes(pdf) if changed else content


def undrawn_pictures(pdf: Pdf) -> list[FileFinding]:
    """Pictures and form objects in the resources of a page that no page draws."""
    names_of: dict[tuple[int, int], set[str]] = {}
    drawn: set[tuple[int, int]] = set()
    undeclared: set[str] = set()
    for resources, content in _drawing_contents(pdf):
        names = {"/" + operator.decode("latin-1") for operator in _DRAWS.findall(content)}
        drawings = resources.get("/XObject") if isinstance(resources, Dictionary) else None
        if not isinstance(drawings, Dictionary):
            undeclared |= names  # it draws from the resources of its page
            continue
        for key, drawing in drawings.items():
            if isinstance(drawing, Stream):
                names_of.setdefault(drawing.objgen, set()).add(key)
                drawn |= {drawing.objgen} if key in names else set()
    undrawn = [number for number, keys in names_of.items() if number not in drawn and not keys & undeclared]
    sentence = (
        f"It keeps {counted(len(undrawn), 'picture or drawing', 'pictures or drawings')} that no page shows."
    )
    return [FileFinding("earlier_version", "", sentence)] if undrawn else []


def _drawing_contents(pdf: Pdf) -> Iterator[tuple[Object | None, bytes]]:
    """The resources and operators of everything that draws: pages, form objects, patterns, drawn glyphs."""
    for page in pdf.pages:
        content = page.obj.get("/Contents")
        parts = list(content) if isinstance(content, Array) else [content]
        yield page.resources, b"\n".join(stream_bytes(part) for part in parts if isinstance(part, Stream))
    for item in pdf.objects:
        if isinstance(item, Stream) and (item.get("/Subtype") == Name.Form or "/PatternType" in item):
            yield item.get("/Resources"), stream_bytes(item)
        elif isinstance(item, Dictionary) and isinstance(glyphs := item.get("/CharProcs"), Dictionary):
            drawn = b"\n".join(
                stream_bytes(glyph) for _, glyph in glyphs.items() if isinstance(glyph, Stream)
            )
            yield item.get("/Resources"), drawn


# A description for those who do not see a picture is welcome. These are something else: a folder, an
# address, or a text so long that it says more than the picture.
_TELLING = re.compile(r"[A-Za-z]:\\|\\\\\w|file:|@\w+\.|/Users/|/home/", re.IGNORECASE)
_LONG = 250


def is_more_than_description(words: str) -> bool:
    """Whether the text is more than a description: it has a folder or an address, or is very long."""
    return bool(_TELLING.search(words)) or len(words) > _LONG

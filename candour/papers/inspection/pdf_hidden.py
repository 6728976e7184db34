"""What the objects of a PDF keep out of sight: words for readers aloud, drawings on no page, programs."""

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

from .ooxml_drawings import is_more_than_description

_ACTUAL = re.compile(rb"/ActualText\s{0,9}(\((?:\\.|[^\\()]){0,2000}\)|<[0-9A-Fa-f\s]{0,4000}>)", re.DOTALL)
_DRAWS = re.compile(rb"/([^\s/<>()\[\]{}%]{1,127})\s+Do\b")
_PROGRAMS = ("/JavaScript", "/Launch", "/ImportData")
_NO_OPERATORS = ("/XRef", "/ObjStm", "/Metadata", "/EmbeddedFile", "/Image", "/Type1C", "/CIDFontType0C",
                 "/OpenType")  # fmt: skip
_DEEPEST = 40


def all_objects(pdf: Pdf) -> Iterator[Object]:
    """Every dictionary and stream of a file, those that stand within others too, each once."""
    for one in [pdf.trailer, *pdf.objects]:
        yield from _inside(one)


def _inside(one: Object, deep: int = 0) -> Iterator[Object]:
    parts: list[Object] = []
    if isinstance(one, (Dictionary, Stream)):
        yield one
        parts = [item for _, item in one.items()]
    elif isinstance(one, Array):
        parts = list(one)
    for item in parts:
        if deep < _DEEPEST and isinstance(item, (Array, Dictionary, Stream)) and not item.is_indirect:
            yield from _inside(item, deep + 1)


def is_program(one: Object) -> bool:
    """Whether a dictionary is a program, or starts one."""
    return str(one.get("/S", "")) in _PROGRAMS or "/JS" in one


def has_embedded_file(one: Object) -> bool:
    """Whether a dictionary carries a file within the file."""
    return isinstance(one.get("/EF"), Dictionary) or one.get("/Type") == Name.EmbeddedFile


def unshown_words(pdf: Pdf, pages: Sequence[str]) -> list[FileFinding]:
    """What a screen reader says instead of a page's words, where no page has it; and telling descriptions."""
    shown, found = normalised(" ".join(pages)), []
    said = [one for one in dict.fromkeys(_instead(pdf)) if len(normalised(one)) >= LONG_WORD]
    if lost := [one for one in said if normalised(one) not in shown]:
        words = f"It keeps words that no page shows, for programs that read aloud: {lost[0].strip()[:80]}"
        found.append(FileFinding("covered_text", "", words))
    told = [str(one["/Alt"]) for one in all_objects(pdf) if isinstance(one.get("/Alt"), String)]
    if more := [one for one in told if is_more_than_description(one)]:
        found.append(
            FileFinding("metadata", "", f"A picture carries words that are not shown: {more[0][:120]}")
        )
    return found


def _instead(pdf: Pdf) -> Iterator[str]:
    for one in all_objects(pdf):
        if isinstance(one.get("/ActualText"), String):
            yield str(one["/ActualText"])
        if isinstance(one, Stream) and _may_draw(one):
            yield from (parse_string(found[1]) for found in _ACTUAL.finditer(stream_bytes(one)))


def _may_draw(one: Object) -> bool:
    """Whether a stream may be operators: no picture, letters, or list of objects."""
    about = (str(one.get("/Type", "")), str(one.get("/Subtype", "")))
    return not set(about) & set(_NO_OPERATORS) and "/Length1" not in one


def without_actual_text(content: bytes) -> bytes:
    """The same PDF without words for programs that read aloud: they are taken for what a page shows."""
    with open_pdf(content) as pdf:
        changed = False
        for one in all_objects(pdf):
            if "/ActualText" in one:
                del one["/ActualText"]
                changed = True
            if isinstance(one, Stream) and _may_draw(one) and _ACTUAL.search(drawn := stream_bytes(one)):
                one.write(drawn.replace(b"/ActualText", b"/NoText"))
                changed = True
        return pdf_bytes(pdf) if changed else content


def undrawn_pictures(pdf: Pdf) -> list[FileFinding]:
    """Pictures and drawings that the file keeps for its pages, and that no page draws."""
    kept: dict[tuple[int, int], set[str]] = {}
    drawn: set[tuple[int, int]] = set()
    loose: set[str] = set()
    for resources, content in _holders(pdf):
        names = {"/" + found.decode("latin-1") for found in _DRAWS.findall(content)}
        known = resources.get("/XObject") if isinstance(resources, Dictionary) else None
        if not isinstance(known, Dictionary):
            loose |= names  # it draws what its page may draw
            continue
        for key, one in known.items():
            if isinstance(one, Stream):
                kept.setdefault(one.objgen, set()).add(key)
                drawn |= {one.objgen} if key in names else set()
    left = [one for one, keys in kept.items() if one not in drawn and not keys & loose]
    said = f"It keeps {counted(len(left), 'picture or drawing', 'pictures or drawings')} that no page shows."
    return [FileFinding("earlier_version", "", said)] if left else []


def _holders(pdf: Pdf) -> Iterator[tuple[Object | None, bytes]]:
    """Everything that draws, with what it may draw: pages, drawings within them, patterns, drawn letters."""
    for page in pdf.pages:
        content = page.obj.get("/Contents")
        parts = list(content) if isinstance(content, Array) else [content]
        yield page.resources, b"\n".join(stream_bytes(one) for one in parts if isinstance(one, Stream))
    for one in pdf.objects:
        if isinstance(one, Stream) and (one.get("/Subtype") == Name.Form or "/PatternType" in one):
            yield one.get("/Resources"), stream_bytes(one)
        elif isinstance(one, Dictionary) and isinstance(letters := one.get("/CharProcs"), Dictionary):
            drawn = b"\n".join(stream_bytes(each) for _, each in letters.items() if isinstance(each, Stream))
            yield one.get("/Resources"), drawn

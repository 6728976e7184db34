"""Fields of a document (docx): a reader sees the result of a field, and the file keeps its code."""

import re
from collections.abc import Iterator

from candour.papers.formats.xml_parts import Element, attribute, local_name, text_of

# Field codes that fetch text or pictures from elsewhere.
_FETCHES = re.compile(r"\b(INCLUDETEXT|INCLUDEPICTURE|LINK|DDE|DDEAUTO|DATABASE)\b")
_OWN_FOLDERS = re.compile(r"file:|\\\\\\\\|\b[A-Za-z]:\\", re.IGNORECASE)
# Field codes that carry no text of their own beside their result.
_PLAIN = frozenset((
    "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "REF", "NOTEREF", "STYLEREF", "SEQ", "TOC",
    "TOA", "INDEX", "HYPERLINK", "DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "EDITTIME",
    "NUMWORDS", "NUMCHARS", "FILENAME", "FILESIZE", "AUTHOR", "LASTSAVEDBY", "TITLE", "SUBJECT",
    "KEYWORDS", "REVNUM", "SYMBOL", "EQ", "LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "ADVANCE",
    "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN", "MERGEFIELD", "CITATION", "BIBLIOGRAPHY", "DOCPROPERTY",
    "EMBED", "SHAPE", "QUOTE",
))  # fmt: skip


def field_codes(root: Element) -> Iterator[str]:
    """The code of each field of a part, joined if it is split over runs; of nested fields too."""
    open_codes: list[list[str]] = []
    for element in root.iter():
        name = local_name(element)
        if name == "fldSimple":
            yield attribute(element, "instr")
        elif name == "fldChar" and attribute(element, "fldCharType") == "begin":
            open_codes.append([])
        elif name == "fldChar" and attribute(element, "fldCharType") == "end" and open_codes:
            yield "".join(open_codes.pop())
        elif name in ("instrText", "delInstrText"):
            if open_codes:
                open_codes[-1].append(text_of(element))
            else:
                yield text_of(element)
    for unfinished in open_codes:
        yield "".join(unfinished)


def fetches_text(code: str) -> bool:
    """Whether a field takes text from another file, or names a local folder."""
    return bool(_FETCHES.search(code) or _OWN_FOLDERS.search(code))


def may_keep_words(code: str) -> bool:
    """Whether a field may keep text that is not shown: of a condition, a variable, an index entry."""
    first = code.split()[0].upper() if code.split() else ""
    return bool(first) and first not in _PLAIN and not first.startswith("=") and not fetches_text(code)

"""Fields of a document (docx): a reader sees what came of a field, and a file keeps what was asked."""

import re
from collections.abc import Iterator

from candour.papers.formats.xml_parts import Element, attribute, local_name, text_of

# Words that fetch text or pictures from elsewhere.
_FETCHES = re.compile(r"\b(INCLUDETEXT|INCLUDEPICTURE|LINK|DDE|DDEAUTO|DATABASE)\b")
_OWN_FOLDERS = re.compile(r"file:|\\\\\\\\|\b[A-Za-z]:\\", re.IGNORECASE)
# Fields whose words say where and how, and of which nothing but the result could be told.
_PLAIN = frozenset((
    "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "REF", "NOTEREF", "STYLEREF", "SEQ", "TOC",
    "TOA", "INDEX", "HYPERLINK", "DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "EDITTIME",
    "NUMWORDS", "NUMCHARS", "FILENAME", "FILESIZE", "AUTHOR", "LASTSAVEDBY", "TITLE", "SUBJECT",
    "KEYWORDS", "REVNUM", "SYMBOL", "EQ", "LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "ADVANCE",
    "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN", "MERGEFIELD", "CITATION", "BIBLIOGRAPHY", "DOCPROPERTY",
    "EMBED", "SHAPE", "QUOTE",
))  # fmt: skip


def field_codes(root: Element) -> Iterator[str]:
    """What each field of a part asks, in one piece however it was divided; those within others too."""
    open_ones: list[list[str]] = []
    for one in root.iter():
        name = local_name(one)
        if name == "fldSimple":
            yield attribute(one, "instr")
        elif name == "fldChar" and attribute(one, "fldCharType") == "begin":
            open_ones.append([])
        elif name == "fldChar" and attribute(one, "fldCharType") == "end" and open_ones:
            yield "".join(open_ones.pop())
        elif name in ("instrText", "delInstrText"):
            if open_ones:
                open_ones[-1].append(text_of(one))
            else:
                yield text_of(one)
    for left in open_ones:
        yield "".join(left)


def fetches_text(code: str) -> bool:
    """Whether a field takes text from another file, or leads into somebody's own folders."""
    return bool(_FETCHES.search(code) or _OWN_FOLDERS.search(code))


def may_keep_words(code: str) -> bool:
    """Whether a field may keep words that are not shown: of a choice, a variable, an entry for an index."""
    first = code.split()[0].upper() if code.split() else ""
    return bool(first) and first not in _PLAIN and not first.startswith("=") and not fetches_text(code)

"""Whether a file that is to go out tells how somebody can be reached, or a name that is not published."""

from collections import Counter
from collections.abc import Sequence

from candour.papers.masking.documents import mask_document
from candour.papers.masking.spared import NO_CONTACTS, OwnContacts
from candour.papers.masking.text import EMAIL, NAME, PHONE, mask

from . import kinds
from .finding import CannotLook, Finding, counted
from .redacting import Refused, text_of_pdf

OFFICE = ("docx", "xlsx", "ods", "odt")
MASKED = ("pdf", *OFFICE)
_NOUNS = {EMAIL: "e-mail address", PHONE: "telephone number", NAME: "name"}
_PLURALS = {EMAIL: "e-mail addresses"}


def contacts(content: bytes, names: Sequence[str] = (), ours: OwnContacts = NO_CONTACTS) -> list[Finding]:
    """What a reader could see of addresses, telephone numbers and these names, in words.

    Nothing for a picture, whose words are not read, or for a file that does not open: `checking` says that.
    """
    kind = kinds.kind_of(content)
    try:
        if kind in OFFICE:
            return _of_office(content, names, ours)
        pages = text_of_pdf(content) if kind == "pdf" else [content.decode("utf-8", "replace")]
    except CannotLook:
        return []
    return _of_pages(pages, names, ours) if kind in ("pdf", "txt") else []


def _of_office(content: bytes, names: Sequence[str], ours: OwnContacts) -> list[Finding]:
    try:
        removed = mask_document(content, names=names, ours=ours).removed
    except Refused as why:
        return [_found(f"We could not look for addresses and numbers. {why}")]
    return [_found(f"It would be {words}.") for words in removed]


def _of_pages(pages: Sequence[str], names: Sequence[str], ours: OwnContacts) -> list[Finding]:
    found = Counter(hit.kind for page in pages for hit in mask(page, names, ours).hits)
    return [
        _found(f"{counted(number, _NOUNS[kind], _PLURALS.get(kind, ''))} can be read in it.")
        for kind, number in sorted(found.items())
    ]


def _found(what: str) -> Finding:
    return Finding("contact", "", what)

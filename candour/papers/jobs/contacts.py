"""E-mail addresses, telephone numbers and unpublished names that a reader could see in a file."""

from collections import Counter
from collections.abc import Sequence

from candour.papers.findings import CannotCopy, CannotInspect, FileFinding
from candour.papers.formats import file_kinds
from candour.papers.masking.spared import NO_CONTACTS, OwnContacts
from candour.papers.masking.text import EMAIL, NAME, PHONE, mask
from candour.papers.wording import counted

from .copying import text_of_pdf
from .masking import mask_document

_OFFICE_KINDS = ("docx", "xlsx", "ods", "odt")
MASKABLE_KINDS = ("pdf", *_OFFICE_KINDS)
_NOUNS = {EMAIL: "e-mail address", PHONE: "telephone number", NAME: "name"}
_PLURALS = {EMAIL: "e-mail addresses"}


def contact_findings(
    content: bytes, names: Sequence[str] = (), ours: OwnContacts = NO_CONTACTS
) -> list[FileFinding]:
    """How many addresses, telephone numbers and of these names a reader could see, but for `ours`.

    Nothing for a picture, whose words are not read, or for a file that does not open: `checking` says that.
    """
    kind = file_kinds.kind_of(content)
    try:
        if kind in _OFFICE_KINDS:
            return _in_office_file(content, names, ours)
        pages = text_of_pdf(content) if kind == "pdf" else [content.decode("utf-8", "replace")]
    except CannotInspect:
        return []
    return _in_pages(pages, names, ours) if kind in ("pdf", "txt") else []


def _in_office_file(content: bytes, names: Sequence[str], ours: OwnContacts) -> list[FileFinding]:
    try:
        removed = mask_document(content, names=names, ours=ours).removed
    except CannotCopy as why:
        return [_finding(f"We could not look for addresses and numbers. {why}")]
    return [_finding(f"It would be {words}.") for words in removed]


def _in_pages(pages: Sequence[str], names: Sequence[str], ours: OwnContacts) -> list[FileFinding]:
    counts = Counter(hit.kind for page in pages for hit in mask(page, names, ours).hits)
    return [
        _finding(f"{counted(number, _NOUNS[kind], _PLURALS.get(kind, ''))} can be read in it.")
        for kind, number in sorted(counts.items())
    ]


def _finding(sentence: str) -> FileFinding:
    return FileFinding("contact", "", sentence)

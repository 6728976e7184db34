"""E-mail addresses, telephone numbers and unpublished names that a reader could see in a file."""

from collections import Counter
from collections.abc import Sequence

from candour.papers.findings import CannotCopy, CannotInspect, FileFinding
from candour.papers.formats import file_kinds
from candour.papers.masking.spared import NO_CONTACTS, OwnContacts
from candour.papers.masking.text import EMAIL, NAME, PHONE, mask
from candour.papers.wording import counted

from .copying import text_of_pdf, visible_texts

MASKABLE_KINDS = ("pdf", "docx", "xlsx", "ods", "odt", "txt")
_NOUNS = {EMAIL: "e-mail address", PHONE: "telephone number", NAME: "name"}
_PLURALS = {EMAIL: "e-mail addresses"}


def contact_findings(
    content: bytes, names: Sequence[str] = (), ours: OwnContacts = NO_CONTACTS, *, name: str = ""
) -> list[FileFinding]:
    """How many addresses, telephone numbers and of these names a reader could see, but for `ours`.

    Nothing for a picture, whose words are not read, or for a file that does not open: `checking` says that.
    `name` is the file's own.
    """
    kind = file_kinds.kind_of(content)
    if kind not in MASKABLE_KINDS:
        return []
    try:
        pages = text_of_pdf(content) if kind == "pdf" else visible_texts(name, content)
    except (CannotInspect, CannotCopy):
        return []
    return _in_pages(pages, names, ours)


def _in_pages(pages: Sequence[str], names: Sequence[str], ours: OwnContacts) -> list[FileFinding]:
    counts = Counter(hit.kind for page in pages for hit in mask(page, names, ours).hits)
    return [
        _finding(f"{counted(number, _NOUNS[kind], _PLURALS.get(kind, ''))} can be read in it.")
        for kind, number in sorted(counts.items())
    ]


def _finding(sentence: str) -> FileFinding:
    return FileFinding("contact", "", sentence)

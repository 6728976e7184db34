"""Masking files: addresses and numbers are gone from text, links and metadata alike, in a new file."""

from collections import Counter
from collections.abc import Sequence

from candour.papers.findings import CannotCopy
from candour.papers.formats import file_kinds
from candour.papers.formats.word_search import normalised
from candour.papers.masking.spared import NO_CONTACTS, OwnContacts
from candour.papers.masking.text import describe_masked, mask

from .copying import FileCopy, redact_pdf, text_of_pdf
from .protocol import run_job


def mask_document(
    content: bytes, *, name: str = "", names: Sequence[str] = (), ours: OwnContacts = NO_CONTACTS
) -> FileCopy:
    """A new file of what shows, with e-mail addresses, telephone numbers and these names masked.

    References, `ours` and the addresses and numbers of data/spared.csv stay. `name` is the file's own.
    CannotInspect if it does not open; CannotCopy for a kind of file that cannot be masked.
    """
    if file_kinds.kind_of(content) == "pdf":
        return _mask_pdf(content, names, ours)
    options = {"name": name, "masked": True, "names": list(names), "ours": list(ours)}
    answer, copy = run_job("make", options, content)
    return FileCopy(copy, answer["removed"])


def _mask_pdf(content: bytes, names: Sequence[str], ours: OwnContacts) -> FileCopy:
    """By position, not by words: the 8 of "960157/8" is no number elsewhere."""
    counts: Counter[str] = Counter()
    spans, masked = [], set()
    for number, page in enumerate(text_of_pdf(content), start=1):
        for hit in mask(page, names, ours).hits:
            counts[hit.kind] += 1
            spans.append((number, hit.start, hit.end))
            masked.add(normalised(page[hit.start : hit.end]))
    copy = redact_pdf(content, spans=spans, why="addresses and numbers" if spans else "")
    _refuse_if_readable(copy.content, names, ours, masked)
    return FileCopy(copy.content, describe_masked(counts) + copy.removed)


def _refuse_if_readable(copy: bytes, names: Sequence[str], ours: OwnContacts, masked: set[str]) -> None:
    """CannotCopy if something that was taken out would be found again in the copy."""
    for page in text_of_pdf(copy):
        if any(normalised(page[hit.start : hit.end]) in masked for hit in mask(page, names, ours).hits):
            raise CannotCopy(
                "After masking an address or number could still be read, so nothing was made. "
                "Redact this file by hand."
            )

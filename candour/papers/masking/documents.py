"""Masking files: addresses and numbers are gone from text, links and details alike, in a new file."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from candour.papers.files import kinds
from candour.papers.files.apart import Refused, apart
from candour.papers.files.finding import CannotLook, counted
from candour.papers.files.markup import Element, local, parse, written
from candour.papers.files.packages import opened, packed
from candour.papers.files.pictures import clean_picture
from candour.papers.files.redacting import Redacted, redact_pdf, text_of_pdf
from candour.papers.files.words import plain

from .spared import NO_CONTACTS, OwnContacts
from .text import EMAIL, INSTEAD, NAME, PHONE, Hit, mask

_NOUNS = {EMAIL: ("e-mail address", "e-mail addresses"), PHONE: ("phone number", "phone numbers"),
          NAME: ("name", "names")}  # fmt: skip
# Elements within which words belong together, however many pieces a program has cut them into.
_TOGETHER = ("p", "h", "si", "is")
_BETWEEN = {"tab": " ", "s": " ", "br": "\n", "cr": "\n", "line-break": "\n"}
# Attributes that hold words or addresses. Others hold measures, which no mask may touch.
_SAYING = ("Target", "href", "tooltip", "descr", "title", "author", "display", "string-value", "name",
           "initials", "userId", "displayName", "location")  # fmt: skip


def mask_document(content: bytes, *, names: Sequence[str] = (), ours: OwnContacts = NO_CONTACTS) -> Redacted:
    """A new PDF or office file with e-mail addresses, telephone numbers and these names masked.

    References, `ours` and the addresses and numbers of data/spared.csv stay. CannotLook if the file does
    not open; Refused for a kind of file that cannot be masked.
    """
    if kinds.kind_of(content) == "pdf":
        return _masked_pdf(content, names, ours)
    told, made = apart("mask", {"names": list(names), "ours": list(ours)}, content)
    return Redacted(made, told["removed"])


def _masked_pdf(content: bytes, names: Sequence[str], ours: OwnContacts) -> Redacted:
    """By places, not by words: the 8 of "960157/8" is no number elsewhere."""
    found: Counter[str] = Counter()
    spans, gone = [], set()
    for number, page in enumerate(text_of_pdf(content), start=1):
        for hit in mask(page, names, ours).hits:
            found[hit.kind] += 1
            spans.append((number, hit.start, hit.end))
            gone.add(plain(page[hit.start : hit.end]))
    made = redact_pdf(content, spans=spans, why="addresses and numbers" if spans else "")
    _refuse_left(made.content, names, ours, gone)
    return Redacted(made.content, _said(found) + made.removed)


def _refuse_left(made: bytes, names: Sequence[str], ours: OwnContacts, gone: set[str]) -> None:
    """Refuse a copy in which one that was taken out would be found again."""
    for page in text_of_pdf(made):
        if any(plain(page[hit.start : hit.end]) in gone for hit in mask(page, names, ours).hits):
            raise Refused("After masking an address or number could still be read, so nothing was made. "
                          "Redact this file by hand.")  # fmt: skip


def mask_office(content: bytes, names: Sequence[str], ours: Sequence[str]) -> tuple[bytes, list[str]]:
    """A new office file, masked, and what was masked in words. Runs in the process of `files.child`."""
    contacts = OwnContacts(*ours)
    kind = kinds.kind_of(content)
    if kind not in ("docx", "xlsx", "ods", "odt"):
        raise Refused("We mask PDF, docx, xlsx, ods and odt files.")
    parts, found = {}, Counter[str]()
    for name, part in opened(content).parts.items():
        if name.lower().endswith((".xml", ".rels", ".vml", ".rdf")):
            root = parse(part, name)
            found += mask_part(root, names, contacts, flows=kind in ("ods", "odt"))
            parts[name] = written(root)
        else:
            parts[name] = _beside(name, part)
    return packed(parts, first="mimetype"), _said(found)


def _beside(name: str, part: bytes) -> bytes:
    """A part that is no XML: pictures are made anew; nothing is let through that could hold an address."""
    if name == "mimetype" or not part:
        return part
    try:
        return clean_picture(part)
    except CannotLook as unknown:
        raise Refused(
            f"The file has a part that cannot be masked: {name}. Make a clean copy of it first."
        ) from unknown


def _said(found: Counter[str]) -> list[str]:
    said = [counted(number, *_NOUNS[kind]) for kind, number in sorted(found.items()) if number]
    return [f"{' and '.join(said)} masked"] if said else []


class Piece(NamedTuple):
    """A stretch of text in a part: the element, and whether it stands in it or after it."""

    element: Element | None
    is_tail: bool
    text: str


def mask_part(root: Element, names: Sequence[str], ours: OwnContacts, *, flows: bool) -> Counter[str]:
    """Mask one part where it stands, and count what was masked by its kind.

    `flows`: text may stand between elements, as it does in OpenDocument.
    """
    found: Counter[str] = Counter()
    groups: dict[Element, list[Piece]] = {}
    for group, piece in _pieces(root, flows):
        groups.setdefault(group, []).append(piece)
    for pieces in groups.values():
        found += _masked(pieces, names, ours)
    for one in root.iter():
        if local(one):
            found += _attributes(one, names, ours)
        elif mask(one.text or "", names, ours).hits:
            one.text = ""
    return found


def _pieces(root: Element, flows: bool) -> Iterator[tuple[Element, Piece]]:
    for event, one in walked(root):
        name = local(one)
        if event == "start":
            if name in _BETWEEN:
                yield _group(one), Piece(None, False, _BETWEEN[name])
            if one.text and name and (flows or not len(one)):
                yield _group(one), Piece(one, False, one.text)
        elif flows and one.tail and one.getparent() is not None:
            yield _group(one.getparent()), Piece(one, True, one.tail)


def walked(root: Element) -> Iterator[tuple[str, Element]]:
    """Every element as it begins ("start") and as it ends ("end"), in the order of the text."""
    open_ones: list[tuple[Element, Iterator[Element]]] = [(root, iter(root))]
    yield "start", root
    while open_ones:
        element, children = open_ones[-1]
        child = next(children, None)
        if child is None:
            open_ones.pop()
            yield "end", element
        else:
            yield "start", child
            open_ones.append((child, iter(child)))


def _group(element: Element) -> Element:
    """The paragraph that an element's words belong to; itself where there is none."""
    if local(element) in _TOGETHER:
        return element
    return next((up for up in element.iterancestors() if local(up) in _TOGETHER), element)


def _masked(pieces: list[Piece], names: Sequence[str], ours: OwnContacts) -> Counter[str]:
    hits = mask("".join(one.text for one in pieces), names, ours).hits
    if not hits:
        return Counter()
    start = 0
    for piece in pieces:
        if piece.element is not None:
            _put(piece, _without(piece.text, start, hits))
        start += len(piece.text)
    return Counter(hit.kind for hit in hits)


def _without(text: str, start: int, hits: list[Hit]) -> str:
    """A piece without what was hit; the mask stands where the hit began."""
    kept, place = [], 0
    for hit in hits:
        first, last = max(0, hit.start - start), min(len(text), hit.end - start)
        if first < last:
            kept += [text[place:first], INSTEAD[hit.kind] if hit.start >= start else ""]
            place = last
    return "".join([*kept, text[place:]])


def _put(piece: Piece, text: str) -> None:
    setattr(piece.element, "tail" if piece.is_tail else "text", text)


def _attributes(element: Element, names: Sequence[str], ours: OwnContacts) -> Counter[str]:
    found: Counter[str] = Counter()
    for key, value in element.attrib.items():
        name = key.rpartition("}")[2]
        if name not in _SAYING and "@" not in value:
            continue
        told = mask(value, names, ours)
        if told.hits:
            # A link that led to an address leads nowhere; a name or a note keeps its other words.
            element.attrib[key] = "#" if name in ("Target", "href") else told.text
            found += Counter(hit.kind for hit in told.hits)
    return found


__all__ = ["CannotLook", "Refused", "mask_document", "mask_office"]

"""A masked copy of an office file: every XML part is read paragraph by paragraph, and pictures are made anew.

Runs in the process of `jobs.child`; `jobs.masking` is the way in.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from candour.papers.findings import CannotCopy, CannotInspect
from candour.papers.formats import file_kinds
from candour.papers.formats.pictures import clean_picture
from candour.papers.formats.xml_parts import Element, local_name, parse_xml, xml_bytes
from candour.papers.formats.zip_package import open_package, pack
from candour.papers.masking.spared import OwnContacts
from candour.papers.masking.text import INSTEAD, Hit, describe_masked, mask

# Elements within which words belong together, however many runs a program has cut them into.
_PARAGRAPHS = ("p", "h", "si", "is")
_SEPARATORS = {"tab": " ", "s": " ", "br": "\n", "cr": "\n", "line-break": "\n"}
# Attributes that hold words or addresses. Others hold measures, which no mask may touch.
_TEXT_ATTRIBUTES = (
    "Target", "href", "tooltip", "descr", "title", "author", "display", "string-value", "name",
    "initials", "userId", "displayName", "location",
)  # fmt: skip


def mask_office(content: bytes, names: Sequence[str], ours: Sequence[str]) -> tuple[bytes, list[str]]:
    """A new office file, masked, and what was masked in words. `ours`: the fields of an OwnContacts.

    CannotInspect if the file does not open; CannotCopy for another kind of file, or for a part that could
    hold an address where it cannot be masked.
    """
    kind = file_kinds.kind_of(content)
    if kind not in ("docx", "xlsx", "ods", "odt"):
        raise CannotCopy("We mask PDF, docx, xlsx, ods and odt files.")
    masker = PartMasker(names, OwnContacts(*ours), text_between_elements=kind in ("ods", "odt"))
    parts, counts = {}, Counter[str]()
    for name, part in open_package(content).parts.items():
        if name.lower().endswith((".xml", ".rels", ".vml", ".rdf")):
            root = parse_xml(part, name)
            counts += masker.mask_part(root)
            parts[name] = xml_bytes(root)
        else:
            parts[name] = _masked_binary(name, part)
    return pack(parts, first="mimetype"), describe_masked(counts)


def _masked_binary(name: str, part: bytes) -> bytes:
    """A part that is no XML: pictures are made anew; nothing is let through that could hold an address."""
    if name == "mimetype" or not part:
        return part
    try:
        return clean_picture(part)
    except CannotInspect as unknown:
        raise CannotCopy(
            f"The file has a part that cannot be masked: {name}. Make a clean copy of it first."
        ) from unknown


class TextRun(NamedTuple):
    """A stretch of text: the element that it stands in, or after; None for a tab or a line break."""

    element: Element | None
    is_tail: bool
    text: str


class PartMasker:
    """Masks XML parts in place.

    `text_between_elements`: text may stand after an element, within its parent, as it does in OpenDocument.
    """

    def __init__(self, names: Sequence[str], ours: OwnContacts, *, text_between_elements: bool) -> None:
        self._names, self._ours = names, ours
        self._text_between_elements = text_between_elements

    def mask_part(self, root: Element) -> Counter[str]:
        """Mask one part, and count what was masked by its kind."""
        counts: Counter[str] = Counter()
        paragraphs: dict[Element, list[TextRun]] = {}
        for paragraph, run in self._runs(root):
            paragraphs.setdefault(paragraph, []).append(run)
        for runs in paragraphs.values():
            counts += self._mask_runs(runs)
        for element in root.iter():
            if local_name(element):
                counts += self._mask_attributes(element)
            elif self._hits(element.text or ""):
                element.text = ""  # a comment or a processing instruction
        return counts

    def _hits(self, text: str) -> list[Hit]:
        return mask(text, self._names, self._ours).hits

    def _runs(self, root: Element) -> Iterator[tuple[Element, TextRun]]:
        """Every run of text with the paragraph that it belongs to, in the order of the text."""
        for event, element in _walk_events(root):
            name = local_name(element)
            if event == "start":
                if name in _SEPARATORS:
                    yield _paragraph_of(element), TextRun(None, False, _SEPARATORS[name])
                if element.text and name and (self._text_between_elements or not len(element)):
                    yield _paragraph_of(element), TextRun(element, False, element.text)
            elif self._text_between_elements and element.tail and element.getparent() is not None:
                yield _paragraph_of(element.getparent()), TextRun(element, True, element.tail)

    def _mask_runs(self, runs: list[TextRun]) -> Counter[str]:
        hits = self._hits("".join(run.text for run in runs))
        if not hits:
            return Counter()
        start = 0
        for run in runs:
            if run.element is not None:
                text = _masked_run(run.text, start, hits)
                setattr(run.element, "tail" if run.is_tail else "text", text)
            start += len(run.text)
        return Counter(hit.kind for hit in hits)

    def _mask_attributes(self, element: Element) -> Counter[str]:
        counts: Counter[str] = Counter()
        for key, value in element.attrib.items():
            name = key.rpartition("}")[2]
            if name not in _TEXT_ATTRIBUTES and "@" not in value:
                continue
            masked = mask(value, self._names, self._ours)
            if masked.hits:
                # A link that led to an address leads nowhere; a name or a note keeps its other words.
                element.attrib[key] = "#" if name in ("Target", "href") else masked.text
                counts += Counter(hit.kind for hit in masked.hits)
        return counts


def _walk_events(root: Element) -> Iterator[tuple[str, Element]]:
    """Every element as it begins ("start") and as it ends ("end"), in the order of the text."""
    open_elements: list[tuple[Element, Iterator[Element]]] = [(root, iter(root))]
    yield "start", root
    while open_elements:
        element, children = open_elements[-1]
        child = next(children, None)
        if child is None:
            open_elements.pop()
            yield "end", element
        else:
            yield "start", child
            open_elements.append((child, iter(child)))


def _paragraph_of(element: Element) -> Element:
    """The paragraph that an element's words belong to; itself where there is none."""
    if local_name(element) in _PARAGRAPHS:
        return element
    ancestors = element.iterancestors()
    return next((above for above in ancestors if local_name(above) in _PARAGRAPHS), element)


def _masked_run(text: str, start: int, hits: list[Hit]) -> str:
    """A run that begins at `start` of its paragraph, without the hits; the mask stands where a hit began."""
    parts, done = [], 0
    for hit in hits:
        first, last = max(0, hit.start - start), min(len(text), hit.end - start)
        if first < last:
            parts += [text[done:first], INSTEAD[hit.kind] if hit.start >= start else ""]
            done = last
    return "".join([*parts, text[done:]])

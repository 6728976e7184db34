"""The words that show within paragraphs of an OpenDocument file."""

from collections.abc import Iterator

from candour.papers.formats.colours import Colour
from candour.papers.formats.xml_parts import Element, attribute, local_name, text_of, walk

from .odf_looks import Look, OdfLooks, background, shows_words
from .shown import plain

_AROUND = ("span", "a", "meta", "ruby-base", "ruby")
# Fields whose content is what they show. Those that can hold other words are not among them.
_FIELDS = ("page-number", "page-count", "date", "time", "sequence", "sequence-ref", "bookmark-ref",
           "reference-ref", "note-ref", "chapter", "number", "title", "sheet-name", "expression",
           "creation-date", "modification-date")  # fmt: skip
_SIGNS = {"tab": "\t", "line-break": "\n"}
_MOST_SPACES = 100


def paragraph_words(
    paragraph: Element, looks: OdfLooks, behind: Colour | None = None, above: Look | None = None
) -> str:
    """The visible words of a paragraph or heading (`above`: the look of what it stands in)."""
    own = looks.look("paragraph", attribute(paragraph, "style-name"))
    return plain("".join(_words(paragraph, (above or {}) | own, background(own) or behind, looks))).strip()


def hides_words(paragraph: Element, shown: str) -> bool:
    """Whether a paragraph has words, or fields with values, beside those that show."""
    if any(True for _ in walk(paragraph, "hidden-text", "hidden-paragraph", "conditional-text")):
        return True
    words = (
        "".join(text_of(part) if local_name(part) in ("span", "a") else "" for part in paragraph)
        or paragraph.text
        or ""
    )
    return any(word not in shown for word in plain(words).split())


def _words(element: Element, look: Look, behind: Colour | None, looks: OdfLooks) -> Iterator[str]:
    shows = shows_words(look, behind)
    if shows and element.text:
        yield _collapsed(element.text)
    for child in element:
        name = local_name(child)
        if name in _AROUND:
            own = looks.look("text", attribute(child, "style-name"))
            yield from _words(child, look | own, background(look) or behind, looks)
        elif shows and name in _FIELDS:
            yield child.text or ""
        elif shows and name in _SIGNS:
            yield _SIGNS[name]
        elif shows and name == "s":
            number = attribute(child, "c", "1")
            yield " " * (min(int(number), _MOST_SPACES) if number.isdigit() else 1)
        if shows and child.tail:
            yield _collapsed(child.tail)


def _collapsed(text: str) -> str:
    """The text with each stretch of blanks as one: OpenDocument writes others as elements."""
    inner = " ".join(text.split())
    return (" " if text[:1].isspace() else "") + inner + (" " if inner and text[-1:].isspace() else "")

"""XML from strangers: nothing is fetched, no entity is expanded, no document type is accepted."""

from collections.abc import Iterator
from typing import Any

# lxml comes with odfdo and pikepdf, and has no types of its own.
from lxml import etree  # type: ignore[import-untyped]

from candour.papers.findings import CannotInspect
from candour.papers.limits import MAX_PART

Element = Any


def parse_xml(content: bytes, part: str) -> Element:
    """The root of an XML part. CannotInspect for what is broken, too large, or has a document type."""
    if len(content) > MAX_PART:
        raise CannotInspect(f"The part {part} is larger than {MAX_PART // 2**20} MB when unpacked.")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=False,
        remove_pis=False,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as broken:
        raise CannotInspect(f"The part {part} is not whole XML.") from broken
    if root.getroottree().docinfo.doctype:
        # Office programs write none; it is how a small file is made to grow without end.
        raise CannotInspect(f"The part {part} defines entities of its own, which office programs never do.")
    return root


def local_name(element: Element) -> str:
    """The name of an element without its namespace; empty for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str, default: str = "") -> str:
    """The value of an attribute by its name without the namespace."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return default


def walk(root: Element, *names: str) -> Iterator[Element]:
    """The elements with one of these names, in their order."""
    for element in root.iter():
        if local_name(element) in names:
            yield element


def text_of(element: Element) -> str:
    """All the text within an element."""
    return "".join(element.itertext())

"""Reading Alaveteli's Atom feed of a request or of a body: each entry is one thing that happened.

Its entries are made in app/views/track/atom_feed.atom.builder of mysociety/alaveteli: a title, a day, a link
to the request's page, and HTML that says who wrote to whom, with the beginning of their words.
"""

import datetime as dt
import html
import re
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from lxml import etree  # type: ignore[import-untyped]

from .brought import ASKER, BODY, Brought, Said

_ATOM = "{http://www.w3.org/2005/Atom}"
_KINDS = (
    (re.compile(r"\bResponse by (?P<body>.+?) to (?P<asker>.+?) on\b"), BODY, "A response"),
    (re.compile(r"\bFollow[ -]?up sent to (?P<body>.+?) by (?P<asker>.+?) on\b"), ASKER, "A further message"),
    (re.compile(r"\bRequest sent to (?P<body>.+?) by (?P<asker>.+?) on\b"), ASKER, "The request"),
)
_WORDS = re.compile(r'<span class="desc">(?P<words>.*?)</span>', re.DOTALL)
_ONLY_BEGINNING = "what was brought in has only its beginning"


def is_atom(content: bytes) -> bool:
    """Whether this looks like an Atom feed."""
    return b"http://www.w3.org/2005/Atom" in content[:2000]


def read_atom(content: bytes) -> list[Brought]:
    """The requests that a feed tells of. ValidationError for one that cannot be read or declares a DTD."""
    grouped: dict[str, list[tuple[Said, str, str, str]]] = {}
    for entry in _root(content).iter(f"{_ATOM}entry"):
        if found := _entry(entry):
            grouped.setdefault(_page(entry), []).append(found)
    if not grouped:
        raise ValidationError("This feed tells of no request. Fetch the feed of a request or of a body.")
    return [_brought(page, entries) for page, entries in grouped.items()]


def _root(content: bytes) -> Any:
    # An entity can read a file or grow without end: none is resolved, and a feed that declares one refused.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as broken:
        raise ValidationError("This feed breaks off or is no XML. Fetch it again.") from broken
    if root.getroottree().docinfo.doctype:
        raise ValidationError("This feed declares a document type, which no feed needs. We do not read it.")
    return root


def _text(entry: Any, name: str) -> str:
    found = entry.find(f"{_ATOM}{name}")
    return (found.text or "").strip() if found is not None else ""


def _page(entry: Any) -> str:
    """The address of the request's page, without the place on it."""
    link = next((one.get("href", "") for one in entry.iter(f"{_ATOM}link") if one.get("rel") != "self"), "")
    parts = urlsplit(link)
    return f"{parts.scheme}://{parts.netloc}{parts.path}" if parts.scheme in ("http", "https") else ""


def _entry(entry: Any) -> tuple[Said, str, str, str] | None:
    """What an entry says: the message, the request's title, the body and the asker. None for other things."""
    content = _text(entry, "content")
    told = _plain(_WORDS.sub(" ", content)) + " on "
    words = _WORDS.search(content)
    for kind, writer, subject in _KINDS:
        if found := kind.search(told):
            body, asker = found["body"].strip(), found["asker"].strip()
            said = Said(
                writer, asker if writer == ASKER else body, _plain(words["words"]) if words else "",
                on=_day(_text(entry, "published") or _text(entry, "updated")),
                subject=f"{subject}: {_ONLY_BEGINNING}",
            )  # fmt: skip
            return said, _plain(_text(entry, "title")), body, asker
    return None


def _plain(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", html.unescape(markup))).split())


def _day(told: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(told[:10])
    except ValueError:
        return None


def _brought(page: str, entries: list[tuple[Said, str, str, str]]) -> Brought:
    _, title, body, asker = entries[0]
    said = sorted((one[0] for one in entries), key=lambda one: one.on or dt.date.min)
    return Brought(
        title=title, questions=(title,), said=tuple(said), body=body, asker=asker, source_url=page,
    )  # fmt: skip

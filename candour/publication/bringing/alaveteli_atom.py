"""Reading Alaveteli's Atom feed of a request or of a body: each entry is one thing that happened.

Its entries are made in app/views/track/atom_feed.atom.builder of mysociety/alaveteli, with the sentences of
event_description in app/helpers/application_helper.rb: a title, a day, a link to the *event* (not to the
request), and HTML that says who wrote to whom, with some of their words.
"""

import re
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from lxml import etree  # type: ignore[import-untyped]

from .brought import ASKER, BODY, Brought, Noted, Said, day_at, without_markup

_ATOM = "{http://www.w3.org/2005/Atom}"
_NOTE = ""
_SENT = r"sent to (?P<body>.+?) by (?P<asker>.+?) on\b"
_KINDS = (
    (re.compile(r"\bResponse by (?P<body>.+?) to (?P<asker>.+?) on\b"), BODY, "A response"),
    (re.compile(rf"\bFollow[ -]?up {_SENT}"), ASKER, "A further message"),
    (re.compile(rf"\bClarification {_SENT}"), ASKER, "A clarification"),
    (re.compile(rf"\bInternal review request {_SENT}"), ASKER, "A review was asked for"),
    (re.compile(rf"\bRequest {_SENT}"), ASKER, "The request"),
    (
        re.compile(r"\bRequest to (?P<body>.+?) by (?P<asker>.+?)\. Annotated by (?P<reader>.+?) on\b"),
        _NOTE,
        "",
    ),
)
# The words come last; those that were searched for are marked with a span of their own.
_WORDS = re.compile(r'<span class="desc">(?P<words>.*)</span>', re.DOTALL)
# Bodies and people are links to their own pages, so that no name can be taken for a part of the sentence.
_BODY_LINK = re.compile(r'<a\b[^>]*href="[^"]*/body/[^"]*"[^>]*>(?P<name>.*?)</a>', re.DOTALL)
_USER_LINK = re.compile(r'<a\b[^>]*href="[^"]*/user/[^"]*"[^>]*>(?P<name>.*?)</a>', re.DOTALL)
_ONLY_SOME = "what was brought in has only some of its words"


class _Entry(NamedTuple):
    """What one entry tells: a message, or a reader's note, and of which request."""

    title: str
    body: str
    asker: str
    page: str
    said: Said | None
    noted: Noted | None


def is_atom(content: bytes) -> bool:
    """Whether this looks like an Atom feed."""
    return b"http://www.w3.org/2005/Atom" in content[:2000]


def read_atom(content: bytes) -> list[Brought]:
    """The requests that a feed tells of. ValidationError for one that cannot be read or declares a DTD."""
    grouped: dict[tuple[str, ...], list[_Entry]] = {}
    for element in _root(content).iter(f"{_ATOM}entry"):
        if found := _entry(element):
            grouped.setdefault(_request_of(found), []).append(found)
    requests = [one for one in grouped.values() if any(entry.said for entry in one)]
    if not requests:
        raise ValidationError("This feed tells of no request. Fetch the feed of a request or of a body.")
    return [_brought(entries) for entries in requests]


def _request_of(entry: _Entry) -> tuple[str, ...]:
    """What tells one request from another: its page where the link names it, and who asked whom for what."""
    page = entry.page if "/request/" in entry.page else ""
    return page, entry.title, entry.body, entry.asker


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
    """The address of the entry's page, without the place on it."""
    link = next((one.get("href", "") for one in entry.iter(f"{_ATOM}link") if one.get("rel") != "self"), "")
    parts = urlsplit(link)
    return f"{parts.scheme}://{parts.netloc}{parts.path}" if parts.scheme in ("http", "https") else ""


def _entry(entry: Any) -> _Entry | None:
    """What an entry says. None for other things than messages and notes."""
    content = _text(entry, "content")
    sentence, words = _WORDS.sub(" ", content), _WORDS.search(content)
    text = without_markup(words["words"]) if words else ""
    told = without_markup(sentence) + " on "
    for kind, writer, subject in _KINDS:
        if found := kind.search(told):
            body = _named(_BODY_LINK, sentence, found["body"])
            asker = _named(_USER_LINK, sentence, found["asker"])
            said = noted = None
            if writer == _NOTE:
                noted = Noted(name=found["reader"].strip(), text=text)
            else:
                said = Said(
                    writer, asker if writer == ASKER else body, text,
                    on=day_at(_text(entry, "published") or _text(entry, "updated")),
                    subject=f"{subject}: {_ONLY_SOME}",
                )  # fmt: skip
            return _Entry(without_markup(_text(entry, "title")), body, asker, _page(entry), said, noted)
    return None


def _named(link: re.Pattern[str], sentence: str, told: str) -> str:
    """The name in a link to somebody's page; where there is none, as the sentence has it."""
    found = link.search(sentence)
    return without_markup(found["name"]) if found else told.strip()


def _brought(entries: list[_Entry]) -> Brought:
    """One request. A feed has its newest entry first: the last is the oldest, whose address lasts."""
    first = entries[-1]
    said = sorted((one.said for one in reversed(entries) if one.said), key=lambda one: str(one.on or ""))
    return Brought(
        title=first.title, questions=(first.title,), said=tuple(said), body=first.body, asker=first.asker,
        source_url=_oldest(entries), noted=tuple(one.noted for one in reversed(entries) if one.noted),
    )  # fmt: skip


def _oldest(entries: list[_Entry]) -> str:
    return next((one.page for one in reversed(entries) if one.page), "")

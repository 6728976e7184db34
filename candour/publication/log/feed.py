"""The log as a feed, in Atom (RFC 4287), for programs that tell people of what is new. No Django."""

import datetime as dt
import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring  # noqa: S405 - nothing is read with it

from candour.figures.files.feed import ATOM, NEVER
from candour.figures.files.tidy import LICENCE, PUBLISHER

from .document import LogPage

# Extensible Markup Language 1.0, production 2: all but these.
_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom(pages: Sequence[LogPage], base: str, *, query: str = "", searched: str = "") -> bytes:
    """The feed of these pages, in the order given. `base` is the public address, without a slash at its end.

    `query` is the end of the address of a search, and `searched` what was looked for, in words.
    An entry's id is the page's address for good; a correction moves its day, so that programs show it again.
    """
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": "en-GB"})
    ending = f"?{query}" if query else ""
    address = f"{base}/foi/log.atom{ending}"
    mark = "Rehearsal: " if any(one.rehearsal for one in pages) else ""
    _add(feed, "id", address)
    _add(feed, "title", f"{mark}Disclosure log{f': {searched}' if searched else ''}")
    _add(feed, "updated", _time(max((one.published_on for one in pages), default=NEVER.date())))
    _add(SubElement(feed, "author"), "name", PUBLISHER)
    _add(feed, "rights", LICENCE)
    _link(feed, "self", "application/atom+xml", address)
    _link(feed, "alternate", "text/html", f"{base}/foi/log{ending}")
    for one in pages:
        feed.append(_entry(one, base, mark))
    indent(feed)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(feed, encoding="unicode").encode() + b"\n"


def _entry(one: LogPage, base: str, mark: str) -> Element:
    found = Element("entry")
    _add(found, "id", base + one.address)
    _add(found, "title", f"{mark}{one.title} ({one.reference})")
    _add(found, "updated", _time(one.published_on))
    if one.headline:
        SubElement(found, "category", {"term": one.headline})
    _add(found, "summary", _summary(one))
    _link(found, "alternate", "text/html", base + one.address)
    return found


def _summary(one: LogPage) -> str:
    if one.gone:
        return f"Taken out of the log: {one.gone}"
    corrected = f" Corrected: {one.corrections[-1].why}" if one.corrections else ""
    asked = " ".join(question.text for question in one.questions)
    return f"{one.headline_words}. Asked: {asked}{corrected}"


def _printable(words: str) -> str:
    """Words without the signs that XML has no room for, such as those a mail program left."""
    return _NOT_IN_XML.sub("", words)


def _add(to: Element, name: str, words: str) -> None:
    SubElement(to, name).text = _printable(words)


def _link(to: Element, rel: str, kind: str, address: str) -> None:
    SubElement(to, "link", {"rel": rel, "type": kind, "href": address})


def _time(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"

"""The feed of releases, in Atom (RFC 4287), for programs that tell people of what is new. No Django."""

import datetime as dt
from collections.abc import Sequence
from typing import Protocol
from xml.etree.ElementTree import Element, SubElement, indent, tostring  # noqa: S405 - nothing is read with it

from candour.figures.files.tidy import LICENCE, PUBLISHER
from candour.figures.releasing.plan import in_words
from candour.figures.releasing.quarters import Span

ATOM = "http://www.w3.org/2005/Atom"
# When the feed was last changed, where nothing has been published: a feed must say, and the clock may not.
NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class Released(Protocol):
    """A published version of a release, as much of it as the feed needs."""

    @property
    def reference(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def since(self) -> dt.date: ...
    @property
    def until(self) -> dt.date: ...
    @property
    def goes_public(self) -> dt.datetime: ...
    @property
    def changes(self) -> str: ...


def atom(entries: Sequence[Released], base_url: str, *, rehearsal: bool = False) -> bytes:
    """The feed of these published releases, in the order given. `base_url` ends without a slash.

    In a rehearsal every title says so, the feed's own and each entry's.
    A release's id is its permanent address, so that a program shows each once and for good.
    """
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": "en-GB"})
    address = f"{base_url}/figures/feed.atom"
    _add(feed, "id", address)
    mark = "Rehearsal: " if rehearsal else ""
    _add(feed, "title", f"{mark}Releases of figures")
    _add(feed, "updated", _time(max((one.goes_public for one in entries), default=NEVER)))
    _add(SubElement(feed, "author"), "name", PUBLISHER)
    _add(feed, "rights", LICENCE)
    _link(feed, "self", "application/atom+xml", address)
    _link(feed, "alternate", "text/html", f"{base_url}/figures/releases")
    for one in entries:
        feed.append(_entry(one, f"{base_url}/figures/releases/{one.reference}", mark))
    indent(feed)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(feed, encoding="unicode").encode() + b"\n"


def _entry(one: Released, address: str, mark: str) -> Element:
    found = Element("entry")
    _add(found, "id", address)
    _add(found, "title", f"{mark}{one.title} (release {one.reference})")
    _add(found, "published", _time(one.goes_public))
    _add(found, "updated", _time(one.goes_public))
    SubElement(found, "category", {"term": one.kind})
    _add(found, "summary", _summary(one))
    _link(found, "alternate", "text/html", address)
    _link(found, "enclosure", "application/zip", f"{address}/release.zip")
    return found


def _summary(one: Released) -> str:
    period = f"Figures for {in_words(Span(one.since, one.until))}."
    return f"{period} What this version changes: {one.changes}" if one.changes else period


def _add(to: Element, name: str, words: str) -> None:
    SubElement(to, name).text = words


def _link(to: Element, rel: str, kind: str, address: str) -> None:
    SubElement(to, "link", {"rel": rel, "type": kind, "href": address})


def _time(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

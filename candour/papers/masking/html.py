"""HTML that came from outside, made safe to publish: no script, no remote picture, no address, no number."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

import nh3

from .text import INSTEAD, mask

_INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s",
    "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
}  # fmt: skip
_BLOCKS = {
    "blockquote", "br", "caption", "dd", "div", "dl", "dt", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol",
    "p", "pre", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"lang", "dir"},
    "a": {"href"},
    "abbr": {"title"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_REL = "nofollow noopener noreferrer"
_EMPTY = frozenset({"br", "hr", "wbr"})
# An address cannot go on in another paragraph, but it can over a line's end.
_PARAGRAPH = "\n\n"
_NEW_LINE, _END_OF_LINE = re.compile(r"\A\s*\n\s*"), re.compile(r"[ \t\r]*\n\s*\Z")


def safe(raw: str, names: Sequence[str] = ()) -> str:
    """A fragment to be published: text, lists, tables and links to pages; everything else taken out.

    Pictures are left out, also those that only tell their sender that somebody looked. Masked as `mask` does.
    """
    clean = nh3.clean(
        raw, tags=_INLINE | _BLOCKS, attributes=_ATTRIBUTES, link_rel=_REL,
        url_schemes={"http", "https", "mailto", "tel"}, url_relative="deny",
    )  # fmt: skip
    return mask_html(clean, names)


def mask_html(fragment: str, names: Sequence[str] = ()) -> str:
    """The same fragment with its text and attributes masked, also where tags stand within an address.

    `fragment` is HTML that `safe` or one of our templates made: comments in it are left out.
    """
    read = _Reader(names)
    read.feed(fragment)
    read.close()
    return "".join(_written(read.pieces, names))


@dataclass
class _Piece:
    """One tag as it is written, or a run of text; `between` is what it counts as when text is read on."""

    tag: str = ""
    text: str = ""
    between: str = field(default="")


class _Reader(HTMLParser):
    """Takes a fragment apart into tags and texts."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[_Piece] = []
        self.names = names

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag, with its attributes masked."""
        kept = "".join(self._attribute(name, value or "") for name, value in attrs)
        if tag == "br" and self.pieces and self.pieces[-1].text:
            self.pieces[-1].between = _END_OF_LINE.sub(_unseen, self.pieces[-1].between)
        self.pieces.append(_Piece(tag=f"<{tag}{kept}>", between=_between(tag)))

    def handle_endtag(self, tag: str) -> None:
        """Keep a closing tag."""
        if tag not in _EMPTY:
            self.pieces.append(_Piece(tag=f"</{tag}>", between=_between(tag)))

    def handle_data(self, data: str) -> None:
        """Keep a run of text."""
        follows = self.pieces and self.pieces[-1].tag.startswith("<br")
        between = _NEW_LINE.sub(_unseen, data) if follows else data
        self.pieces.append(_Piece(text=data, between=between))

    def _attribute(self, name: str, value: str) -> str:
        masked = mask(value, self.names)
        leads_to_somebody = value.strip().lower().startswith(("mailto:", "tel:", "sms:"))
        if name == "href" and (masked.hits or leads_to_somebody):
            return ""
        return f' {name}="{html.escape(masked.text)}"'


def _unseen(blanks: re.Match[str]) -> str:
    """As many signs that nobody sees: beside a <br> the end of a line in the source is none on the page."""
    return "\u200b" * len(blanks[0])


def _between(tag: str) -> str:
    if tag == "br":
        return "\n"
    return "" if tag in _INLINE else _PARAGRAPH


def _written(pieces: list[_Piece], names: Sequence[str]) -> list[str]:
    """The pieces put together again, each hit written where it begins."""
    hits = mask("".join(piece.between for piece in pieces), names).hits
    written, place = [], 0
    for piece in pieces:
        end = place + len(piece.between)
        text, done = [], place
        for hit in hits:
            if hit.end <= place or hit.start >= end or not piece.text:
                continue
            text.append(html.escape(piece.text[done - place : max(done, hit.start) - place], quote=False))
            text.append(INSTEAD[hit.kind] if hit.start >= place else "")
            done = min(hit.end, end)
        text.append(html.escape(piece.text[done - place :], quote=False))
        written.append(piece.tag or "".join(text))
        place = end
    return written

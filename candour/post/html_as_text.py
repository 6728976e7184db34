"""HTML of a mail as plain text: what a reader would have seen, and nothing that was hidden from them."""

import re
from collections import Counter
from html.parser import HTMLParser
from typing import NamedTuple


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


_BLOCKS = _tags(
    "address article blockquote dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr li "
    "main nav ol p pre section table tr ul"
)
_UNSEEN = _tags("head script style template title noscript object svg math select textarea")
_VOID = _tags("area base br col embed hr img input link meta param source track wbr")
_HIDES = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?![.\d]*[1-9])",
    re.IGNORECASE,
)
# Between these stands a blank line; a `div` is often no more than a line.
_APART = _tags("p h1 h2 h3 h4 h5 h6 ul ol table blockquote pre br")
_DEEPEST = 2_000
# Nobody types that much. The library takes a time that grows with the square of what is broken in it.
LONGEST = 200_000


class Seen(NamedTuple):
    """What a reader would have seen, and whether that is all of it."""

    text: str
    is_whole: bool = True


def html_as_text(html: str) -> Seen:
    """The visible words, a line for each block, links with where they lead, quotes with `> ` before them.

    Of HTML that is longer than LONGEST, or that the library cannot read to its end, what stands before.
    """
    reader = _Reader()
    is_whole = len(html) <= LONGEST
    try:
        reader.feed(html[:LONGEST])
        reader.close()
    except Exception:  # The library raises AssertionError, among others, at "<![<![" and its like.
        is_whole = False
    return Seen(reader.text(), is_whole)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, bool, str]] = []  # each tag, whether it hides, and where a link leads
        self.names: Counter[str] = Counter()  # how many of each are open
        self.hidden = 0
        self.quoted = 0
        self.lines: list[str] = []
        self.line: list[str] = []
        self.link_words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag in _BLOCKS or tag == "br":
            self._end_line(apart=tag in _APART)
        if tag in _VOID or len(self.open) >= _DEEPEST:
            return
        hides = tag in _UNSEEN or "hidden" in said or bool(_HIDES.search(said.get("style", "")))
        self.open.append((tag, hides, said.get("href", "") if tag == "a" else ""))
        self.names[tag] += 1
        self.hidden += hides
        self.quoted += tag == "blockquote"
        if tag == "a":
            self.link_words = []
        if tag == "li":
            self.line.append("- ")

    def handle_endtag(self, tag: str) -> None:
        if not self.names[tag]:
            return
        if tag in _BLOCKS:
            self._end_line()
        while self.open:
            name, hides, leads_to = self.open.pop()
            self.names[name] -= 1
            self._leads(leads_to)
            self.hidden -= hides
            self.quoted -= name == "blockquote"
            if name == tag:
                return

    def _leads(self, to: str) -> None:
        shown = "".join(self.link_words).strip()
        if to.startswith(("http://", "https://")) and not self.hidden and shown and shown not in to:
            self.line.append(f" <{to}>")

    def handle_data(self, data: str) -> None:
        if self.hidden:
            return
        for place, part in enumerate(data.split("\n") if self.names["pre"] else [re.sub(r"\s+", " ", data)]):
            if place:
                self._end_line()
            self.line.append(part)
            self.link_words.append(part)

    def _end_line(self, *, apart: bool = False) -> None:
        words = "".join(self.line).strip(" \t\r\n")
        self.line = []
        if words:
            self.lines.append("> " * min(self.quoted, 5) + words)
        elif apart and self.lines and self.lines[-1]:
            self.lines.append("")

    def text(self) -> str:
        """All of it, without blank lines at the ends."""
        self._end_line()
        return "\n".join(self.lines).strip("\n")

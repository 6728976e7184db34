"""HTML of a mail as plain text: what a reader would have seen, and nothing that was hidden from them."""

import re
from html.parser import HTMLParser


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
_LONGEST = 3_000_000


def html_as_text(html: str) -> str:
    """The visible words, a line for each block, links with where they lead, quotes with `> ` before them."""
    reader = _Reader()
    reader.feed(html[:_LONGEST])
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, bool, str]] = []  # each tag, whether it hides, and where a link leads
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
        self.hidden += hides
        self.quoted += tag == "blockquote"
        if tag == "a":
            self.link_words = []
        if tag == "li":
            self.line.append("- ")

    def handle_endtag(self, tag: str) -> None:
        if not any(name == tag for name, _, _ in self.open):
            return
        if tag in _BLOCKS:
            self._end_line()
        while self.open:
            name, hides, leads_to = self.open.pop()
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
        keeps = any(name == "pre" for name, _, _ in self.open)
        for place, part in enumerate(data.split("\n") if keeps else [re.sub(r"\s+", " ", data)]):
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

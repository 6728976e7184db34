"""HTML of a mail as plain text: what a reader would have seen, and nothing that was hidden from them."""

import re
from typing import NamedTuple

import lxml.html  # type: ignore[import-untyped]
from inscriptis.css_profiles import CSS_PROFILES
from inscriptis.html_engine import Inscriptis
from inscriptis.model.config import ParserConfig
from lxml.etree import ParserError  # type: ignore[import-untyped]

_NEVER_SHOWN = frozenset(
    [
        "head",
        "math",
        "noscript",
        "object",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
    ]
)
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?![.\d]*[1-9])",
    re.IGNORECASE,
)
# Private characters (Unicode, 23.5) that mark in the text where a quotation begins and ends.
_QUOTE_BEGINS, _QUOTE_ENDS = "\ue0f0", "\ue0f1"
_MARKS = re.compile(f"([{_QUOTE_BEGINS}{_QUOTE_ENDS}])")
# The parser drops an end tag that closes nothing, and would join the words on either side of it.
_END_OF_BLOCK = re.compile(r"(</(?:p|div|td|th|tr|li|h[1-6])\s*>)", re.IGNORECASE)
_COLOUR = re.compile(r"(?:^|[;\s])color\s*:\s*([^;!]+)", re.IGNORECASE)
_NO_COLOURS = ("black", "windowtext", "inherit", "initial", "auto", "grey", "gray", "dimgray", "currentcolor")
_BULLET = re.compile(r"^\s*\* ")
_DEEPEST_QUOTE = 5
# Characters; nobody types that much, and hostile HTML takes the parser longer than its length.
LONGEST = 200_000


class VisibleText(NamedTuple):
    """What a reader would have seen of a mail's HTML, and whether that is all of it."""

    text: str
    is_whole: bool = True


def html_as_text(html: str) -> VisibleText:
    """The visible words, a line for each block, links with where they lead, quotes with `> ` before them.

    Of HTML that is longer than LONGEST, only what stands before that.
    """
    is_whole = len(html) <= LONGEST
    # An encoding that the HTML names of itself is of no use: the text is decoded already.
    source = _END_OF_BLOCK.sub(r"\1\n", _MARKS.sub("", html[:LONGEST])).encode("utf-8", "replace")
    try:
        tree = lxml.html.document_fromstring(source, parser=lxml.html.HTMLParser(encoding="utf-8"))
    except ParserError:  # There is no element in it.
        return VisibleText("", is_whole)
    _drop_hidden(tree)
    _mark_quotations(tree)
    _write_out_links(tree)
    text = Inscriptis(tree, ParserConfig(css=CSS_PROFILES["strict"])).get_text()
    return VisibleText(_quoted_lines(text), is_whole)


def _drop_hidden(tree: lxml.html.HtmlElement) -> None:
    for element in list(tree.iter("*")):
        is_hidden = (
            element.tag in _NEVER_SHOWN
            or "hidden" in element.attrib
            or _HIDDEN_STYLE.search(element.get("style", ""))
        )
        if is_hidden and element.getparent() is not None:
            element.drop_tree()


def _mark_quotations(tree: lxml.html.HtmlElement) -> None:
    for quotation in tree.iter("blockquote"):
        _set_answers_apart(quotation)
        begins, ends = lxml.html.Element("p"), lxml.html.Element("p")
        begins.text, ends.text = _QUOTE_BEGINS, _QUOTE_ENDS
        begins.tail, quotation.text = quotation.text, None
        quotation.insert(0, begins)
        quotation.append(ends)


def _set_answers_apart(quotation: lxml.html.HtmlElement) -> None:
    """Give what stands in a colour within a quotation no mark of quoting: it may be an answer typed there.

    Where most of the quotation has a colour, that is how its writer writes.
    """
    coloured = [element for element in quotation.iter("*") if _is_coloured(element)]
    outermost = [element for element in coloured if not any(map(_is_coloured, element.iterancestors()))]
    letters = sum(len(element.text_content()) for element in outermost)
    if 2 * letters > len(quotation.text_content()):
        return
    for element in outermost:
        ends, begins = lxml.html.Element("p"), lxml.html.Element("p")
        ends.text, begins.text = _QUOTE_ENDS, _QUOTE_BEGINS
        element.addprevious(ends)
        begins.tail, element.tail = element.tail, None
        element.addnext(begins)


def _is_coloured(element: lxml.html.HtmlElement) -> bool:
    """Whether an element sets a colour that is neither black nor grey. A link's own colour is none."""
    match = _COLOUR.search(element.get("style", ""))
    colour = (match[1] if match else element.get("color", "")).strip().casefold()
    if not colour or colour in _NO_COLOURS or element.tag == "a":
        return False
    hexadecimal = re.fullmatch(r"#?([0-9a-f]{3}|[0-9a-f]{6})", colour)
    parts: list[str] = []
    if hexadecimal:
        width = len(hexadecimal[1]) // 3
        parts = [hexadecimal[1][at : at + width] for at in range(0, 3 * width, width)]
    elif colour.startswith("rgb"):
        parts = re.findall(r"\d+%?", colour)[:3]
    return len(set(parts)) != 1


def _write_out_links(tree: lxml.html.HtmlElement) -> None:
    for link in tree.iter("a"):
        address, words = link.get("href", "").strip(), link.text_content().strip()
        if address.startswith(("http://", "https://")) and words and words not in address:
            link.tail = f" <{address}>{link.tail or ''}"


def _quoted_lines(text: str) -> str:
    """The text with `> ` before each line of a quotation, in place of the marks."""
    depth = 0
    lines: list[str] = []
    for line in text.split("\n"):
        for piece in _MARKS.split(line):
            if piece in (_QUOTE_BEGINS, _QUOTE_ENDS):
                depth += 1 if piece == _QUOTE_BEGINS else -1
            elif piece.strip():
                lines.append("> " * min(depth, _DEEPEST_QUOTE) + _BULLET.sub("- ", piece.rstrip()))
        if not line.strip() and lines and lines[-1]:
            lines.append("")
    return "\n".join(lines).strip("\n")

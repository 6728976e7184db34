"""The part of a page that is shown under its title in a list, with the words that were looked for marked."""

import re
from collections.abc import Iterable
from functools import lru_cache

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from candour.store.stems import all_stems

LENGTH = 220
# How far into a text is looked: a thread can be as long as a book.
_READ = 20_000
_WORD = re.compile(r"[^\W_]+")


def snippet(texts: Iterable[str], wanted: frozenset[str]) -> SafeString:
    """A stretch of the first text that has one of the wanted stems, each marked; else the first one's start.

    Everything is escaped; the only tags are our own <mark>.
    """
    first = ""
    for text in texts:
        line = " ".join(text[:_READ].replace("\x00", " ").split())
        hits = [match for match in _WORD.finditer(line) if _is_wanted(match[0], wanted)]
        if hits:
            return _excerpt(line, hits, wanted)
        first = first or line
    return _excerpt(first, [], wanted)


def _excerpt(line: str, hits: list[re.Match[str]], wanted: frozenset[str]) -> SafeString:
    start, end = _stretch(line, hits)
    before, after = "… " if start else "", " …" if end < len(line) else ""
    return marked(line[start:end], wanted, before=before, after=after)


def marked(text: str, wanted: frozenset[str], *, before: str = "", after: str = "") -> SafeString:
    """A text, escaped, with its wanted words in <mark>."""
    parts, position = [conditional_escape(before)], 0
    for match in _WORD.finditer(text):
        if _is_wanted(match[0], wanted):
            parts.append(conditional_escape(text[position : match.start()]))
            parts.append(format_html("<mark>{}</mark>", match[0]))
            position = match.end()
    parts += [conditional_escape(text[position:]), conditional_escape(after)]
    return mark_safe("".join(parts))  # noqa: S308


def _is_wanted(word: str, wanted: frozenset[str]) -> bool:
    return not wanted.isdisjoint(_stems(word))


# The same words come again and again: most of them stand in most texts of a list.
@lru_cache(maxsize=16_384)
def _stems(word: str) -> frozenset[str]:
    return frozenset(all_stems(word))


def _stretch(line: str, hits: list[re.Match[str]]) -> tuple[int, int]:
    """Where the excerpt begins and ends: at the hit with most different wanted words soon after it."""
    if len(line) <= LENGTH:
        return 0, len(line)
    most, start = 0, 0
    for index, hit in enumerate(hits):
        following = hits[index : index + LENGTH]
        nearby = {other[0].casefold() for other in following if other.start() < hit.start() + LENGTH}
        if len(nearby) > most:
            most, start = len(nearby), hit.start()
    start = line.rfind(" ", 0, max(start - 30, 0)) + 1
    end = start + LENGTH
    return start, len(line) if end >= len(line) else max(line.rfind(" ", start, end), start + 1)

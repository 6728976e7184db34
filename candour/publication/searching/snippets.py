"""The part of an answer that is shown under its title in a list, with the words that were looked for."""

import re
from collections.abc import Iterable
from functools import lru_cache

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from candour.store.stems import stem, words

LENGTH = 220
# A long answer is looked through so far.
_READ = 4_000
_WORD = re.compile(r"[^\W_]+")


def snippet(texts: Iterable[str], wanted: frozenset[str]) -> SafeString:
    """The stretch of the texts with most of the wanted stems, each marked; their beginning if none is there.

    Everything is escaped; the only tags are our own <mark>.
    """
    text = " ".join(" ".join(texts).replace("\x00", " ").split())[:_READ]
    hits = [found for found in _WORD.finditer(text) if _is_wanted(found[0], wanted)]
    start, end = _stretch(text, hits)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return marked(text[start:end], wanted, before=before, after=after)


def marked(text: str, wanted: frozenset[str], *, before: str = "", after: str = "") -> SafeString:
    """A text, escaped, with its wanted words in <mark>."""
    parts, place = [conditional_escape(before)], 0
    for found in _WORD.finditer(text):
        if _is_wanted(found[0], wanted):
            parts.append(conditional_escape(text[place : found.start()]))
            parts.append(format_html("<mark>{}</mark>", found[0]))
            place = found.end()
    parts += [conditional_escape(text[place:]), conditional_escape(after)]
    return mark_safe("".join(parts))  # noqa: S308


def _is_wanted(word: str, wanted: frozenset[str]) -> bool:
    return not wanted.isdisjoint(_stems(word))


# One word is met again and again: in a list of twenty answers most are.
@lru_cache(maxsize=16_384)
def _stems(word: str) -> tuple[str, ...]:
    return tuple(stem(one) for one in words(word))


def _stretch(text: str, hits: list[re.Match[str]]) -> tuple[int, int]:
    """From where to where: beginning with the hit that has most different words soon after it."""
    if len(text) <= LENGTH:
        return 0, len(text)
    best, start = 0, 0
    for hit in hits:
        near = {one[0].casefold() for one in hits if hit.start() <= one.start() < hit.start() + LENGTH}
        if len(near) > best:
            best, start = len(near), hit.start()
    start = text.rfind(" ", 0, max(start - 30, 0)) + 1
    end = start + LENGTH
    return start, len(text) if end >= len(text) else max(text.rfind(" ", start, end), start + 1)

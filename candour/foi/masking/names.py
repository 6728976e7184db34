"""Finding a name that is not to be published, also where only a part of it stands."""

import re
from collections.abc import Iterator, Sequence

from .spared import words

_TITLES = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|Prof(?:essor)?|PC|DC|DS|DI|Cllr|Councillor|Rev|Bnr|Bns)\.?"
_GREETINGS = r"(?:Dear|Hi|Hello|Hey|Annwyl|Helo|Good (?:morning|afternoon|evening)|From|Thanks|Thank you)"
_GAP = r"[ \t\u00a0]{0,4}(?:\r?\n[ \t]{0,8}(?:>[ \t]?){0,6})?"
# A last name alone is read as one from this length on; shorter ones are words too often.
SHORTEST_ALONE = 4


def names_in(text: str, names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where these names stand: whole, after a title or a greeting, alone as a signature, or as a last name.

    A last name alone must begin with a capital, have four letters or more, and be no ordinary word.
    """
    for name in names:
        parts = [re.escape(part) for part in re.findall(r"[\w'’-]+", name)]
        for pattern in _patterns(parts) if parts else []:
            for found in pattern.finditer(text):
                yield found.span("name")


def _patterns(parts: list[str]) -> Iterator[re.Pattern[str]]:
    first, last = parts[0], parts[-1]
    yield _whole(rf"{_GAP},?{_GAP}".join(parts) if len(parts) > 1 else first, lone=len(parts) == 1)
    if len(parts) > 1:
        # T Asker, T. Asker, Asker, Testa
        yield re.compile(rf"\b(?P<name>{first[0]}\.?{_GAP}{last})\b", re.IGNORECASE)
        yield re.compile(rf"\b(?P<name>{last},{_GAP}{first})\b", re.IGNORECASE)
        yield _greeted(first)
        yield _signed(first)
        if len(last.replace("\\", "")) >= SHORTEST_ALONE and last.lower() not in words():
            yield _alone(last)
    yield re.compile(rf"\b{_TITLES}{_GAP}(?P<name>(?:{first[0]}\.?{_GAP})?{last})\b", re.IGNORECASE)
    yield _greeted(last)


def _whole(pattern: str, *, lone: bool) -> re.Pattern[str]:
    # A name of one word is held to its capital, as a last name alone is.
    held = pattern.capitalize() if lone else pattern
    return re.compile(rf"\b(?P<name>{held})\b", 0 if lone else re.IGNORECASE)


def _greeted(name: str) -> re.Pattern[str]:
    """After a greeting, and before the end of its phrase."""
    after = rf"\b{_GREETINGS}[ \t]{{1,4}}(?=(?P<name>{name})[ \t]{{0,4}}(?:[,.:!\n]|$))"
    return re.compile(after, re.IGNORECASE)


def _signed(name: str) -> re.Pattern[str]:
    """Alone on its line, as a letter is signed."""
    return re.compile(rf"^[>\s]{{0,8}}(?P<name>{name})[ \t]{{0,4}},?\r?$", re.IGNORECASE | re.MULTILINE)


def _alone(last: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?P<name>{last[0].upper()}(?:{last[1:].lower()}|{last[1:].upper()}))\b")

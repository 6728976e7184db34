"""Finding a name that is not to be published, also a part of it, or written otherwise.

Names and texts are folded to plain letters first. Every repetition is bounded, so that none is slow.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from .folded_text import fold, include_accents
from .name_readings import TITLES, NameReading, name_readings, name_words
from .spared import surname_words

_TITLES = rf"(?:{'|'.join(sorted(TITLES, key=len, reverse=True))})\.?"
_GREETINGS = (
    r"(?:Dear|Hi|Hello|Hey|Annwyl|Helo|Good (?:morning|afternoon|evening)|From|Thanks|Thank you|"
    r"My name is|I am|This is|Signed|Regards,?)"
)
# Separators of a name's words: blanks, or as in the name of a file.
_APART = r"[ \t\u00a0_.+\-\u2010-\u2013]"
_BREAK = r"\r?\n[ \t]{0,8}(?:>[ \t]?){0,6}"
_GAP = rf"(?:(?:%20){{1,2}}|{_APART}{{0,4}}(?:{_BREAK})?)"
_SPACE = rf"(?:(?:%20){{1,2}}|{_APART}{{1,4}}(?:{_BREAK})?|{_BREAK})"
# An underscore is a letter to `\b`.
_START, _END = r"(?:(?<![^\W_])|(?<=%20))", r"(?![^\W_])"
_CAPITAL = r"(?-i:[A-Z])"
_MIDDLE = rf"(?:{_SPACE}{_CAPITAL}[^\W_]{{0,24}}\.?){{0,3}}"
_INITIALS = rf"(?:[. ]{{0,2}}{_CAPITAL}{_END}|{_CAPITAL}(?=[A-Z]{{0,2}}{_END})){{0,3}}\.?"
_PHRASE_ENDS = r"(?:[,.:;!\n]|\Z)"
_SIGN_OFF = (
    r"^[>\s]{0,8}(?:(?:kind|best|warm|many) )?(?:regards|wishes|thanks|thank you|cheers|yours \w{4,10}|"
    r"diolch)[ ,.!\t]{0,4}\r?\n[>\s]{0,16}"
)
# Before a last name that is a word too, these are no first names.
_NO_FIRST_NAME = (
    r"(?!(?:January|June|July|March|May|April|August|Are|As|At|All|Sir|Madam|An|And|Any|By|Each|For|From|Her|His|How|If|"
    r"In|Is|It|Its|Join|Joint|Judge|Just|Justice|Many|More|Most|My|New|No|Of|On|One|Or|Our|Some|So|That|The|"
    r"Their|These|This|Those|To|Two|Was|We|What|When|Where|With|Why|You|Your|Monday|Tuesday|Wednesday|"
    r"Thursday|Friday|Saturday|Sunday|South|North|East|West|Act|Action|After|Before)(?![^\W_]))"
)
# A last name alone is read as one from this length on; shorter ones are words too often.
_SHORTEST_ALONE = 4


def find_names(text: str, names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The spans of these names: whole, by initials, after a title or greeting, signed, or the last name.

    A last name alone must begin with a capital, have four letters or more, and be no ordinary word.
    """
    if not any(names):
        return
    read = fold(text)
    matches = (
        match for name in names for pattern in _patterns(name) for match in pattern.finditer(read.text)
    )
    spans = {read.span(*match.span("name")) for match in matches}
    for start, end in _joined(spans):
        yield start, include_accents(text, end)


def _joined(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans merged where they overlap, in their order."""
    first, last = 0, 0
    for start, end in sorted(spans):
        if start >= last:
            if last:
                yield first, last
            first = start
        last = max(last, end)
    if last:
        yield first, last


@lru_cache(maxsize=256)
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    typed = name_words(name)
    # "A Young" has too little of a name to be one wherever it stands.
    whole = [_name(_as_typed(typed))] if len("".join(typed[:-1])) > 1 else []
    patterns = [
        *whole,
        *(pattern for reading in name_readings(name) for pattern in _patterns_of_reading(reading)),
    ]
    return tuple(re.compile(pattern, re.IGNORECASE | re.MULTILINE) for pattern in dict.fromkeys(patterns))


def _patterns_of_reading(reading: NameReading) -> Iterator[str]:
    first, last = reading
    if len(last) > 1:
        yield from _patterns_of_full_name(first, last) if first else _patterns_of_single_name(last)
        yield _name(_last(last), before=rf"{_START}{_TITLES}{_GAP}")
        yield _greeted(_last(last))
        if first and len(last) >= _SHORTEST_ALONE and last.lower() not in surname_words():
            yield _name(_capital(last))
            # okafor_reply.txt
            yield _name(_last(last), after=r"(?=_)")
            yield _name(_last(last), before=r"(?<=_)")


def _patterns_of_full_name(first: str, last: str) -> Iterator[str]:
    is_word = last.lower() in surname_words()
    first_pattern = _last(first) if len(first) > 1 else _by_initial(first, is_word=is_word)
    yield _name(
        rf"{first_pattern}{_MIDDLE}{_GAP if len(first) > 1 else _SPACE},?{_GAP}{_last(last, strict=is_word)}"
    )
    yield _name(rf"{_initials(first, is_word=is_word)}{_SPACE}{_last(last, strict=is_word)}")
    initial = rf"(?-i:{re.escape(first[0].upper())}){_END}\.?"
    yield _name(rf"{_last(last, strict=is_word)},{_GAP}(?:{re.escape(first)}{_END}|{initial})")
    yield _name(rf"(?:{re.escape(first[0])}\.?{_SPACE})?{_last(last)}", before=rf"{_START}{_TITLES}{_GAP}")
    if len(first) > 1:
        yield from (
            pattern
            for given_name in _given_names(first)
            for pattern in (_greeted(given_name), _signed(given_name))
        )
    else:
        likely = _by_initial(first, is_word=True)
        yield rf"{_START}(?:Dear|Hi|Hello|Annwyl)[ \t]{{1,4}}(?=(?P<name>{likely})[ \t]{{0,4}}{_PHRASE_ENDS})"
        yield rf"{_SIGN_OFF}(?P<name>{likely})[ \t]{{0,4}}[,.]?\r?$"


def _given_names(first: str) -> set[str]:
    """Mary-Jane, and Mary."""
    return {_last(first), re.escape(re.split(r"[-‐‑]", first)[0])}


def _patterns_of_single_name(name: str) -> Iterator[str]:
    """A single name must begin with a capital, as a last name alone must, unless it has a digit."""
    is_own = any(character.isdigit() for character in name)
    yield _name(_last(name) if is_own else _capital(name))
    yield _signed(_last(name))


def _by_initial(first: str, *, is_word: bool) -> str:
    """A first name that begins with this initial: Testa for T."""
    return rf"{_NO_FIRST_NAME if is_word else ''}(?-i:{first.upper()})[^\W\d_]{{1,24}}{_END}"


def _initials(first: str, *, is_word: bool) -> str:
    """T Asker, T. Asker, T.A. Asker, TA Asker. "A Young person" has an article, and no initial."""
    letter = re.escape(first[0])
    if not is_word:
        return f"{letter}{_INITIALS}"
    dotted = r"(?<=\.)" if first[0].upper() in "AI" else ""
    return f"(?-i:{letter.upper()}){_INITIALS}{dotted}"


def _last(name: str, *, strict: bool = False) -> str:
    """A last name in any case; a strict one begins with a capital. Its parts may stand apart."""
    if strict:
        return _capital(name)
    # O'Brien, O Brien; McDonald, Mc Donald.
    parts = re.split(r"[-‐‑]|(?<=^O)(?=[A-Z][a-z])|(?<=^Mc)(?=[A-Z])|(?<=^Mac)(?=[A-Z])", name)
    return rf"{_APART}{{0,2}}".join(re.escape(part) for part in parts)


def _capital(name: str) -> str:
    return rf"(?-i:{re.escape(name[0].upper())}){_last(name)[1:]}"


def _as_typed(words: Sequence[str]) -> str:
    """A pattern for the whole name, with any separators between its words."""
    return rf"{_GAP}[,(]?{_GAP}".join(_last(word) for word in words)


def _name(pattern: str, *, before: str = "", after: str = "") -> str:
    return rf"{before or _START}(?P<name>{pattern}){_END}{after}"


def _greeted(name: str) -> str:
    """After a greeting, and before the end of its phrase."""
    return rf"{_START}{_GREETINGS}[ \t]{{1,4}}(?=(?P<name>{name})[ \t]{{0,4}}{_PHRASE_ENDS})"


def _signed(name: str) -> str:
    """Alone on its line, as a letter is signed."""
    return rf"^[>\s]{{0,8}}(?P<name>{name})[ \t]{{0,4}},?\r?$"

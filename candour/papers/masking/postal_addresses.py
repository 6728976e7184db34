"""Finding where somebody lives: a postcode with the lines above it, and the lines of an address we know."""

import re
from collections.abc import Iterator

from .folded_text import fold
from .spared import is_spared_postcode

# Royal Mail's postcode areas, so that exhibits and references are none.
_AREAS = (
    "AB|AL|B[ABDHLNRST]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]|JE|K[ATWY]|"
    "L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?|T[ADFNQRSW]|UB|W[ACDFNRSV]?|YO|ZE"
)
_UNIT = r"(?!\d(?:st|nd|rd|th)\b)\d[ABD-HJLNP-UW-Z]{2}"
_POSTCODE = re.compile(
    rf"(?<![\w/-])(?:(?:{_AREAS})\d[A-Z\d]?[ \u00a0]{{0,2}}{_UNIT}"
    rf"|(?i:(?:{_AREAS})\d[A-Z\d]?[ \u00a0]{_UNIT}))(?![\w/-])"
)
_STREET = (
    r"(?:road|rd|street|st|lane|ln|avenue|ave|close|drive|way|court|crescent|gardens|terrace|grove|place|park|"
    r"house|cottage|farm|villa|villas|mews|row|hill|green|square|walk|view|flat|apartment|heol|ffordd|stryd|lôn)"
)
_HAS_PLACE = re.compile(rf"\d|\b{_STREET}\b", re.IGNORECASE)
_PUBLIC = re.compile(
    r"\b(?:police|constabulary|commissioner|ombudsman|council|headquarters|hq|tribunal|home office|ministry|"
    r"department|parliament|crimestoppers|information (?:rights|access|governance)|p\.?\s?o\.? box|heddlu|"
    r"cyngor)\b",
    re.IGNORECASE,
)
# A line of an address: few words, each with a capital or a figure, and no end of a sentence.
_WORD = r"(?:[A-Z\d][\w.'’&-]{0,30}|of|on|upon|the|le|y|yr|and)"
_LINE = re.compile(rf"^[>\s]{{0,8}}{_WORD}(?:[, ]{{1,3}}{_WORD}){{0,6}}[, ]*$")
_CLOSING = re.compile(
    r"^[>\s]*(?:regards|yours|thanks|thank you|kind|best|dear|sincerely|cofion|from|to)\b", re.I
)
# A number belongs to an address only before a name: a row of a table may be "94 ME14 1AA".
_BEFORE = re.compile(
    r"(?:(?:\b(?:[Ff]lat|[Aa]partment|[Uu]nit|P\.?O\.? [Bb]ox) \w{1,4},? )?(?:\b\d{1,4}[a-zA-Z]?,? )?"
    r"(?:[A-Z][\w'’-]{0,30}\.?,?[ ]{1,2}){1,12})?\Z"
)
_MOST_LINES, _LONGEST_LINE, _LONGEST = 6, 60, 200


def find_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where a postcode stands, with what leads to it on its line and the lines of the address above it.

    Those of public bodies stay: an address that names one, and the postcodes of data/spared.csv.
    """
    for found in _POSTCODE.finditer(text):
        if not is_spared_postcode(found[0]):
            start = _first_of(text, found.start())
            if start is not None:
                yield start, found.end()


def _first_of(text: str, at: int) -> int | None:
    """Where the address begins that ends with the postcode at `at`; None if it is a public body's."""
    # No further back than an address is long: a text without an end of line must not keep anybody waiting.
    line = max(text.rfind("\n", max(0, at - _LONGEST), at) + 1, at - _LONGEST, 0)
    before = _BEFORE.search(text[line:at])
    start = at - len(before[0]) if before else at
    above = list(_above(text, line)) if not text[line:start].strip(" >\t") else []
    told = "\n".join([*(text[first:last] for first, last in above), text[start:at]])
    if _PUBLIC.search(told):
        return None
    placed = [first for first, last in above if _HAS_PLACE.search(text[first:last])]
    if placed:
        return _past_marks(text, min(placed))
    is_told = bool(_HAS_PLACE.search(text[start:at]))
    return start if is_told or not above else _past_marks(text, above[:2][-1][0])


def _above(text: str, line: int) -> Iterator[tuple[int, int]]:
    """The lines above that may belong to the address, the lowest first."""
    for _ in range(_MOST_LINES):
        first = max(text.rfind("\n", max(0, line - _LONGEST), max(0, line - 1)) + 1, line - _LONGEST, 0)
        told = text[first : line - 1].rstrip("\r ,.") if line else ""
        if not told.strip(" >\t") or len(told) > _LONGEST_LINE:
            return
        if not _LINE.match(told) or _CLOSING.match(told):
            return
        yield first, line - 1
        line = first


def _past_marks(text: str, at: int) -> int:
    while text[at] in "> \t":
        at += 1
    return at


def lines_of(post: str) -> tuple[list[str], list[str]]:
    """The parts of an address as it was typed: those that say where, and towns, which are words too."""
    parts = [one.strip() for one in re.split(r"[\n,;]", post) if len(one.strip()) > 1]
    telling = [one for one in parts if _HAS_PLACE.search(one) and (" " in one or len(one) > 5)]
    return telling, [one for one in parts if one not in telling]


def address_pattern(post: str) -> re.Pattern[str] | None:
    """What finds this address in a folded text: its telling parts anywhere, towns beside them or alone."""
    telling, towns = ([_written(one) for one in ones] for ones in lines_of(post))
    if not telling and not towns:
        return None
    anywhere = rf"(?:{'|'.join(telling)})" if telling else r"(?!)"
    either = rf"(?:{'|'.join([*telling, *towns])})"
    beside = rf"(?<![^\W_]){anywhere}(?:[\s,.;>]{{1,12}}{either})*(?![^\W_])"
    alone = rf"^[> \t]{{0,8}}(?P<alone>(?:{'|'.join(towns)}))[,.]?[ \t]*\r?$" if towns else r"(?P<alone>(?!))"
    return re.compile(rf"{beside}|{alone}", re.IGNORECASE | re.MULTILINE)


def find_known_address(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where an address that we know stands."""
    read = fold(text)
    for found in pattern.finditer(read.text):
        yield read.span(*found.span("alone" if found["alone"] else 0))


def _written(part: str) -> str:
    words = re.findall(r"\w+", fold(part).text)
    return r"[\s_,.-]{0,3}".join(re.escape(one) for one in words)

"""Finding postal addresses: a postcode with the lines above it, and the lines of an address we know."""

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
_HAS_STREET = re.compile(rf"\d|\b{_STREET}\b", re.IGNORECASE)
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
    """The spans of addresses that end with a postcode: its line up to it, and the address lines above.

    Those of public bodies stay: an address that names one, and the postcodes of data/spared.csv.
    """
    for postcode in _POSTCODE.finditer(text):
        if not is_spared_postcode(postcode[0]):
            start = _start_of_address(text, postcode.start())
            if start is not None:
                yield start, postcode.end()


def _start_of_address(text: str, at: int) -> int | None:
    """The start of the address that ends with the postcode at `at`; None if it is a public body's."""
    # No further back than an address is long, as a text without line ends would be slow.
    line = max(text.rfind("\n", max(0, at - _LONGEST), at) + 1, at - _LONGEST, 0)
    before = _BEFORE.search(text[line:at])
    start = at - len(before[0]) if before else at
    above = list(_lines_above(text, line)) if not text[line:start].strip(" >\t") else []
    address = "\n".join([*(text[first:last] for first, last in above), text[start:at]])
    if _PUBLIC.search(address):
        return None
    with_street = [first for first, last in above if _HAS_STREET.search(text[first:last])]
    if with_street:
        return _skip_quote_marks(text, min(with_street))
    has_street = bool(_HAS_STREET.search(text[start:at]))
    return start if has_street or not above else _skip_quote_marks(text, above[:2][-1][0])


def _lines_above(text: str, line: int) -> Iterator[tuple[int, int]]:
    """The spans of the lines above that may belong to the address, the lowest first."""
    for _ in range(_MOST_LINES):
        first = max(text.rfind("\n", max(0, line - _LONGEST), max(0, line - 1)) + 1, line - _LONGEST, 0)
        line_text = text[first : line - 1].rstrip("\r ,.") if line else ""
        if not line_text.strip(" >\t") or len(line_text) > _LONGEST_LINE:
            return
        if not _LINE.match(line_text) or _CLOSING.match(line_text):
            return
        yield first, line - 1
        line = first


def _skip_quote_marks(text: str, at: int) -> int:
    while text[at] in "> \t":
        at += 1
    return at


def _split_address(post: str) -> tuple[list[str], list[str]]:
    """The parts of a typed address: those with a street or number, and others such as towns."""
    parts = [part.strip() for part in re.split(r"[\n,;]", post) if len(part.strip()) > 1]
    telling = [part for part in parts if _HAS_STREET.search(part) and (" " in part or len(part) > 5)]
    return telling, [part for part in parts if part not in telling]


def address_pattern(post: str) -> re.Pattern[str] | None:
    """A pattern for this address in folded text: streets anywhere, towns beside them or alone on a line."""
    telling, towns = ([_part_pattern(part) for part in parts] for parts in _split_address(post))
    if not telling and not towns:
        return None
    anywhere = rf"(?:{'|'.join(telling)})" if telling else r"(?!)"
    either = rf"(?:{'|'.join([*telling, *towns])})"
    beside = rf"(?<![^\W_]){anywhere}(?:[\s,.;>]{{1,12}}{either})*(?![^\W_])"
    alone = rf"^[> \t]{{0,8}}(?P<alone>(?:{'|'.join(towns)}))[,.]?[ \t]*\r?$" if towns else r"(?P<alone>(?!))"
    return re.compile(rf"{beside}|{alone}", re.IGNORECASE | re.MULTILINE)


def find_known_address(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The spans of an address that `address_pattern` was made for."""
    folded = fold(text)
    for match in pattern.finditer(folded.text):
        yield folded.span(*match.span("alone" if match["alone"] else 0))


def _part_pattern(part: str) -> str:
    words = re.findall(r"\w+", fold(part).text)
    return r"[\s_,.-]{0,3}".join(re.escape(word) for word in words)

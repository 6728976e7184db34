"""What looks like a telephone number and is none: references, dates, sums of money, web addresses."""

import re
from collections.abc import Iterator

# Never a letter, figure or separator of a telephone number, so that nothing joins across it.
_BLANK = "¤"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_LABEL = (
    r"(?:crime|incident|case|matter|complaint|charity|company|invoice|contract|tender|account|claim|licence|"
    r"registration|policy|vat|order|log|niche|athena|holmes|cris|chs|cad|urn|uin|uprn|utr|isbn|issn|doi|ref|"
    r"reference|request|ticket|trosedd|achos|cyfeirnod)"
)
_KINDS = (
    # The desk's references in either style, and other bodies' forms of them.
    r"\b\d{2}([/.])FOI\1\d{2}\1\d{6}\b",
    r"\b(?:FOIA?|EIR|SAR|IR|IC|FS|FER|EA|UKUT|UKFTT|RFI|DA)[\s/.:#-]{0,3}(?:no\.?\s{0,3})?\d[\w/.-]*\b",
    r"\b\d{1,6}/(?:FOI|EIR|SAR|IR)/\d[\d/]*\b",
    # Days: 14/3/24, 14.03.2024, 14-03-2024, 2024-03-14 (with a time), and not part of a longer run.
    rf"(?<![\d./-]){_DAY}([/.-]){_MONTH}\1(?:19|20)?\d\d(?![./-]?\d)",
    rf"(?<![\d./-])(?:19|20)\d\d([/.-]){_MONTH}\1{_DAY}(?:[T ]\d\d:\d\d(?::\d\d)?)?(?![./-]?\d)",
    r"\b\d{1,2}:\d{2}(?::\d{2})?\b",
    r"[£$€]\s?\d[\d,.]*(?:\s\d{3}\b)*",
    r"\b(?:GBP|EUR|USD)\s?\d[\d,.]*",
    r"\b\d{1,3}(?:,\d{3})+\b",
    r"\bP\.?\s?O\.?\s?Box\s{1,3}\d+",
    # A crime reference such as 01/123456/22 or 4600123/24.
    r"(?<![\w/])(?<!\d[ .-])(?!07\d{3}/\d{6}\b)\d{1,8}(?:/\d{1,8}){1,3}(?![\w/])",
    # A figure after a word that says what it is. What is written like a mobile number is one all the same.
    rf"\b{_LABEL}\b(?:\s{{0,3}}(?:ref(?:erence)?|number|no|num|id|rhif)\b){{0,3}}\.?\s{{0,3}}[:#]?\s{{0,3}}"
    r"(?!\(?\+|\(?0?7\d{3}\s?\d{6}|0[1235789][\d()]*[ -]\d)[A-Z]{0,5}[-/]?\d[\w/.-]*",
    r"\bISBN[-: \dX]+",
    # A page's address; what it asks to dial or write to is no part of this.
    r"https?://(?!wa\.me|api\.whatsapp)[^\s<>\"'?@]+",
)  # fmt: skip


_PATTERNS = [re.compile(kind, re.IGNORECASE) for kind in _KINDS]


def find_references(text: str) -> Iterator[tuple[int, int]]:
    """The spans of references, dates and sums, which are never masked."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield match.span()


def blank_out(text: str, spans: Iterator[tuple[int, int]] | list[tuple[int, int]]) -> str:
    """The text, as long as before, with these spans overwritten with _BLANK."""
    letters = list(text)
    for first, end in spans:
        letters[first:end] = _BLANK * (end - first)
    return "".join(letters)

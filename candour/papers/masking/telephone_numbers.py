"""Finding telephone numbers in text: our own rules for the United Kingdom, and a library for the world."""

import re
from collections.abc import Iterator

import phonenumbers

from .email_addresses import BREAK

# Between two figures of one number: blanks, brackets, points and dashes, or one end of line.
_GAP = rf"(?:[ \t\u00a0\u2009\u202f().\u2010-\u2015-]{{0,3}}|{BREAK})"
# A bracket belongs to the number if it is closed within it.
_OPEN = r"(?:\((?=\+?\d{1,5}\)))?"
_EXTENSION = r"(?:[ ,]{0,2}(?:\((?=[^()]{1,20}\)))?(?:extension|extn|ext|est|x)\.?[ :]{0,2}\d{1,6}\b\)?)?"
_NOT_BEFORE = r"(?<![\w£$€])(?<![A-Za-z]/)(?<!\d[.,-])"


def _more(*counts: int) -> str:
    # Longest first, and never the beginning of a longer run of figures.
    return "|".join(rf"(?:{_GAP}\d){{{count}}}(?!\d)" for count in sorted(counts, reverse=True))


_ABROAD = rf"(?:{_OPEN}(?:\+|00){_GAP}44{_GAP}\)?|{_OPEN}\b44\)?(?=[ (]?[(0127]))"
_NATIONAL = (
    # 020 7946 0000, (0161) 496 0000, 07700 900123, 0800 555 111: ten or eleven figures (Ofcom's plan).
    rf"{_NOT_BEFORE}{_OPEN}0[1235789]\d(?:{_more(8, 7)})"
    # +44 7700 900123, +44 (0)20 7946 0000, 0044 …
    rf"|{_NOT_BEFORE}{_ABROAD}{_GAP}(?:\(?0\)?{_GAP})?[1235789](?:{_more(9, 8)})"
    rf"|{_NOT_BEFORE}07\d{{3}}/\d{{6}}(?!\d)"
    # 01632 / 960 000. Without the blanks it is how a crime reference is written.
    rf"|{_NOT_BEFORE}0[1-3]\d{{2,4}} / \d{{3}} ?\d{{3,4}}(?![ -]?\d)"
    # A letter for the first 0.
    r"|\bO[127]\d{2,3} ?\d{3} ?\d{3,4}(?![ -]?\d)"
    # (0)7700 900123
    rf"|(?<![\w/])\(0\){_GAP}[1235789](?:{_more(9, 8)})"
    # A mobile number without its first 0, written in groups.
    rf"|{_NOT_BEFORE}7\d{{3}}[ -]\d{{3}}[ -]?\d{{3}}(?![ -]?\d)"
    # Any country's, with its plus.
    r"|(?<![\w/£$€#])\+[1-9](?:[ \u00a0().-]{0,2}\d){7,14}(?!\d)"
)
_LABELS = (
    r"(?:telephone|tel|phone|ph|mobile|mob|cell|fax|whatsapp|signal|text|sms|"
    r"direct(?: line| dial)?|switchboard|landline|home|office|work|call|ring|"
    r"ffôn|ffon|symudol|[tmfdpw](?=[ ]?:))"
)
_LABELLED = re.compile(
    rf"(?<![\w]){_LABELS}\b(?:[ \t]{{0,3}}(?:[/&]|or|and)[ \t]{{0,3}}{_LABELS}\b)?"
    rf"[ \t]{{0,3}}(?:no\.?|number|\([a-z]{{1,12}}\))?[ \t]{{0,3}}[:.=][ \t]{{0,3}}(?:{BREAK})?"
    # Figures one by one, or a local number such as 7946 0000. Counts of calls have commas, or are shorter.
    rf"(?P<number>{_OPEN}[+07](?:[ \t().-]{{0,3}}\d){{6,14}}(?!\d)"
    rf"|\d{{3,4}}[ -]\d{{4}}(?![ -]?\d)|\d{{3}}[ -]\d{{3}}(?![ -]?\d)"
    rf"|\d{{6,11}}(?!\d))",
    re.IGNORECASE,
)
_EXTENSIONS = re.compile(
    r"\b(?:ext(?:n|ension)?|est(?:yniad)?)\b[ ]?[.:][ ]?(?P<number>\d{3,6})\b"
    # Without its colon an extension may be one of time, of so many days.
    r"|\b(?:internal|telephone|phone|dial|call|ring|on|at|my|our|his|her|their) (?:ext|extn|extension) "
    r"(?:no\.? |number )?(?P<said>\d{3,6})\b",
    re.IGNORECASE,
)
# A second number that leaves out what it shares with the first: 01632 960000 or 960001, 020 7946 0000/1.
_SECOND = re.compile(
    rf"(?:{_NATIONAL}) ?(?:/ ?(?P<said>\d{{1,4}})(?![\d/])"
    r"|(?:[/&,]|\bor\b|\band\b) ?(?P<number>\d{3} ?\d{3}|\d{3,4} \d{4})(?![ -]?\d))",
    re.IGNORECASE,
)
_LINKED = re.compile(r"(?:\btel:|wa\.me/|[?&](?:phone|tel)=)(?P<number>\+?[\d().-]{6,20})", re.IGNORECASE)
_NATIONAL_NUMBER = re.compile(f"(?:{_NATIONAL}){_EXTENSION}", re.IGNORECASE)
_YEARS = re.compile(r"(?:19|20)\d\d[ -](?:19|20)\d\d")
_LINE = re.compile(r"[^\n]+")
_MAY_BE_ONE = re.compile(r"[+0](?:[^\dA-Za-z\n]{0,4}\d){6}")
# The library is slow: of lines with digits it reads no more characters than these.
_MOST_READ = 100_000
# The country of a number without a country code.
_REGION = "GB"


def find_telephone_numbers(text: str) -> Iterator[tuple[int, int]]:
    """The spans of telephone numbers in a text. They may overlap: those yielded first are surer.

    `text`: with references, dates and e-mail addresses blanked out already (`references.blank_out`).
    """
    for match in _NATIONAL_NUMBER.finditer(text):
        yield match.span()
    for pattern in (_LABELLED, _EXTENSIONS, _LINKED, _SECOND):
        for match in pattern.finditer(text):
            group = "number" if match["number"] else "said"
            if not _YEARS.fullmatch(match[group]):
                yield match.span(group)
    yield from _international_numbers(text)


def _international_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Numbers that the library takes for valid, if they begin with + or 0: bare digits are a reference."""
    remaining = _MOST_READ
    for line in _LINE.finditer(text):
        if remaining <= 0 or not _MAY_BE_ONE.search(line[0]):
            continue
        for match in phonenumbers.PhoneNumberMatcher(
            line[0][:remaining], _REGION, phonenumbers.Leniency.VALID
        ):
            if match.raw_string.lstrip("(").startswith(("+", "0")):
                yield line.start() + match.start, line.start() + match.end
        remaining -= len(line[0])

"""Finding e-mail addresses in text, also broken over lines, or written as "name at example dot org"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# A line's end within an address, with the marks that a quoted line begins with (okfde/froide, issue 390).
# Every run of blanks is bounded: a page of blanks must not keep anybody waiting.
BREAK = r"[ \t]{0,8}\r?\n[ \t]{0,8}(?:>[ \t]?){0,6}"
_OPEN, _SHUT = r"\s{0,3}[\[({<]\s{0,3}", r"\s{0,3}[\])}>]\s{0,3}"
_AT = re.compile(
    rf"[@＠﹫]|%40|&#64;|&#x40;|&commat;|{_OPEN}(?:at|@|yn)(?:\s{{1,3}}sign)?{_SHUT}"
    r"|[ \t]{1,3}at[ \t]{1,3}(?=[\w-]{1,63}\s{1,3}dot\s)",
    re.IGNORECASE,
)
# "E-mail: testa at example.org"; without its label that is prose.
_SPOKEN = re.compile(
    r"\be-?(?:mail|bost)(?: (?:me|us|address))?\s?[:=]?\s?[\w.+-]{1,64}"
    r"(?P<at>[ \t]{1,3}at[ \t]{1,3})(?=[\w-]{1,63}\.\w)",
    re.IGNORECASE,
)
_LABEL = r"[^\W_](?:[\w-]{0,62}[^\W_])?"
_DOT = rf"(?:\.|&#46;|&#x2e;|&period;|{_OPEN}(?:dot|\.){_SHUT}|[ \t]{{1,3}}dot[ \t]{{1,3}})"
# Before the first dot of a domain an end of line cannot be the end of the address; after it, only these are
# read on: a sentence may end with an address, and the next line begin with any word.
_REST = r"(?:uk|com|org|net|gov|police|co|ac|nhs|scot|wales|cymru|info|eu|ie)\b"
_DOMAIN = re.compile(
    rf"(?:[ \t]{{0,2}}|{BREAK}){_LABEL}(?:-?{BREAK}{_LABEL})?"
    rf"(?:{_DOT}[a-z]{BREAK}[a-z]{{1,10}}\b|(?:{BREAK})?{_DOT}(?:{BREAK})?{_LABEL})"
    rf"(?:{_DOT}{_LABEL})*(?:\.?{BREAK}\.?{_REST}|\.[a-z]{BREAK}[a-z]{{1,10}}\b)?",
    re.IGNORECASE,
)
_LOCAL = re.compile(
    # A part that was left on the line above: only where it can be nothing else.
    rf"(?:(?:(?:(?<=[<(\[:\n])|(?<![\s\S]))[ \t]{{0,8}}[a-z0-9][\w.+-]{{0,62}}[.+_-]"
    rf"|[\w.+-]{{1,62}}[+_-]){BREAK})?"
    rf"(?:[^\W_][\w+%-]{{0,30}}(?:{_OPEN}dot{_SHUT}|[ \t]{{1,3}}dot[ \t]{{1,3}})){{0,2}}"
    rf"[^\W_.](?:[\w.+'’%-]{{0,62}}[\w+%-])?(?:[ \t]{{0,2}}|{BREAK})\Z|_[\w.+-]{{1,62}}(?:{BREAK})?\Z"
    # "Testa Asker"@example.org
    r'|"[^"\n]{1,64}"\Z'
)
_MAY_END_LOCAL = re.compile(r'[\w+%"-]')
_SPACE_BEFORE = re.compile(r"[ \t]*")
_LONGEST_LOCAL = 160


@dataclass(frozen=True)
class EmailMatch:
    """An address: its span in a text, and how it is written in one piece, in small letters."""

    start: int
    end: int
    plain: str


def find_emails(text: str) -> Iterator[EmailMatch]:
    """Every e-mail address in a text, from first to last, without overlaps."""
    done = 0
    spans = [match.span() for match in _AT.finditer(text)] + [
        match.span("at") for match in _SPOKEN.finditer(text)
    ]
    for start, end in sorted(spans):
        if start < done:
            continue
        email = _email_around(text, start, end, done)
        if email:
            done = email.end
            yield email


def _email_around(text: str, at: int, end: int, done: int) -> EmailMatch | None:
    # The text before is searched only if what follows may be a domain, as that is slow.
    domain = _DOMAIN.match(text, end)
    if not domain or not _MAY_END_LOCAL.match(text[max(done, at - 40) : at].rstrip(" \t\r\n>")[-1:]):
        return None
    floor = max(done, at - _LONGEST_LOCAL)
    local = _LOCAL.search(text[floor:at])
    if not local or not re.search(r"[^\W\d_]{2,}$", _joined(domain[0])):
        return None
    blank = _SPACE_BEFORE.match(local[0])
    start = floor + local.start() + (blank.end() if blank else 0)
    return EmailMatch(start, domain.end(), f"{_joined(local[0])}@{_joined(domain[0])}".lower())


def _joined(part: str) -> str:
    """A part of an address without its line breaks, with its dots as dots."""
    whole = re.sub(BREAK, "", part)
    dotted = re.sub(
        rf"{_OPEN}(?:dot|\.){_SHUT}|\s+dot\s+|&#46;|&#x2e;|&period;", ".", whole, flags=re.IGNORECASE
    )
    return re.sub(r"\s", "", dotted)

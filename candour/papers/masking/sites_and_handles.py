"""Finding handles (@name), pages on social networks, and web sites of somebody's own."""

import re
from collections.abc import Iterator, Sequence

from .folded_text import fold
from .name_readings import name_readings
from .spared import surname_words

_HANDLE = re.compile(r"(?<![\w.@+-])@[A-Za-z_]\w{2,30}(?![\w@(]|\.\w)")
_PUBLIC = re.compile(
    r"police|constab|gov|council|commissioner|nhs|parliament|crimestoppers|^@ico|heddlu", re.I
)
_SITE = re.compile(
    r"(?<![\w@.-])(?:https?://)?[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}(?:[/?#][^\s<>\"]{0,300})?", re.I
)
_NETWORKS = re.compile(
    r"(?:https?://)?(?:www\.|m\.)?(?:twitter|x|facebook|fb|instagram|linkedin|tiktok|youtube|threads|bsky|"
    r"mastodon|github|medium|t)\.(?:com|me|app|social|net)/\S",
    re.IGNORECASE,
)
# Mail providers of many people: their domain says nothing about one person.
_PROVIDERS = re.compile(
    r"(?:^|\.)(?:gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|icloud|me|mac|aol|proton|protonmail|pm|"
    r"btinternet|sky|talktalk|virginmedia|ntlworld|example|whatdotheyknow|mail|gmx|zoho|fastmail)\.",
    re.IGNORECASE,
)
_PUBLIC_DOMAIN = re.compile(
    r"(?:\.|^)(?:police\.uk|gov\.uk|gov\.scot|gov\.wales|nhs\.uk|parliament\.uk|ac\.uk)$"
)
_SHORTEST = 5


def personal_site_marks(names: Sequence[str], email: str) -> list[str]:
    """Strings that mark a web site as somebody's own: their name in one word, their mail's domain."""
    marks = []
    for name in names:
        for first, last in name_readings(name):
            plain = re.sub(r"\W", "", last).lower()
            marks += (
                [plain]
                if len(plain) >= _SHORTEST and plain not in surname_words()
                else [f"{first}{plain}".lower()]
            )
    domain = email.partition("@")[2].lower()
    if domain and not _PROVIDERS.search(domain) and not _PUBLIC_DOMAIN.search(domain):
        marks.append(domain)
    return [mark for mark in dict.fromkeys(marks) if len(mark) >= _SHORTEST]


def find_sites(text: str, marks: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The spans of web sites with one of the marks, and of pages on networks; public bodies' stay."""
    for match in _SITE.finditer(text):
        host = match[0].lower().partition("://")[2 if "://" in match[0] else 0].partition("/")[0]
        if _PUBLIC.search(match[0]):
            continue
        plain = re.sub(r"[-_]", "", fold(host).text)
        if _NETWORKS.match(match[0]) or any(mark in plain or mark in host for mark in marks):
            yield match.start(), match.start() + len(match[0].rstrip(".,;:)'"))


def find_handles(text: str) -> Iterator[tuple[int, int]]:
    """The spans of handles (@name), but for public bodies'. E-mail addresses are masked before."""
    for match in _HANDLE.finditer(text):
        if not _PUBLIC.search(match[0]):
            yield match.span()

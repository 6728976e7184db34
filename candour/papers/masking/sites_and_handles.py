"""Finding where somebody can be found online: @names, pages on networks, and a web site of their own."""

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
# Where many people have their mail: the address of a provider says nothing of them.
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
    """What marks a web site as somebody's own: their name in one word, and the domain of their mail."""
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
    return [one for one in dict.fromkeys(marks) if len(one) >= _SHORTEST]


def find_sites(text: str, marks: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where a web site of their own stands, or a page on a network; public bodies' pages stay."""
    for found in _SITE.finditer(text):
        host = found[0].lower().partition("://")[2 if "://" in found[0] else 0].partition("/")[0]
        if _PUBLIC.search(found[0]):
            continue
        plain = re.sub(r"[-_]", "", fold(host).text)
        if _NETWORKS.match(found[0]) or any(one in plain or one in host for one in marks):
            yield found.start(), found.start() + len(found[0].rstrip(".,;:)'"))


def find_handles(text: str) -> Iterator[tuple[int, int]]:
    """Where an @name stands, but for a public body's. E-mail addresses are masked before."""
    for found in _HANDLE.finditer(text):
        if not _PUBLIC.search(found[0]):
            yield found.span()

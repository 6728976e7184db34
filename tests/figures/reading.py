"""Reads a public page as a visitor does: its words, its links and its headings."""

import html
import re
from collections.abc import Sequence

from django.test import Client


def source(address: str, *, status: int = 200) -> str:
    """The page as it is sent."""
    answer = Client().get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def text(address: str) -> str:
    """The words of the page's main part, on one line."""
    main = source(address).split("<main")[1].split("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def heading(address: str) -> str:
    """The page's one main heading."""
    (found,) = re.findall(r"<h1>(.*?)</h1>", source(address), re.DOTALL)
    return html.unescape(found)


def links(address: str) -> list[str]:
    """Where the links of the page lead, in their order."""
    return [html.unescape(one) for one in re.findall(r'href="([^"]+)"', source(address))]


def dead_ends(address: str) -> Sequence[str]:
    """Links to places of this page that are not there, and ids that stand there twice."""
    page = source(address)
    ids = re.findall(r'\sid="([^"]+)"', page)
    missing = [one for one in re.findall(r'href="#([^"]+)"', page) if one not in ids]
    return missing + [one for one in set(ids) if ids.count(one) > 1]

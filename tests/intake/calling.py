"""What the call tests share: a page of the call form, and a way to send it."""

import html
import re
from typing import Any

from django.test import Client

ADDRESS = "/desk/call"
CALL = {"channel": "phone", "language": "en", "what": "An invented sergeant took an invented bribe"}


def fresh(client: Client) -> dict[str, str]:
    """The words and the mark of a newly opened call form."""
    page = client.get(ADDRESS).content.decode()
    return {name: hidden(page, name) for name in ("words", "mark")}


def hidden(page: str, name: str) -> str:
    """The value of a hidden box."""
    found = re.search(rf'type="hidden" name="{name}" value="([^"]*)"', page)
    assert found is not None, name
    return found[1]


def send(client: Client, do: str = "save", **answers: str) -> Any:
    """Send the call form with this button."""
    return client.post(ADDRESS, {**CALL, "do": do, **answers})


def text(response: Any) -> str:
    """A page as people read it."""
    return html.unescape(response.content.decode())


def shown_words(response: Any) -> list[str]:
    """The words that stand on the page to be read out."""
    return re.findall(r"<li>(\w+)</li>", response.content.decode())

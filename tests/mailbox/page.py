"""What the tests of this room share: a mailbox of a report, and a way to press its buttons."""

import re
from typing import Any

from django.test import Client

from candour.intake.actions import IncomingContact, receive_contact
from candour.intake.models import Contact
from candour.seal.receipt import Receipt
from tests.conftest import DAY

ADDRESS = "/mailbox"
UNKNOWN = (
    "We do not know this receipt. Check the seven words: their order matters. We cannot look them up for you."
)


def told(what: str = "An invented account", *, spoken: bool = False) -> tuple[Contact, Receipt]:
    """A contact in the house, and the seven words of its mailbox."""
    received = receive_contact(
        IncomingContact(account={"what": what}, channel="web_form"), spoken=spoken, on=DAY
    )
    assert received.contact is not None
    return received.contact, received.receipt


def press(client: Client, words: str, do: str = "open", **more: str) -> Any:
    """Send a mailbox page's form with this button; "take_back" carries the letter's id."""
    button = {"take_back": more.pop("letter", "")} if do == "take_back" else {"do": do}
    return client.post(ADDRESS, {"words": words, **button, **more})


def page(client: Client, words: str, do: str = "open", **more: str) -> str:
    """The page that answers, without the random parts that each answer has."""
    return plain(press(client, words, do, **more).content.decode())


def plain(html: str) -> str:
    """A page as people read it, without the form's mark."""
    html = re.sub(r'<input type="hidden" name="csrfmiddlewaretoken"[^>]*>', "", html)
    return html.replace("&#x27;", "'").replace("&quot;", '"')


def hidden(html: str, name: str) -> str:
    """The value of a hidden box."""
    found = re.search(rf'name="{name}"[^>]* value="([^"]*)"', html)
    assert found is not None, name
    return found[1]

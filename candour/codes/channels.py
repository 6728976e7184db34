"""How a contact comes. No Django."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from candour.codes.listed import ListedCode, label_of, offered, read_codes

# The two that code names: what comes by the web, and what a call is unless the handler says otherwise.
WEB_FORM, PHONE = "web_form", "phone"
# Whether somebody is there to be read seven words: always, never, or as the call handler ticks.
ALWAYS, NEVER, ASKED = "always", "never", "asked"


@dataclass(frozen=True, kw_only=True)
class ContactChannel(ListedCode):
    """One channel. `short_label` is for lists; `by_hand` is whether a call handler enters what comes by it.

    `caller` is ALWAYS, NEVER or ASKED.
    """

    short_label: str
    by_hand: bool
    caller: str


@cache
def channels() -> Mapping[str, ContactChannel]:
    """Every channel by code. The public ones are contacts of M01; the others have figures of their own."""
    return read_codes("channels.csv", ContactChannel)


def channels_by_hand() -> dict[str, ContactChannel]:
    """The channels that a call handler may choose, by code."""
    return {code: channel for code, channel in offered(channels()).items() if channel.by_hand}


def channel_label(code: str) -> str:
    """The label of a channel; the code itself if it is not on the list."""
    return label_of(channels(), code)


def short_channel_label(code: str) -> str:
    """The label for a line of a list."""
    channel = channels().get(code)
    return channel.short_label or channel.label if channel else code

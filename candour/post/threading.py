"""By which a mail program puts our letter under the mail that it answers."""

import re
from collections.abc import Iterable

_ID = re.compile(r"<[\x21-\x3b=\x3f-\x7e]{1,250}>")
MOST = 10


def thread_ids(message_ids: Iterable[str]) -> list[str]:
    """The well-formed Message-IDs of a thread in the order given, at most the last ten."""
    return [number for number in message_ids if _ID.fullmatch(number)][-MOST:]

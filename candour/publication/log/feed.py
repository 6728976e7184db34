"""The log as a feed, in Atom (RFC 4287), for programs that tell people of what is new."""

import datetime as dt
import re
from collections.abc import Sequence

from candour.figures.files.feed import StableFeed

from .document import LogPage

# Extensible Markup Language 1.0, production 2: all but these. A mail program may have left one.
_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom(pages: Sequence[LogPage], base: str, *, query: str = "", searched: str = "") -> bytes:
    """The feed of these pages, in the order given. `base` is the public address, without a slash at its end.

    `query` is the end of the address of a search, and `searched` what was looked for, in words.
    An entry's id is the page's address for good; a correction moves its day, so that programs show it again.
    """
    ending = f"?{query}" if query else ""
    mark = "Rehearsal: " if any(page.rehearsal for page in pages) else ""
    feed = StableFeed(
        title=_printable(f"{mark}Disclosure log{f': {searched}' if searched else ''}"),
        address=f"{base}/foi/log.atom{ending}",
        page=f"{base}/foi/log{ending}",
    )
    for page in pages:
        feed.add_item(
            title=_printable(f"{mark}{page.title} ({page.reference})"),
            link=base + page.address,
            description=_printable(_summary(page)),
            unique_id=base + page.address,
            updateddate=dt.datetime.combine(page.published_on, dt.time()),
            categories=[page.headline] if page.headline else [],
        )
    return feed.as_bytes()


def _summary(page: LogPage) -> str:
    if page.gone:
        return f"Taken out of the log: {page.gone}"
    corrected = f" Corrected: {page.corrections[-1].why}" if page.corrections else ""
    questions = " ".join(question.text for question in page.questions)
    return f"{page.headline_words}. Asked: {questions}{corrected}"


def _printable(words: str) -> str:
    """Words without the characters that XML has no room for."""
    return _NOT_IN_XML.sub("", words)

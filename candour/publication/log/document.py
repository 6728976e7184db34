"""One page of the disclosure log as it is frozen. No Django.

A page is one document. Its canonical bytes are hashed; the page, its JSON, the feeds and the CSV are made
from it alone. It has no room for an asker's address, and for their name only where they let us publish it.

The type of a field says how its text is cleaned before it is frozen: `Words`, `Office` and `Link` were typed
by somebody; a plain `str` is a code or a sentence of ours, and stays.
"""

import datetime as dt
import json
from dataclasses import asdict, dataclass, is_dataclass
from enum import Enum
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints


class Typed(Enum):
    """What kind of text somebody typed, which says how it is cleaned."""

    WORDS = "words"
    OFFICE = "where a body is, whose postcode stays"
    LINK = "an address of a page, which goes as a whole or stays"


Words = Annotated[str, Typed.WORDS]
Office = Annotated[str, Typed.OFFICE]
Link = Annotated[str, Typed.LINK]


@dataclass(frozen=True)
class CitedSection:
    """A section of the law that was relied on: "40(2)", with its name in words."""

    code: str
    title: str


@dataclass(frozen=True)
class CitedFigure:
    """A published figure. `number` is as it is printed ("2,878", "[c]"); `address` is its page for good."""

    sentence: str
    number: str
    address: str
    measure: str
    name: str
    period: str
    as_at: str
    rule: str
    release: str


@dataclass(frozen=True)
class PageQuestion:
    """One question and what was decided of it. Without a decision, `outcome` is empty."""

    number: int
    text: Words
    outcome: str = ""
    decision: str = ""
    confirms: bool = True
    sections: tuple[CitedSection, ...] = ()
    answer: Words = ""
    why: Words = ""
    public_interest: Words = ""
    holder: Office = ""
    holder_address: Office = ""
    url: Link = ""
    out_on: dt.date | None = None
    estimate: tuple[Words, ...] = ()
    citations: tuple[CitedFigure, ...] = ()
    advice: Words = ""
    decided_on: dt.date | None = None


@dataclass(frozen=True)
class TextBlock:
    """Lines of a message that stand together. `label` is what opens them, and empty where they stand open."""

    text: Words
    label: str = ""
    fold: str = ""


@dataclass(frozen=True)
class ThreadMessage:
    """One message of the thread. `note` says what else is to be known; `files` how many came with it."""

    writer: str
    on: dt.date | None
    subject: Words
    blocks: tuple[TextBlock, ...]
    note: str = ""
    files: int = 0


@dataclass(frozen=True)
class PublishedCopy:
    """A file that goes with the answer, as it was published; `removed` says what was taken out of it.

    `original` says why it was given as it came; empty for a file that we made.
    """

    place: int
    name: Words
    media_type: str
    size: int
    sha256: str
    removed: tuple[Words, ...] = ()
    original: Words = ""


@dataclass(frozen=True)
class RelatedPage:
    """Another page of the log that belongs to this one."""

    slug: str
    reference: str
    title: str
    kind: str


@dataclass(frozen=True)
class MaskedCount:
    """How many times something of one kind was masked on the page."""

    kind: str
    times: int


@dataclass(frozen=True)
class Difference:
    """One thing that a correction changed."""

    where: str
    was: Words
    now: Words


@dataclass(frozen=True)
class PageCorrection:
    """That a version put the one before it right: when, why, and each thing that changed."""

    version: int
    on: dt.date
    why: Words
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class LogPage:
    """A page of the log. A tombstone has `gone` (why it was taken out) and neither questions nor thread."""

    reference: str
    slug: str
    version: int
    title: Words
    published_on: dt.date
    headline: str = ""
    headline_words: str = ""
    law: str = ""
    footing: str = ""
    topic: str = ""
    asked_by: str = ""
    received_on: dt.date | None = None
    due_on: dt.date | None = None
    answered_on: dt.date | None = None
    working: tuple[str, ...] = ()
    not_known: tuple[Words, ...] = ()
    questions: tuple[PageQuestion, ...] = ()
    thread: tuple[ThreadMessage, ...] = ()
    files: tuple[PublishedCopy, ...] = ()
    related: tuple[RelatedPage, ...] = ()
    masked: tuple[MaskedCount, ...] = ()
    source_url: Link = ""
    corrections: tuple[PageCorrection, ...] = ()
    gone: str = ""
    rehearsal: bool = False
    format: int = 1

    @property
    def address(self) -> str:
        """The page's address for good."""
        return f"/foi/log/{self.slug}"


def to_bytes(page: LogPage) -> bytes:
    """The canonical bytes of a page: the same document gives the same bytes, for ever."""
    text = json.dumps(asdict(page), ensure_ascii=False, sort_keys=True, indent=1, default=_plain)
    return text.encode() + b"\n"


def from_bytes(content: bytes) -> LogPage:
    """The page that those canonical bytes hold. What was not kept yet when it was made is empty."""
    page: LogPage = _read(LogPage, json.loads(content))
    return page


def _plain(value: Any) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"A page of the log cannot hold {type(value).__name__}.")


def _read(kind: Any, value: Any) -> Any:
    """A value of JSON as the kind that the document has there."""
    if value is None:
        return None
    if dt.date in (kind, *get_args(kind)):
        return dt.date.fromisoformat(value)
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], item) for item in value)
    if is_dataclass(kind) and isinstance(kind, type):
        kinds = _kinds_of(kind)
        return kind(**{name: _read(kinds[name], part) for name, part in value.items() if name in kinds})
    return value


@cache
def _kinds_of(kind: type) -> dict[str, Any]:
    """What each field of a part of the document holds. A page has hundreds of parts, so it is asked once."""
    return get_type_hints(kind)

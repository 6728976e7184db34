"""What has been published: the releases that the public may see now, and every number in them."""

import datetime as dt
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Min, QuerySet

from candour.figures.cells import Cell, Shown
from candour.figures.models import Announcement, Draft, Publication, PublishedFile
from candour.figures.releasing.numbers import AD_HOC, ANNUAL, Document, Number, fingerprint, from_bytes
from candour.store.clock import current_time

DOCUMENT = "figures.json"
TO_COME, PUBLISHED, MOVED = "to come", "published", "moved"


@dataclass(frozen=True)
class RegisterEntry:
    """One published version of a release, as a list of releases shows it."""

    number: int
    version: int
    kind: str
    title: str
    since: dt.date
    until: dt.date
    goes_public: dt.datetime
    sha256: str
    changes: str
    is_latest: bool

    @property
    def reference(self) -> str:
        """What it is called in an address, such as "4.1"."""
        return f"{self.number}.{self.version}"


@dataclass(frozen=True)
class Announced:
    """A day in the calendar. `reference` is that of the newest version, once it is published."""

    number: int
    kind: str
    title: str
    since: dt.date
    until: dt.date
    on: dt.date
    announced_on: dt.date
    state: str
    reference: str = ""
    reason: str = ""
    moved_to: dt.date | None = None


def _public() -> QuerySet[Publication]:
    return Publication.objects.filter(goes_public__lte=current_time())


def released() -> list[RegisterEntry]:
    """Every published version of every release, newest first."""
    publications = list(_public().order_by("-goes_public", "-number", "-version"))
    latest: dict[int, int] = {}
    for publication in publications:
        latest[publication.number] = max(publication.version, latest.get(publication.number, 0))
    return [
        RegisterEntry(
            publication.number,
            publication.version,
            publication.kind,
            publication.title,
            publication.since,
            publication.until,
            publication.goes_public,
            publication.sha256,
            publication.changes,
            publication.version == latest[publication.number],
        )
        for publication in publications
    ]


def newest() -> Document | None:
    """The newest quarterly or annual release, in its latest version; None before the first."""
    return _newest(_public().exclude(kind=AD_HOC))


def newest_annual() -> Document | None:
    """The newest annual release, in its latest version; None before the first."""
    return _newest(_public().filter(kind=ANNUAL))


def _newest(publications: QuerySet[Publication]) -> Document | None:
    newest = publications.order_by("-until", "-number", "-version").first()
    return _document(newest) if newest else None


def release(reference: str) -> Document | None:
    """The release of that reference: "4.1", or "4" for the latest version. None if there is no such one."""
    publication = _publication(reference)
    return _document(publication) if publication else None


def _publication(reference: str) -> Publication | None:
    number, _, version = reference.partition(".")
    if not number.isdecimal() or (version and not version.isdecimal()) or len(reference) > 12:
        return None
    matches = _public().filter(number=int(number))
    if version:
        matches = matches.filter(version=int(version))
    return matches.order_by("-version").first()


def _document(publication: Publication) -> Document:
    return document_of(publication.pk.hex, publication.sha256)


# A page of one number looks through every release: all of them fit, for decades.
@lru_cache(maxsize=1024)
def document_of(publication: str, sha256: str) -> Document:
    """The document of a publication. It never changes, so that it is read once, and held against its hash.

    ValueError if it is not what was released.
    """
    content = PublishedFile.objects.get(publication_id=uuid.UUID(publication), name=DOCUMENT).content
    if fingerprint(bytes(content)) != sha256:
        raise ValueError("A published document does not have the hash of its release.")
    return from_bytes(bytes(content))


def first_day() -> dt.date | None:
    """The line's first day, as its first release said; None before there is one.

    A line written later about earlier days cannot move every quarter.
    """
    first: dt.date | None = Publication.objects.exclude(kind=AD_HOC).aggregate(first=Min("since"))["first"]
    return first


def documents() -> list[Document]:
    """Every published document, every version, oldest first."""
    return [_document(entry) for entry in _public().order_by("goes_public", "number", "version")]


def file_of(reference: str, name: str) -> bytes | None:
    """The bytes of one file of a published release; None if there is none."""
    publication = _publication(reference) if name.isprintable() else None
    file = PublishedFile.objects.filter(publication=publication, name=name).first() if publication else None
    return bytes(file.content) if file else None


def calendar() -> list[Announced]:
    """Every announced day, soonest first: to come, published, or moved to another day.

    Ad hoc answers are no part of it: until a second person has released one, nobody else sees its question.
    """
    published = {item.number: item.reference for item in reversed(released())}
    announcements = Announcement.objects.exclude(kind=AD_HOC).select_related("replaced_by")
    return [_announced(item, published) for item in announcements]


def _announced(announcement: Announcement, published: dict[int, str]) -> Announced:
    later: Announcement | None = getattr(announcement, "replaced_by", None)
    state = MOVED if later else PUBLISHED if announcement.number in published else TO_COME
    return Announced(
        number=announcement.number,
        kind=announcement.kind,
        title=announcement.title,
        since=announcement.since,
        until=announcement.until,
        on=announcement.on,
        announced_on=announcement.announced_on,
        state=state,
        reference=published.get(announcement.number, ""),
        reason=later.reason if later else "",
        moved_to=later.on if later else None,
    )


def cell_of(number: Number, as_at: dt.date) -> Cell:
    """The cell that a number fills."""
    return Cell(number.measure, number.by, number.code, number.since, number.until, as_at)


def shown_of(document: Document) -> list[Shown]:
    """Every number of a release as a shown cell, in its order."""
    return [
        Shown(cell_of(number, document.as_at), number.value, number.marker, number.rounding)
        for number in document.numbers()
    ]


def published_cells(first: int | None = None) -> Sequence[tuple[Shown, int]]:
    """Every number approved for release so far, with its true count: confidential, for the desk.

    What goes public only tomorrow is among them. `first` takes the first so many publications alone, so that
    a release can be compiled again as it was.
    """
    cells: list[tuple[Shown, int]] = []
    for publication in Publication.objects.order_by("place")[:first]:
        cells += _with_truth(Draft.objects.get(pk=publication.draft))
    return cells


def _with_truth(draft: Draft) -> list[tuple[Shown, int]]:
    held_back = {int(position): count for position, count in json.loads(bytes(draft.held_back)).items()}
    return with_truth(from_bytes(bytes(draft.content)), held_back)


def with_truth(document: Document, held_back: Mapping[int, int]) -> list[tuple[Shown, int]]:
    """Every number of a release with its true count: what is printed, where that is exact."""
    shown = zip(document.numbers(), shown_of(document), strict=True)
    return [(cell_shown, held_back.get(number.place, cell_shown.value or 0)) for number, cell_shown in shown]


def approved_documents(first: int | None = None) -> list[Document]:
    """Every document approved for release so far, oldest first; those that go public later are among them."""
    publications = Publication.objects.order_by("place")[:first]
    return [
        from_bytes(bytes(Draft.objects.get(pk=publication.draft).content)) for publication in publications
    ]

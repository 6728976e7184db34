"""What is in the disclosure log: the newest version of a page, an older one, and their files."""

from functools import lru_cache

from candour.figures.releasing.numbers import fingerprint
from candour.publication.models import LogEntry, LogFile

from .document import LogPage, from_bytes


def newest(slug: str) -> LogPage | None:
    """The page as it stands now, which may be a tombstone; None if it was never in the log."""
    entry = LogEntry.objects.filter(slug=slug).order_by("-version").first()
    return page_of(entry) if entry else None


def version(slug: str, number: int) -> LogPage | None:
    """One version of a page. None if there is none, or the page was taken out and this is not its stub."""
    now = newest(slug)
    if now is None or now.gone:
        return now if now and now.version == number else None
    entry = LogEntry.objects.filter(slug=slug, version=number).first()
    return page_of(entry) if entry else None


def versions(slug: str) -> list[LogEntry]:
    """Every version of a page that is served, newest first."""
    entries = list(LogEntry.objects.filter(slug=slug).order_by("-version").defer("content"))
    return entries[:1] if entries and entries[0].is_tombstone else entries


def file_of(slug: str, number: int, place: int) -> LogFile | None:
    """One file of a version; None if there is none, or its page was taken out."""
    shown = version(slug, number)
    if shown is None or shown.gone:
        return None
    return LogFile.objects.filter(slug=slug, version=number, place=place).first()


def page_of(entry: LogEntry) -> LogPage:
    """The document of an entry, held against its hash. ValueError if it is not what was published."""
    return _read(bytes(entry.content), entry.sha256)


@lru_cache(maxsize=256)
def _read(content: bytes, sha256: str) -> LogPage:
    if fingerprint(content) != sha256:
        raise ValueError("A page of the log does not have the hash that it was published with.")
    return from_bytes(content)

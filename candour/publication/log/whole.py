"""The whole log as files: JSON, a document a page, and CSV, a row a question. Written piece by piece."""

import csv
import io
import json
from collections.abc import Iterable, Iterator

from candour.publication.models import LogEntry

from .document import LogPage, PageQuestion
from .fields import fields
from .register import page_of

_BATCH = 200
# A spreadsheet takes a cell that begins so for a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def everything() -> Iterator[LogPage]:
    """The newest version of every page and stub of the log, by reference."""
    for entry in _newest():
        yield page_of(entry)


def json_pieces(base: str) -> Iterator[bytes]:
    """The log as one JSON document. `base` is the public address, without a slash at its end.

    A page's bytes are those of its hash, so addresses within it stay as they are: they follow `base`.
    """
    heading = {"title": "Disclosure log", "fields": f"{base}/foi/log/fields", "base": base}
    yield f'{json.dumps(heading)[:-1]}, "pages": [\n'.encode()
    between = b""
    for entry in _newest():
        yield between + bytes(entry.content).rstrip(b"\n")
        between = b",\n"
    yield b"]}\n"


def _newest() -> Iterator[LogEntry]:
    done = ""
    for entry in LogEntry.objects.order_by("slug", "-version").iterator(chunk_size=_BATCH):
        if entry.slug != done:
            done = entry.slug
            yield entry


def csv_pieces(base: str, pages: Iterable[LogPage] | None = None) -> Iterator[bytes]:
    """The log as CSV in UTF-8, a row a question; a stub has one row. `base` as above."""
    yield _line([field.name for field in fields("csv")])
    for page in everything() if pages is None else pages:
        for question in page.questions or (None,):
            yield _line(_row(page, question, base))


def safe_cell(words: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{words}" if words.startswith(_FORMULA) else words


def _row(page: LogPage, question: PageQuestion | None, base: str) -> list[str]:
    days = [_day(day) for day in (page.received_on, page.due_on, page.answered_on, page.published_on)]
    of_page = [
        page.reference,
        base + page.address,
        page.title,
        page.topic,
        *days,
        str(page.version),
        page.headline,
        page.headline_words,
        page.law,
        page.footing,
    ]
    of_question = _of_question(question, base) if question else [""] * 10
    return [*of_page, *of_question, page.gone, "yes" if page.rehearsal else "no"]


def _of_question(question: PageQuestion, base: str) -> list[str]:
    sections = " ".join(section.code for section in question.sections)
    figures = " ".join(base + cited.address for cited in question.citations)
    sentences = " ".join(cited.sentence for cited in question.citations)
    return [
        str(question.number),
        question.text,
        question.outcome,
        question.decision,
        sections,
        question.answer,
        question.why,
        question.holder,
        figures,
        sentences,
    ]


def _day(value: object) -> str:
    return str(value or "")


def _line(cells: Iterable[str]) -> bytes:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow([safe_cell(cell) for cell in cells])
    return written.getvalue().encode()

"""The whole log as files: JSON, a document a page, and CSV, a row a question. Written piece by piece."""

import csv
import io
import json
from collections.abc import Iterable, Iterator

from candour.publication.models import LogEntry

from .document import AnsweredQuestion, LogPage
from .fields import fields
from .register import page_of

_BATCH = 200
# A spreadsheet takes a cell that begins so for a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def everything() -> Iterator[LogPage]:
    """The newest version of every page and stub of the log, by reference."""
    for one in _newest():
        yield page_of(one)


def json_pieces(base: str) -> Iterator[bytes]:
    """The log as one JSON document. `base` is the public address, without a slash at its end.

    A page's bytes are those of its hash, so addresses within it stay as they are: they follow `base`.
    """
    heading = {"title": "Disclosure log", "fields": f"{base}/foi/log/fields", "base": base}
    yield f'{json.dumps(heading)[:-1]}, "pages": [\n'.encode()
    between = b""
    for one in _newest():
        yield between + bytes(one.content).rstrip(b"\n")
        between = b",\n"
    yield b"]}\n"


def _newest() -> Iterator[LogEntry]:
    done = ""
    for one in LogEntry.objects.order_by("slug", "-version").iterator(chunk_size=_BATCH):
        if one.slug != done:
            done = one.slug
            yield one


def csv_pieces(base: str, pages: Iterable[LogPage] | None = None) -> Iterator[bytes]:
    """The log as CSV in UTF-8, a row a question; a stub has one row. `base` as above."""
    yield _line([one.name for one in fields("csv")])
    for page in everything() if pages is None else pages:
        for question in page.questions or (None,):
            yield _line(_row(page, question, base))


def safe_cell(words: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{words}" if words.startswith(_FORMULA) else words


def _row(page: LogPage, question: AnsweredQuestion | None, base: str) -> list[str]:
    days = [_day(one) for one in (page.received_on, page.due_on, page.answered_on, page.published_on)]
    of_page = [
        page.reference, base + page.address, page.title, page.topic, *days, str(page.version), page.headline,
        page.headline_words, page.law, page.footing,
    ]  # fmt: skip
    of_question = _of_question(question, base) if question else [""] * 10
    return [*of_page, *of_question, page.gone, "yes" if page.rehearsal else "no"]


def _of_question(one: AnsweredQuestion, base: str) -> list[str]:
    sections = " ".join(section.code for section in one.sections)
    figures = " ".join(base + cited.address for cited in one.citations)
    sentences = " ".join(cited.sentence for cited in one.citations)
    of_question = [str(one.number), one.text, one.outcome, one.decision, sections, one.answer, one.why]
    return [*of_question, one.holder, figures, sentences]


def _day(value: object) -> str:
    return str(value or "")


def _line(cells: Iterable[str]) -> bytes:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow([safe_cell(one) for one in cells])
    return written.getvalue().encode()

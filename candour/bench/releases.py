"""A yearly release of an invented ledger, compiled and published as the desk would."""

import datetime as dt
import uuid

from django.utils import timezone

from candour.figures.counting.queries import SUMS
from candour.figures.counting.tally import tally
from candour.figures.files import bundle
from candour.figures.models import Draft, Publication, PublishedFile
from candour.figures.releasing import naming
from candour.figures.releasing.compiling import Compiled, Order, Register, compile_release
from candour.figures.releasing.numbers import ANNUAL, fingerprint
from candour.figures.releasing.plan import Scope, planned


def compile_annual(last: dt.date) -> Compiled:
    """The statistical year that ends on a day, of all that is in the ledger by then."""
    order = Order(
        number=Publication.objects.count() + 1,
        version=1,
        kind=ANNUAL,
        title="A year of an invented ledger",
        since=dt.date(last.year - 1, 12, 1),
        until=last,
        as_at=last,
        goes_public=timezone.now(),
    )
    return compile_release(order, Register())


def count_annual(last: dt.date) -> int:
    """Count everything that such a year's tables have, and protect nothing; gives how many numbers it was."""
    with tally(last) as counted:
        first = counted.first_day() or last
        scope = Scope(ANNUAL, first, dt.date(last.year - 1, 12, 1), last, last, naming.codes)
        cells = [cell for table in planned(scope) for cell, _ in table.cells]
        for cell in cells:
            counted.counts(cell.measure, cell.by, cell.since, cell.until)
        for sum_of in SUMS:
            counted.parts(sum_of, scope.since, last)
    return len(cells)


def publish(compiled: Compiled) -> None:
    """Put a release before the public at once, its two people invented: nobody is to read this one."""
    document, register_length = compiled.document, Publication.objects.count()
    draft = Draft.objects.create(
        number=document.number,
        version=document.version,
        place=1,
        register=register_length,
        content=compiled.content,
        held_back=compiled.held_back_bytes,
        findings=b"[]",
        sha256=fingerprint(compiled.content),
        compiled_by=uuid.uuid4(),
        compiled_on=document.until,
    )
    publication = Publication.objects.create(
        place=register_length,
        draft=draft.pk,
        number=document.number,
        version=document.version,
        kind=document.kind,
        title=document.title,
        since=document.since,
        until=document.until,
        goes_public=document.goes_public,
        sha256=draft.sha256,
        compiled_by=draft.compiled_by,
        published_by=uuid.uuid4(),
    )
    for name, content in bundle.all_files(document).items():
        PublishedFile.objects.create(
            publication=publication,
            name=name,
            goes_public=document.goes_public,
            content=content,
            sha256=fingerprint(content),
        )

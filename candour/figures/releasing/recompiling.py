"""Compiles a published release again, from the same prefix of the ledger and the same register."""

from collections.abc import Sequence

from candour.figures.measures import Measure
from candour.figures.models import Draft, Publication
from candour.figures.releasing import naming, register
from candour.figures.releasing.compiling import Order, Register, compile_release
from candour.figures.releasing.numbers import Document, fingerprint, from_bytes
from candour.figures.releasing.plan import Codes


def again(reference: str) -> tuple[str, str]:
    """The hash of a release as it was published, and as it is when compiled now: they must be the same.

    LookupError if there is no such release.
    """
    number, _, version = reference.partition(".")
    if not (number.isdecimal() and version.isdecimal()):
        raise LookupError(reference)
    published = Publication.objects.filter(number=int(number), version=int(version)).first()
    if published is None:
        raise LookupError(reference)
    draft = Draft.objects.get(pk=published.draft)
    before = Register(register.published_cells(draft.register), register.approved_documents(draft.register))
    compiled = compile_release(order_of(from_bytes(bytes(draft.content))), before)
    return published.sha256, fingerprint(compiled.content)


def _codes_of(document: Document) -> Codes:
    """The codes as they were listed then: since, a force may have been renamed, or come in."""
    listed: dict[tuple[str, str], dict[str, str]] = {}
    for table in document.tables:
        if table.by not in ("month", "quarter", "total"):
            labels = listed.setdefault((table.measure, table.by), {})
            labels.update({number.code: number.label for number in table.numbers if number.by == table.by})

    def codes(measure: Measure, by: str) -> Sequence[tuple[str, str]]:
        return list(listed.get((measure.code, by), {}).items()) or naming.codes(measure, by)

    return codes


def order_of(document: Document) -> Order:
    """What was ordered when this document was compiled, with the codes and words that its tables had."""
    return Order(
        number=document.number,
        version=document.version,
        kind=document.kind,
        title=document.title,
        since=document.since,
        until=document.until,
        as_at=document.as_at,
        goes_public=document.goes_public,
        asked=document.asked,
        codes=_codes_of(document),
        note=document.note,
        changes=document.changes,
    )

"""Compiles a published release again, from the same prefix of the ledger and the same register."""

from . import register
from .compiling import Order, Register, compile_release
from .models import Draft, Publication
from .numbers import Document, fingerprint, from_bytes


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
    made = compile_release(order_of(from_bytes(bytes(draft.content))), before)
    return published.sha256, fingerprint(made.content)


def order_of(document: Document) -> Order:
    """What was ordered when this document was compiled."""
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
        note=document.note,
        changes=document.changes,
    )

"""Puts documents before the public, as if two people had released them."""

import uuid
from dataclasses import replace
from typing import Any

from candour.figures.files import bundle
from candour.figures.models import Draft, Publication, PublishedFile
from candour.figures.releasing.numbers import Document, fingerprint, to_bytes

from .sample import sample_document

_files: dict[bytes, dict[str, bytes]] = {}


def _files_of(document: Document) -> dict[str, bytes]:
    """The files of a document, made once in a process: the same document makes the same bytes."""
    content = to_bytes(document)
    if content not in _files:
        _files[content] = bundle.all_files(document)
    return _files[content]


def public(document: Document) -> Document:
    """Publish a document with its files; its `goes_public` says from when on it can be read."""
    draft = _drafted(document)
    made = Publication.objects.create(
        place=draft.register, draft=draft.id, number=document.number,
        version=document.version, kind=document.kind, title=document.title, since=document.since,
        until=document.until, goes_public=document.goes_public, sha256=draft.sha256,
        changes=document.changes, compiled_by=draft.compiled_by, published_by=uuid.uuid4(),
    )  # fmt: skip
    for name, content in _files_of(document).items():
        PublishedFile.objects.create(
            publication=made, name=name, goes_public=document.goes_public, content=content,
            sha256=fingerprint(content),
        )  # fmt: skip
    return document


def _drafted(document: Document) -> Draft:
    """The database lets out no document that was not drafted."""
    content = to_bytes(document)
    return Draft.objects.create(
        number=document.number, version=document.version, place=0, register=Publication.objects.count(),
        content=content, held_back=b"{}", findings=b"[]", sha256=fingerprint(content),
        compiled_by=uuid.uuid4(), compiled_on=document.as_at,
    )  # fmt: skip


def sampled(**changes: Any) -> Document:
    """Publish the sample, or one like it."""
    return public(sample_document(**changes))


def with_value(document: Document, place: int, **changes: Any) -> Document:
    """The same document with another number at a place."""
    tables = [
        replace(
            table,
            numbers=[replace(one, **changes) if one.place == place else one for one in table.numbers],
        )
        for table in document.tables
    ]
    return replace(document, tables=tables)

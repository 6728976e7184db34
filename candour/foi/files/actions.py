"""What is done with a file that is to go out: added and inspected, copied, let out, removed."""

import hashlib
import re
import unicodedata
import uuid
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from candour.audit.actions import note as audit
from candour.foi.models import Attachment, InformationRequest, Requester
from candour.papers.findings import CannotCopy, CannotInspect, FileFinding
from candour.papers.formats import file_kinds
from candour.papers.formats.word_search import contains_word
from candour.papers.jobs.checking import check_file
from candour.papers.jobs.contacts import contact_findings
from candour.papers.jobs.copying import FileCopy, PlacedBox, make_file, redact_pdf
from candour.papers.jobs.masking import mask_document
from candour.papers.limits import MAX_FILE

from .own_contacts import own_contacts

_LONGEST_NAME = 120
_SHORTEST_REASON = 10
# Plain text that we make is always a table.
_ENDINGS = {"jpeg": "jpg", "txt": "csv"}


def safe_name(name: str) -> str:
    """A file's name without folders, invisible characters, or any that a header or a disk trips over."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    visible = "".join(
        character for character in last if character.isprintable() and character not in '<>:"|?*;%'
    )
    visible = re.sub(r"\s+", " ", visible).strip(" .")
    stem, dot, ending = visible.rpartition(".")
    if len(visible) > _LONGEST_NAME:
        visible = f"{stem[: _LONGEST_NAME - len(ending) - 1]}{dot}{ending}"[:_LONGEST_NAME]
    return visible or "file"


@transaction.atomic
def add_file(request: InformationRequest, *, name: str, content: bytes, by: uuid.UUID) -> Attachment:
    """Add a file to an answer, and inspect it for what is hidden in it and for addresses and numbers.

    Its findings are stored with it. It is stopped until a new file is made of what shows (`clean_file`), or
    two people agree that it goes out as it came.
    ValidationError for an empty file, or one of more than 50 MB.
    """
    if not content:
        raise ValidationError("The file is empty. Choose another.")
    if len(content) > MAX_FILE:
        raise ValidationError(
            f"The file is larger than {MAX_FILE // 2**20} MB. Divide it, or make it smaller."
        )
    findings = [
        *check_file(name, content),
        *contact_findings(content, _unpublished(request), own_contacts(), name=name),
    ]
    file = _store(request, safe_name(name), content, findings)
    audit("added file", member=by, kind="file", row=file.pk)
    return file


def _store(
    request: InformationRequest | None,
    name: str,
    content: bytes,
    findings: list[FileFinding],
    *,
    made_from: Attachment | None = None,
    removed: Sequence[str] = (),
) -> Attachment:
    return Attachment.objects.create(
        request=request,
        name=name,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        media_type=file_kinds.MEDIA_TYPES.get(file_kinds.kind_of(content), "application/octet-stream"),
        goes_out=True,
        findings=[list(finding) for finding in findings],
        made_from=made_from,
        removed=list(removed),
    )


def stopped_files(request: InformationRequest) -> list[Attachment]:
    """The files of an answer that are stopped: while there are any, nothing goes out."""
    return [file for file in request.attachments.filter(goes_out=True) if file.is_stopped]


@transaction.atomic
def pass_file(file: Attachment, *, why: str, by: uuid.UUID) -> None:
    """Let a file that we made out in spite of its findings; propose that an original goes out as it came.

    Of an original, `why` is published, and a second person has to agree. ValidationError without a reason
    that says something, or for a file that nothing stops.
    """
    if not file.is_stopped:
        raise ValidationError("Nothing stops this file.")
    if len(why.strip()) < _SHORTEST_REASON:
        raise ValidationError("Say why it may go out with this in it. Somebody will read it later.")
    file.passed_by, file.passed_why = by, why.strip()[:300]
    file.save(update_fields=["passed_by", "passed_why"])
    act = "proposed original" if file.is_original else "let file out"
    audit(act, member=by, kind="file", row=file.pk)


@transaction.atomic
def agree_original(file: Attachment, *, by: uuid.UUID) -> None:
    """Agree, as the second person, that a file goes out as it came.

    ValidationError if nobody has proposed it, or if the same person did.
    """
    proposed = Attachment.objects.select_for_update().get(pk=file.pk)
    if not proposed.is_original or not proposed.is_stopped or proposed.passed_by is None:
        raise ValidationError("Nobody has proposed that this file goes out as it came.")
    if proposed.passed_by == by:
        raise ValidationError("You proposed it, so somebody else must agree.")
    proposed.agreed_by = file.agreed_by = by
    proposed.save(update_fields=["agreed_by"])
    audit("agreed to original", member=by, kind="file", row=file.pk)


@transaction.atomic
def remove_file(file: Attachment, *, by: uuid.UUID) -> None:
    """Take a file away from the answer. One that a copy was made of is kept, and does not go out.

    ValidationError for a file that came with a message: what people send us is kept.
    """
    if not file.goes_out:
        raise ValidationError("This file does not go out with the answer.")
    audit("removed file", member=by, kind="file", row=file.pk)
    if file.message_id or file.made.exists():
        file.goes_out = False
        file.save(update_fields=["goes_out"])
    else:
        file.delete()


@transaction.atomic
def clean_file(file: Attachment, *, by: uuid.UUID) -> Attachment:
    """Make a new file of what shows, to go out in place of the first. ValidationError if none can be made."""
    _refuse_copy(file)
    try:
        copy = make_file(file.name, bytes(file.content))
    except (CannotInspect, CannotCopy) as refused:
        raise ValidationError(str(refused)) from refused
    return _put_in_place(file, copy, by=by, act="cleaned file")


@transaction.atomic
def mask_file(file: Attachment, *, by: uuid.UUID) -> Attachment:
    """Make a new file without e-mail addresses, telephone numbers and a name that is not published.

    It goes out in place of the first. ValidationError for a kind of file that cannot be masked.
    """
    _refuse_copy(file)
    names = _unpublished(file.request)
    try:
        copy = mask_document(bytes(file.content), name=file.name, names=names, ours=own_contacts())
    except (CannotInspect, CannotCopy) as refused:
        raise ValidationError(str(refused)) from refused
    return _put_in_place(file, copy, by=by, act="masked file")


@transaction.atomic
def redact_file(
    file: Attachment, *, words: Sequence[str], boxes: Sequence[PlacedBox] = (), why: str, by: uuid.UUID
) -> Attachment:
    """Make a new PDF without these words, which goes out in place of the first.

    `why` is published: it says what kind of words they were, never the words. ValidationError without words
    or boxes, without a reason, for one that holds a word, or if no such file can be made.
    """
    redacted_words = [word.strip() for word in words if word.strip()]
    if not redacted_words and not boxes:
        raise ValidationError("Write the words that are to go, one on each line.")
    if not why.strip():
        raise ValidationError("Say why they are taken out, such as: names, section 40(2).")
    if any(word.casefold() in why.casefold() for word in redacted_words):
        raise ValidationError("The reason is published, and has one of the words in it. Write it without.")
    if not _is_pdf(file):
        raise ValidationError("Words are redacted in PDFs. Save it as a PDF, and add that.")
    _refuse_copy(file)
    try:
        copy = redact_pdf(bytes(file.content), words=redacted_words, boxes=boxes, why=why.strip())
    except (CannotInspect, CannotCopy) as refused:
        raise ValidationError(str(refused)) from refused
    return _put_in_place(file, copy, by=by, act="redacted file", words=redacted_words)


def _unpublished(request: InformationRequest | None) -> list[str]:
    """The names that may not stand in a file of this answer: its asker's, unless they allowed it."""
    return list(Requester.objects.filter(request=request, publish_name=False).values_list("name", flat=True))


def _refuse_copy(file: Attachment) -> None:
    """ValidationError for a file that we made: another is made from the first, never from a copy."""
    if file.made_from is not None:
        raise ValidationError("This is a copy. Open the first file, and write all the words that are to go.")


def _is_pdf(file: Attachment) -> bool:
    return file.media_type == file_kinds.MEDIA_TYPES["pdf"]


def _put_in_place(
    file: Attachment, copy: FileCopy, *, by: uuid.UUID, act: str, words: Sequence[str] = ()
) -> Attachment:
    name = _new_name(file.name, copy.content, act.split()[0], words)
    findings = contact_findings(copy.content, _unpublished(file.request), own_contacts(), name=name)
    removed = [*file.removed, *copy.removed]
    stored = _store(file.request, name, copy.content, findings, made_from=file, removed=removed)
    # The first file does not go out, nor does any copy that was made of it before.
    Attachment.objects.filter(Q(pk=file.pk) | Q(made_from=file)).exclude(pk=stored.pk).update(goes_out=False)
    file.goes_out = False
    audit(act, member=by, kind="file", row=stored.pk)
    return stored


def _new_name(name: str, content: bytes, how: str, words: Sequence[str] = ()) -> str:
    """The name of a new file: the first one's with how it was made, unless it has one of the words in it."""
    kind = file_kinds.kind_of(content)
    stem = name.rpartition(".")[0] or name
    if any(contains_word(word, stem) for word in words):
        stem = "file"
    return safe_name(f"{stem} ({how}).{_ENDINGS.get(kind, kind)}")

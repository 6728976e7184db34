"""What is done with a file that is to go out: added and looked into, made anew, let out, removed."""

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
from candour.papers.files import kinds
from candour.papers.files.checking import check
from candour.papers.files.contacts import contacts
from candour.papers.files.finding import MAX_FILE, CannotLook, Finding
from candour.papers.files.redacting import PlacedBox, Redacted, Refused, clean_office, redact_pdf
from candour.papers.files.words import holds
from candour.papers.masking.documents import mask_document

from .own_contacts import own_contacts

_LONGEST_NAME = 120
_SHORTEST_REASON = 10


def safe_name(name: str) -> str:
    """A file's name without folders, signs that cannot be seen, or anything a header or a disk trips over."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(sign for sign in last if sign.isprintable() and sign not in '<>:"|?*;%')
    seen = re.sub(r"\s+", " ", seen).strip(" .")
    stem, dot, ending = seen.rpartition(".")
    if len(seen) > _LONGEST_NAME:
        seen = f"{stem[: _LONGEST_NAME - len(ending) - 1]}{dot}{ending}"[:_LONGEST_NAME]
    return seen or "file"


@transaction.atomic
def add_file(request: InformationRequest, *, name: str, content: bytes, by: uuid.UUID) -> Attachment:
    """Put a file to an answer, and look into it: what is hidden in it, and whom it lets be reached.

    What is found is kept beside it, and stops it.

    ValidationError for an empty file, or one of more than 50 MB.
    """
    if not content:
        raise ValidationError("The file is empty. Choose another.")
    if len(content) > MAX_FILE:
        raise ValidationError(
            f"The file is larger than {MAX_FILE // 2**20} MB. Divide it, or make it smaller."
        )
    found = check(name, content)
    made = _kept(
        request, safe_name(name), content, [*found, *contacts(content, _unpublished(request), own_contacts())]
    )
    audit("added file", member=by, kind="file", row=made.pk)
    return made


def _kept(
    request: InformationRequest | None,
    name: str,
    content: bytes,
    findings: list[Finding],
    *,
    made_from: Attachment | None = None,
    removed: Sequence[str] = (),
) -> Attachment:
    return Attachment.objects.create(
        request=request, name=name, content=content, sha256=hashlib.sha256(content).hexdigest(),
        media_type=kinds.MEDIA_TYPES.get(kinds.kind_of(content), "application/octet-stream"), goes_out=True,
        findings=[list(one) for one in findings], made_from=made_from, removed=list(removed),
    )  # fmt: skip


def is_stopped(file: Attachment) -> bool:
    """Whether something was found in a file that nobody has let out."""
    return bool(file.findings) and file.passed_by is None


def stands_in_the_way(request: InformationRequest) -> list[Attachment]:
    """The files of an answer that are stopped: while there are any, nothing goes out."""
    return [one for one in request.attachments.filter(goes_out=True) if is_stopped(one)]


@transaction.atomic
def pass_file(file: Attachment, *, why: str, by: uuid.UUID) -> None:
    """Let a file out in spite of what was found. ValidationError without a reason that says something."""
    if not is_stopped(file):
        raise ValidationError("Nothing stops this file.")
    if len(why.strip()) < _SHORTEST_REASON:
        raise ValidationError("Say why it may go out with this in it. Somebody will read it later.")
    file.passed_by, file.passed_why = by, why.strip()[:300]
    file.save(update_fields=["passed_by", "passed_why"])
    audit("let file out", member=by, kind="file", row=file.pk)


@transaction.atomic
def remove_file(file: Attachment, *, by: uuid.UUID) -> None:
    """Take a file away from the answer. One that a copy was made of stays, and does not go out.

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
    """A new file of what shows in this one, to go out in its place. ValidationError if none can be made."""
    _refuse_copy(file)
    try:
        made = redact_pdf(bytes(file.content)) if _is_pdf(file) else clean_office(bytes(file.content))
    except (CannotLook, Refused) as refused:
        raise ValidationError(str(refused)) from refused
    return _in_its_place(file, made, by=by, act="cleaned file")


@transaction.atomic
def mask_file(file: Attachment, *, by: uuid.UUID) -> Attachment:
    """A new file without e-mail addresses, telephone numbers and a name that is not published.

    It goes out in place of the first. ValidationError for a kind of file that cannot be masked.
    """
    _refuse_copy(file)
    try:
        made = mask_document(bytes(file.content), names=_unpublished(file.request), ours=own_contacts())
    except (CannotLook, Refused) as refused:
        raise ValidationError(str(refused)) from refused
    return _in_its_place(file, made, by=by, act="masked file")


@transaction.atomic
def redact_file(
    file: Attachment, *, words: Sequence[str], boxes: Sequence[PlacedBox] = (), why: str, by: uuid.UUID
) -> Attachment:
    """A new PDF without these words, which goes out in its place.

    `why` is published: it says what kind of words they were, never the words. ValidationError without words
    or boxes, without a reason, for one that holds a word, or if no such file can be made.
    """
    wanted = [one.strip() for one in words if one.strip()]
    if not wanted and not boxes:
        raise ValidationError("Write the words that are to go, one on each line.")
    if not why.strip():
        raise ValidationError("Say why they are taken out, such as: names, section 40(2).")
    if any(one.casefold() in why.casefold() for one in wanted):
        raise ValidationError("The reason is published, and has one of the words in it. Write it without.")
    if not _is_pdf(file):
        raise ValidationError("Words are redacted in PDFs. Save it as a PDF, and add that.")
    _refuse_copy(file)
    try:
        made = redact_pdf(bytes(file.content), words=wanted, boxes=boxes, why=why.strip())
    except (CannotLook, Refused) as refused:
        raise ValidationError(str(refused)) from refused
    return _in_its_place(file, made, by=by, act="redacted file", words=wanted)


def _unpublished(request: InformationRequest | None) -> list[str]:
    """The names that may not stand in a file of this answer: that of an asker who did not allow it."""
    return list(Requester.objects.filter(request=request, publish_name=False).values_list("name", flat=True))


def _refuse_copy(file: Attachment) -> None:
    """A copy of ours has its words beside its picture, not in it: they no longer say where to burn."""
    if file.made_from is not None and _is_pdf(file):
        raise ValidationError("This is a copy. Open the first file, and write all the words that are to go.")


def _is_pdf(file: Attachment) -> bool:
    return file.media_type == kinds.MEDIA_TYPES["pdf"]


def _in_its_place(
    file: Attachment, made: Redacted, *, by: uuid.UUID, act: str, words: Sequence[str] = ()
) -> Attachment:
    name = _new_name(file.name, kinds.kind_of(made.content), act.split()[0], words)
    found = [one for one in check(name, made.content) if not _is_own_layer(file, one)]
    found += contacts(made.content, _unpublished(file.request), own_contacts())
    removed = [*file.removed, *made.removed]
    kept = _kept(file.request, name, made.content, found, made_from=file, removed=removed)
    # The first file does not go out, nor does any copy that was made of it before.
    Attachment.objects.filter(Q(pk=file.pk) | Q(made_from=file)).exclude(pk=kept.pk).update(goes_out=False)
    file.goes_out = False
    audit(act, member=by, kind="file", row=kept.pk)
    return kept


def _is_own_layer(file: Attachment, one: Finding) -> bool:
    """The words put back unseen into a PDF of pictures, which `redacting` has looked through already."""
    return _is_pdf(file) and one.kind == "covered_text"


def _new_name(name: str, kind: str, how: str, words: Sequence[str] = ()) -> str:
    stem = name.rpartition(".")[0] or name
    if any(holds(word, stem) for word in words):
        stem = "file"
    return safe_name(f"{stem} ({how}).{'jpg' if kind == 'jpeg' else kind}")

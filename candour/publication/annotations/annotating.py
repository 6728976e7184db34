"""Notes that readers offer for a page of the log: offered and confirmed here, read at the desk.

The public door may add an offer and that it was confirmed, and read neither: so this file only writes, and
what it needs to know comes with the code in the e-mail. Moderating is in moderating.py.
"""

import datetime as dt
import hashlib
import uuid
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from candour.post.keyed_codes import is_code_of, keyed_code
from candour.publication.log.register import newest
from candour.publication.models import Annotation, AnnotationOffer, OfferStep
from candour.store.clock import current_day

PURPOSE = "annotation"
ASKED, CONFIRMED = "asked", "confirmed"
LONGEST = 2_000


@dataclass(frozen=True)
class Note:
    """What a reader would add: their words, and where it can be looked up."""

    name: str
    email: str
    text: str
    source_name: str = ""
    source_url: str = ""
    source_date: dt.date | None = None


def offer_annotation(slug: str, note: Note, *, on: dt.date | None = None) -> uuid.UUID:
    """Take a note in for a page of the log, and give its number. Nobody sees it before it is read.

    The same note sent twice is one. ValidationError for each thing that keeps it from being taken.
    """
    if reasons := objections(slug, note):
        raise ValidationError(reasons)
    number = _number(slug, note)
    offer = AnnotationOffer(
        pk=number,
        slug=slug,
        name=note.name.strip(),
        email=note.email.strip(),
        text=note.text.strip(),
        source_url=note.source_url,
        source_name=note.source_name.strip(),
        source_date=note.source_date,
        offered_on=on or current_day(),
    )
    AnnotationOffer.objects.bulk_create([offer], ignore_conflicts=True)
    return number


def objections(slug: str, note: Note) -> list[str]:
    """Why this note cannot be taken, in words; nothing where it can."""
    page, reasons = newest(slug), []
    if page is None or page.gone:
        reasons.append("There is no such page in the log. Open the page again and add the note there.")
    if not note.text.strip():
        reasons.append("Write the note.")
    if len(note.text) > LONGEST:
        reasons.append(f"Make the note shorter: {LONGEST:,} letters at most.")
    if note.source_url and not note.source_url.startswith("https://"):
        reasons.append("Give a link that begins with https://, so that readers can follow it safely.")
    if is_there_already(slug, note.text, note.source_url):
        reasons.append("This note is on the page already. Add one only if it says something else.")
    return reasons


def is_there_already(slug: str, text: str, source_url: str) -> bool:
    """Whether the page has a note with the same words, or with the same link and no other words."""
    standing = Annotation.objects.filter(slug=slug).values_list("text", "source_url")
    return any(_same(text) == _same(other) and source_url in ("", url) for other, url in standing)


def confirm_annotation(number: uuid.UUID, code: str, *, on: dt.date | None = None) -> None:
    """Note that whoever offered it reads the mail of the address they gave. Twice is once.

    ValidationError for a code that is not that note's.
    """
    if not is_code_of(code, PURPOSE, number):
        raise ValidationError("This link does not belong to a note. Copy it whole from our e-mail.")
    _step(number, CONFIRMED, on)


def waiting_confirmations() -> list[AnnotationOffer]:
    """The offers whose writers are still to be asked by e-mail whether the note is theirs. For the desk."""
    steps = OfferStep.objects.values("offer")
    return list(AnnotationOffer.objects.exclude(pk__in=steps).order_by("offered_on"))


def confirmation_mail(offer: AnnotationOffer, *, origin: str) -> tuple[str, str]:
    """Subject and words of the e-mail that asks for it. `origin` ends without a slash."""
    link = f"{origin}/foi/log/note/{offer.pk}/{keyed_code(PURPOSE, offer.pk)}"
    return "Confirm your note", (
        f"Somebody offered a note for a page of our log, {offer.slug}, and gave this address.\n\n"
        f"If it was you, open this link and press the button:\n{link}\n\n"
        "Somebody here then reads the note before it can be seen. Your address is not published.\n"
        "If it was not you, do nothing. The note is then deleted.\n"
    )


def note_asked(offer: AnnotationOffer, *, on: dt.date | None = None) -> None:
    """Note that the e-mail to this offer's writer is queued, so that it goes out once."""
    _step(offer.pk, ASKED, on)


def _step(number: uuid.UUID, kind: str, on: dt.date | None) -> None:
    step = OfferStep(offer=number, kind=kind, on=on or current_day())
    OfferStep.objects.bulk_create([step], ignore_conflicts=True)


def _same(text: str) -> str:
    """A note's words without what does not make them others: capitals, blanks and lines."""
    return " ".join(text.casefold().split())


def _number(slug: str, note: Note) -> uuid.UUID:
    """The same note from the same address has the same number, so that it cannot be there twice."""
    content = "\x00".join([slug, note.email.strip().casefold(), _same(note.text), note.source_url])
    return uuid.UUID(bytes=hashlib.sha256(content.encode()).digest()[:16])

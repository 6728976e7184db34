"""Readers' notes at the desk: confirmed ones are read, then kept or refused. A refused one is deleted."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from candour.audit.actions import note as audit
from candour.figures.measures import measures
from candour.foi.models import Outgoing
from candour.publication.models import Annotation, AnnotationOffer, OfferStep
from candour.publication.searching import index
from candour.store.clock import current_day

from .annotating import CONFIRMED, is_there_already

# An offer that nobody confirms is deleted after this.
DAYS_TO_CONFIRM = 14


@dataclass(frozen=True)
class WaitingOffer:
    """An offer that somebody is to read. `says_it_again`: the page has a note with the same words."""

    offer: AnnotationOffer
    says_it_again: bool


def waiting() -> list[WaitingOffer]:
    """The confirmed offers, oldest first."""
    confirmed = OfferStep.objects.filter(kind=CONFIRMED).values("offer")
    offers = AnnotationOffer.objects.filter(pk__in=confirmed).order_by("offered_on", "slug")
    return [
        WaitingOffer(offer, is_there_already(offer.slug, offer.text, offer.source_url)) for offer in offers
    ]


def count_waiting() -> int:
    """How many confirmed offers wait to be read."""
    return AnnotationOffer.objects.filter(
        pk__in=OfferStep.objects.filter(kind=CONFIRMED).values("offer")
    ).count()


@transaction.atomic
def keep_annotation(
    offer: AnnotationOffer, *, by: uuid.UUID, measure: str = "", on: dt.date | None = None
) -> Annotation:
    """Let a reader's note stand on its page, and forget their address.

    `measure`: the code of the measure that its press figure misreports; the page sets our figure beside it.
    ValidationError if it is not confirmed, stands there already, or names no measure of ours.
    """
    if not OfferStep.objects.filter(offer=offer.pk, kind=CONFIRMED).exists():
        raise ValidationError("Its writer has not confirmed it yet. Wait for that.")
    if is_there_already(offer.slug, offer.text, offer.source_url):
        raise ValidationError("This note is on the page already. Refuse it.")
    if measure and measure not in measures():
        raise ValidationError("There is no such measure. Pick one from the list.")
    last = Annotation.objects.filter(slug=offer.slug).aggregate(last=Max("place"))["last"] or 0
    note = Annotation.objects.create(
        slug=offer.slug,
        place=last + 1,
        name=offer.name,
        text=offer.text,
        source_url=offer.source_url,
        source_name=offer.source_name,
        source_date=offer.source_date,
        measure=measure,
        published_on=on or current_day(),
        by=by,
    )
    index.refresh(note.slug)
    _forget(offer)
    audit("kept annotation", member=by, kind="annotation", row=note.pk)
    return note


@transaction.atomic
def refuse_annotation(offer: AnnotationOffer, *, by: uuid.UUID) -> None:
    """Refuse a note: it is deleted, with the address of whoever offered it."""
    audit("refused annotation", member=by, kind="annotation offer", row=offer.pk)
    _forget(offer)


@transaction.atomic
def remove_annotation(note: Annotation, *, by: uuid.UUID) -> None:
    """Take a note off its page."""
    audit("removed annotation", member=by, kind="annotation", row=note.pk)
    note.delete()
    index.refresh(note.slug)


def forget_unconfirmed(today: dt.date | None = None) -> int:
    """Delete the offers that nobody confirmed in time, and give how many there were."""
    before = (today or current_day()) - dt.timedelta(days=DAYS_TO_CONFIRM)
    confirmed = OfferStep.objects.filter(kind=CONFIRMED).values("offer")
    stale = list(AnnotationOffer.objects.filter(offered_on__lt=before).exclude(pk__in=confirmed))
    for offer in stale:
        _forget(offer)
    return len(stale)


def _forget(offer: AnnotationOffer) -> None:
    # The mail that asked its writer has their address too, and names the note by its number alone.
    Outgoing.objects.filter(request=None, to=offer.email, body__contains=str(offer.pk)).delete()
    OfferStep.objects.filter(offer=offer.pk).delete()
    offer.delete()

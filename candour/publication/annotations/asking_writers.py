"""Asking by e-mail whoever offered a note whether it is theirs. A run of `candour foi post` does it."""

import datetime as dt

from django.conf import settings
from django.db import transaction

from candour.foi.mail.rate_limit import AddressChecks, AskedToday, RateLimit
from candour.foi.requests.outgoing import queue
from candour.publication.models import AnnotationOffer, OfferStep

from .annotating import ASKED, CONFIRMED, confirmation_mail, note_asked, waiting_confirmations
from .moderating import forget_unconfirmed


@transaction.atomic
def queue_annotation_mails(limit: RateLimit) -> int:
    """Let a mail wait for each writer who is still to be asked, and give how many were asked now.

    Each is asked once, and no inbox twice on a day that has not answered: see `mail.rate_limit`. Offers that
    nobody confirmed in time are deleted before.
    """
    forget_unconfirmed()
    offers = [offer for offer in waiting_confirmations() if limit.may_ask(offer.email)]
    for offer in offers:
        subject, body = confirmation_mail(offer, origin=settings.PUBLIC_ORIGIN)
        queue(None, to=offer.email, subject=subject, body=body, is_automatic=True)
        note_asked(offer)
    return len(offers)


def _asked_on(day: dt.date) -> AskedToday:
    steps = OfferStep.objects.filter(kind=ASKED, on=day)
    confirmed = OfferStep.objects.filter(kind=CONFIRMED).values("offer")
    offers = AnnotationOffer.objects.filter(pk__in=steps.values("offer")).exclude(pk__in=confirmed)
    return AskedToday(steps.count(), list(offers.values_list("email", flat=True)))


WRITERS_OF_NOTES = AddressChecks(_asked_on, queue_annotation_mails)

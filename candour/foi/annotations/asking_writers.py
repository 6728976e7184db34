"""Asking by e-mail whoever offered a note whether it is theirs. A run of `candour foi post` does it."""

from django.conf import settings
from django.db import transaction

from candour.foi.mail.sending import queue

from .annotating import confirmation_mail, note_asked, waiting_confirmations
from .moderating import forget_unconfirmed


@transaction.atomic
def queue_annotation_mails() -> int:
    """Let a mail wait for each writer who is still to be asked, and give how many there are.

    Each is asked once. Offers that nobody confirmed in time are deleted before.
    """
    forget_unconfirmed()
    offers = waiting_confirmations()
    for offer in offers:
        subject, body = confirmation_mail(offer, origin=settings.PUBLIC_ORIGIN)
        queue(None, to=offer.email, subject=subject, body=body, is_automatic=True)
        note_asked(offer)
    return len(offers)

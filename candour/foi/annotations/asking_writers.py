"""Asking by e-mail whoever offered a note whether it is theirs. A run of `candour foi post` does it."""

from django.conf import settings
from django.db import transaction

from candour.foi.mail.sending import queue
from candour.foi.mail.sparing import asked_today

from .annotating import confirmation_mail, note_asked, waiting_confirmations
from .moderating import forget_unconfirmed


@transaction.atomic
def queue_annotation_mails() -> int:
    """Let a mail wait for each writer who is still to be asked, and give how many were asked now.

    Each is asked once, and no inbox twice on a day that has not answered: see `mail.sparing`. Offers that
    nobody confirmed in time are deleted before.
    """
    forget_unconfirmed()
    sparing = asked_today()
    offers = [one for one in waiting_confirmations() if sparing.may_ask(one.email)]
    for offer in offers:
        subject, body = confirmation_mail(offer, origin=settings.PUBLIC_ORIGIN)
        queue(None, to=offer.email, subject=subject, body=body, is_automatic=True)
        note_asked(offer)
    return len(offers)

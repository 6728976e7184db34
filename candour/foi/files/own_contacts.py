"""This installation's own address and telephone number, as masking takes them."""

from django.conf import settings

from candour.papers.masking.spared import OwnContacts


def own_contacts() -> OwnContacts:
    """The desk's e-mail address and the line's telephone number, from the settings."""
    return OwnContacts(settings.FOI_ADDRESS, settings.LINE_PHONE)

"""The URL converter for references: any other text is answered with 404, before a query is made."""

from django.urls.converters import StringConverter


class Reference(StringConverter):
    """A report's or a referral's reference. PostgreSQL answers a NUL with a fault."""

    regex = "[A-Za-z0-9-]{1,12}"

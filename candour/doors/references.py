"""What a reference looks like in an address. Anything else is no address at all, and no query either."""

from django.urls.converters import StringConverter


class Reference(StringConverter):
    """A report's or a referral's reference. PostgreSQL answers a NUL with a fault."""

    regex = "[A-Za-z0-9-]{1,12}"

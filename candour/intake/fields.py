"""The two kinds of question in the web form: free text, stored as typed, and one answer to pick."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from candour.look.fields import NO_BROWSER_HELP, PickOne, plain_line_breaks

MOST = 20_000
"""The longest answer in a reporter's own words, in characters: about seven printed pages."""

TOO_LONG = (
    "Make this shorter: {most:,} characters at most. It has {length:,} now. "
    "Once the rest is sent, you can send what is left over as a message."
)


class OwnWords(forms.CharField):
    """Free text, stored exactly as typed. White space alone counts as no answer."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(
            strip=False,
            widget=forms.Textarea(attrs=NO_BROWSER_HELP),
            **kwargs,
        )

    def to_python(self, value: Any) -> str:
        """The text; empty if it is only white space."""
        text = plain_line_breaks(super().to_python(value) or "")
        return text if text.strip() else ""

    def validate(self, value: Any) -> None:
        """Raises ValidationError for a missing answer, or one that is too long, with both lengths."""
        super().validate(value)
        if len(value) > MOST:
            raise ValidationError(TOO_LONG.format(most=MOST, length=len(value)), code="max_length")


class OneOf(PickOne):
    """A choice that may be left open, as most questions of the report may."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)

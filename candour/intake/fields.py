"""The two kinds of question on the public door: own words, kept to the sign, and one answer to pick."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

MOST = 20_000
"""The longest answer in a reporter's own words, in characters: about seven printed pages."""

TOO_LONG = (
    "Make this shorter: {most:,} characters at most. It has {length:,} now. "
    "Once the rest is sent, you can send what is left over as a message."
)
# A browser that checks spelling in the cloud, or offers last year's answer, would be one more reader.
UNHELPED = {"autocomplete": "off", "spellcheck": "false", "autocorrect": "off"}


def as_typed(text: str) -> str:
    """What was typed, with one kind of line break: a browser sends each as two signs. Zero is no sign."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")


class OwnWords(forms.CharField):
    """An answer in the reporter's own words, kept to the sign. Blank space alone is no answer."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(
            strip=False,
            widget=forms.Textarea(attrs=UNHELPED),
            **kwargs,
        )

    def to_python(self, value: Any) -> str:
        """The text, or nothing where only blanks were typed."""
        text = as_typed(super().to_python(value) or "")
        return text if text.strip() else ""

    def validate(self, value: Any) -> None:
        """ValidationError for an answer that is missing, or too long: then with both lengths."""
        super().validate(value)
        if len(value) > MOST:
            raise ValidationError(TOO_LONG.format(most=MOST, length=len(value)), code="max_length")


class OneOf(forms.ChoiceField):
    """One answer to pick. `hints` says a line about an answer."""

    def __init__(self, *, hints: dict[str, str] | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("widget", forms.RadioSelect)
        super().__init__(**kwargs)
        self.hints = hints or {}

    def said(self, value: str) -> str:
        """The words of an answer, as they stand in the list."""
        options: Iterable[tuple[Any, Any]] = self.widget.choices
        grouped = (label if isinstance(label, list | tuple) else [(code, label)] for code, label in options)
        return next((str(words) for group in grouped for code, words in group if code == value), value)

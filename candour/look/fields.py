"""Form fields and helpers that several rooms' forms share."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import forms

NO_AUTOCOMPLETE: Final = {"autocomplete": "off"}
"""Widget attributes: the browser does not store what is typed, nor offer it to the next person."""

NO_BROWSER_HELP: Final = NO_AUTOCOMPLETE | {"spellcheck": "false", "autocorrect": "off"}
"""Widget attributes: the browser does not check the spelling either. Some send the text away for that."""


def plain_line_breaks(text: str) -> str:
    """The text with LF line breaks, since browsers send CR LF, and U+FFFD for each NUL character."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")


class PickOne(forms.ChoiceField):
    """A choice by radio buttons. `hints` are lines of explanation, by the code of an answer."""

    def __init__(self, *, hints: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.RadioSelect)
        super().__init__(**kwargs)
        self.hints = dict(hints or {})

    def label_of(self, value: str) -> str:
        """The label of an answer; the value itself if it is not on the list."""
        options: Iterable[tuple[Any, Any]] = self.widget.choices
        grouped = (label if isinstance(label, list | tuple) else [(code, label)] for code, label in options)
        return next((str(words) for group in grouped for code, words in group if code == value), value)

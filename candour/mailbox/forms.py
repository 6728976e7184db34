"""Forms of the mailbox: the seven words, a letter, and taking one back."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from candour.look.fields import NO_BROWSER_HELP
from candour.look.forms import PlainForm
from candour.seal.receipt import COUNT, Receipt, UnknownWords, WrongCount, parse_receipt

LONGEST_LETTER = 20_000
"""Characters in one letter: ten pages of type. Longer than anyone has told a line by hand."""

TOO_LONG = (
    "Your message is too long: {length:,} characters, and there is room for {most:,}. "
    "Cut it into two, and send one after the other."
)

TYPED_BY_HAND = NO_BROWSER_HELP | {"autocapitalize": "none"}
"""Attributes that keep a browser from storing or correcting what is typed: some spelling checks send it away.
"""


class ReceiptForm(PlainForm):
    """The seven words, typed or from a hidden field. `cleaned_data["words"]` is a Receipt."""

    words = forms.CharField(
        label="Your seven words",
        help_text="Capitals, commas and new lines do not matter. The order of the words does.",
        widget=forms.Textarea(attrs=TYPED_BY_HAND),
        error_messages={"required": "Write your seven words."},
    )

    def clean_words(self) -> Receipt:
        """The receipt. Raises ValidationError with the number of words, or with each unknown word."""
        try:
            return parse_receipt(self.cleaned_data["words"])
        except WrongCount as wrong:
            raise ValidationError(how_many(wrong.count)) from None
        except UnknownWords as wrong:
            raise ValidationError(
                [not_on_the_list(*unknown_word) for unknown_word in wrong.unknown]
            ) from None


def how_many(count: int) -> str:
    """The objection to more or fewer than seven words."""
    if count == 0:
        return f"We could read no words. Write all {COUNT}."
    count_in_words = "1 word" if count == 1 else f"{count} words"
    return f"We read {count_in_words}. There should be {COUNT}. Check that each one is there, and only once."


def not_on_the_list(position: int, typed: str, suggestions: list[str]) -> str:
    """The objection to a word that is not on the list, with up to three suggestions."""
    shown = typed if len(typed) <= 20 else f"{typed[:20]}…"
    return f"Word {position}, “{shown}”, is not on our list. {_meant(suggestions)}"


def _meant(suggestions: list[str]) -> str:
    if not suggestions:
        return "Check how it is spelt."
    *others, last = suggestions
    return f"Did you mean {', '.join(others)} or {last}?" if others else f"Did you mean {last}?"


class LetterForm(PlainForm):
    """One letter. `once` comes from the page, so that sending the same page twice makes one letter."""

    text = forms.CharField(
        label="Write to us",
        help_text="Add new facts, or answer a question. You do not have to say who you are.",
        widget=forms.Textarea(attrs=TYPED_BY_HAND),
        error_messages={"required": "There is nothing in your message yet. Write it, then send it."},
    )
    once = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"once": uuid.uuid4().hex, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)

    def clean_text(self) -> str:
        """The text. Raises ValidationError if it is too long, with both lengths."""
        text: str = self.cleaned_data["text"]
        if len(text) > LONGEST_LETTER:
            raise ValidationError(TOO_LONG.format(length=len(text), most=LONGEST_LETTER))
        return text

    def content(self) -> bytes:
        """What makes two letters the same: the text, and the page that it was sent from.

        The page counts because two letters that say "Yes" may answer two questions.
        """
        return f"{self.cleaned_data['once']}\n{self.cleaned_data['text']}".encode()


class TakeBackForm(PlainForm):
    """Which letter to take back. The button that was pressed carries its id."""

    take_back = forms.UUIDField()

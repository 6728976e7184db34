"""The shape of what somebody types who asks for information, or comes back with a code."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings

from candour.look.fields import NO_AUTOCOMPLETE, PickOne
from candour.look.forms import PlainForm

MOST_QUESTIONS = 20
LONGEST = 4_000
"""The longest question or message, in characters: about a page and a half."""
LANGUAGES = {"en": "English", "cy": "Welsh (Cymraeg)"}
WAYS = {
    "email": "By e-mail",
    "code": "On this site, with a code",
    "post": "By post",
}
WAY_HINTS = {
    "email": "We send you a link first, so that nobody asks in your name.",
    "code": "You get a code now. You come back with it. We have no other way to reach you.",
    "post": "We write to you on paper.",
}


def mail_is_offered() -> bool:
    """Whether this desk has an address of its own. Without one no mail of ours goes out, so none is promised.

    The public door knows this alone: which server sends, only the desk is told.
    """
    return bool(settings.FOI_ADDRESS)


def own_words(label: str, hint: str, *, needed: str = "", most: int = LONGEST) -> forms.CharField:
    """A box for own words; `needed` says what to do where it is left empty."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=most,
        required=bool(needed),
        widget=forms.Textarea(attrs=NO_AUTOCOMPLETE),
        error_messages={"required": needed} if needed else {},
    )


class WordsForm(PlainForm):
    """What somebody wants to know, for a look at what is answered already. Nothing is sent yet."""

    words = own_words(
        "What do you want to know?",
        "Write it as you would say it. We look for what is answered already. Nothing is sent yet.",
        needed="Write what you want to know. A few words will do.",
    )


class QuestionsForm(PlainForm):
    """Numbered questions, one box each; empty boxes are left out."""

    def __init__(self, *args: Any, count: int = 1, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, min(count, MOST_QUESTIONS) + 1):
            hint = "" if number > 1 else "One thing in each box. Say which dates you mean."
            self.fields[f"question_{number}"] = own_words(f"Question {number}", hint)
            self.fields[f"question_{number}"].error_messages["max_length"] = (
                f"Make question {number} shorter: {LONGEST:,} letters at most. It has %(show_value)d now."
            )

    def clean(self) -> dict[str, Any]:
        """ValidationError where nothing is asked."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(cleaned.values()):
            self.add_error("question_1", "Write at least one question.")
        return cleaned

    def question_texts(self) -> list[str]:
        """The questions, in order, without the empty boxes."""
        return [text for text in self.cleaned_data.values() if text]


class AskerForm(PlainForm):
    """Who asks, and how the answer reaches them."""

    name = forms.CharField(
        label="Your name",
        help_text="The law asks for a real name (section 8 of the Freedom of Information Act 2000). "
        "A first initial and a last name will do.",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Write your name. The law asks for one; we need not publish it."},
    )
    publish_name = PickOne(
        label="May we publish your name with the answer?",
        choices=[("no", "No, do not publish my name"), ("yes", "Yes, you may publish it")],
        initial="no",
    )
    answer_to = PickOne(
        label="How shall we answer?",
        choices=list(WAYS.items()),
        hints=WAY_HINTS,
        error_messages={"required": "Pick one, so that our answer reaches you."},
    )
    email = forms.EmailField(
        label="Your e-mail address",
        help_text="Only if we answer by e-mail.",
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    post = own_words("Your address for letters", "Only if we answer by post.", most=500)
    language = PickOne(label="Which language do you write in?", choices=list(LANGUAGES.items()), initial="en")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answer_to = self.fields["answer_to"]
        if not mail_is_offered() and isinstance(answer_to, PickOne):
            answer_to.choices = [(kind, words) for kind, words in WAYS.items() if kind != "email"]
            del self.fields["email"]

    def clean(self) -> dict[str, Any]:
        """ValidationError where the chosen way has no address."""
        cleaned: dict[str, Any] = super().clean() or {}
        answer_to = cleaned.get("answer_to")
        if answer_to == "email" and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", "Write your e-mail address, or pick another way.")
        if answer_to == "post" and not cleaned.get("post") and "post" not in self.errors:
            self.add_error("post", "Write your address, or pick another way.")
        return cleaned


class FollowForm(PlainForm):
    """The code by which somebody comes back."""

    code = forms.CharField(
        label="Your code",
        help_text="Five groups of four letters and figures. Capitals and dashes do not matter.",
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}
        ),
        error_messages={"required": "Type the code that we showed you when you asked."},
    )


SAYING = {
    "clarified": ("Answer your question", "The clock starts again from the day you answer."),
    "more": ("Tell you something else", ""),
    "review": (
        "Ask you to look at the answer again",
        "Where we can, somebody else reads it. That is an internal review.",
    ),
    "withdraw": ("Take my request back", "We stop, and do not answer it."),
}


class SayForm(PlainForm):
    """What an asker says on the page that follows a request."""

    kind = PickOne(
        label="What do you want to do?",
        error_messages={"required": "Pick what you want to do."},
    )
    text = own_words("Your words", "")

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, offered: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        field = self.fields["kind"]
        if isinstance(field, PickOne):
            field.choices = [(kind, SAYING[kind][0]) for kind in offered]
            field.hints = {kind: SAYING[kind][1] for kind in offered}

    def clean(self) -> dict[str, Any]:
        """ValidationError without a text, unless the request is taken back."""
        cleaned: dict[str, Any] = super().clean() or {}
        silent = not cleaned.get("text") and "text" not in self.errors
        if silent and cleaned.get("kind") not in (None, "withdraw"):
            self.add_error("text", "Write what you want to say.")
        return cleaned


class ConfirmForm(PlainForm):
    """The ten letters and figures of our e-mail."""

    confirm = forms.CharField(
        label="The code in our e-mail",
        help_text="Ten letters and figures.",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
        error_messages={"required": "Type the code from our e-mail."},
    )

"""The shape of a call: what a call handler writes down while listening. No box asks who is calling."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from candour.codes.categories import reporter_categories
from candour.codes.channels import ALWAYS, ASKED, PHONE, channels_by_hand
from candour.codes.languages import ENGLISH, languages
from candour.codes.listed import choices
from candour.codes.reasons import closing_reasons
from candour.look.forms import PlainForm

from .actions import IncomingContact
from .fields import OneOf, OwnWords
from .offered import offered_forces
from .rules import BASES, DUTIES, PLACES, ROLES, UNKNOWN

NOT_KNOWN = ("", "Not known")
ACCOUNT = ("role", "duty", "place", "who", "what", "when", "where", "how_known", "how_known_words", "circle")


def with_not_known(codes: Mapping[str, str]) -> list[tuple[str, str]]:
    """Choices for these codes: "Not known" first, and without the web form's "I do not know"."""
    return [NOT_KNOWN, *((code, label) for code, label in codes.items() if code != UNKNOWN)]


def pick(label: str, codes: Mapping[str, str]) -> OneOf:
    """An optional choice as a drop-down list."""
    return OneOf(label=label, choices=with_not_known(codes), widget=forms.Select)


def pick_language() -> OneOf:
    """The language of the call, for both forms of the page. English unless the handler chooses another."""
    return OneOf(
        label="Language of the call",
        widget=forms.Select,
        choices=lambda: choices(languages()),
        required=True,
        initial=ENGLISH,
    )


class CallForm(PlainForm):
    """One contact as a call handler writes it down, in the order of the script."""

    channel = OneOf(
        label="How it came",
        widget=forms.Select,
        choices=lambda: choices(channels_by_hand()),
        required=True,
        initial=PHONE,
    )
    language = pick_language()
    on_the_line = forms.BooleanField(
        label="Transfer: the person is on the line and can hear the seven words", required=False
    )
    danger = forms.BooleanField(label="Someone is in danger now", required=False)
    danger_words = OwnWords(label="Who is in danger, and from what")
    category = OneOf(
        label="What it is about",
        choices=lambda: [NOT_KNOWN, *((category.code, category.label) for category in reporter_categories())],
        widget=forms.Select,
    )
    role = pick("Officer, staff or volunteer", ROLES)
    force = OneOf(label="Force", widget=forms.Select)
    duty = pick("On duty", DUTIES)
    place = pick("In person or online", PLACES)
    who = OwnWords(label="Who it is about")
    what = OwnWords(
        label="What happened",
        required=True,
        error_messages={"required": "Write what happened, or close the call with a reason."},
    )
    when = OwnWords(label="When, and how often")
    where = OwnWords(label="Where")
    how_known = pick("How they know", BASES)
    how_known_words = OwnWords(label="More on how they know", help_text="Never who they are.")
    circle = OwnWords(label="Who else knows this", help_text="How many people, not their names.")
    details = OwnWords(
        label="Contact details for the force",
        help_text="Only if the caller asks for it. Sealed apart from the report.",
    )
    consent = forms.BooleanField(label="The caller said: the force may have these details", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self.fields["danger"].widget.attrs["autofocus"] = True
        # Set here, because the forces are read from the database.
        self.fields["force"].choices = [NOT_KNOWN, *offered_forces().grouped]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Contact details and the caller's consent go together, or not at all."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        details, consent = answers.get("details"), answers.get("consent")
        if details and not consent:
            self.add_error("consent", "Ask whether the force may have these details. If not, take them out.")
        if consent and not details and "details" not in self.errors:
            self.add_error("details", "Write how the force can reach the caller, or take the tick away.")
        return answers

    def may_hear(self) -> bool:
        """Whether somebody is there to be read seven words."""
        caller = channels_by_hand()[self.cleaned_data["channel"]].caller
        return caller == ALWAYS or (caller == ASKED and bool(self.cleaned_data["on_the_line"]))

    def incoming_contact(self) -> IncomingContact:
        """The valid form as a contact to receive."""
        answers = self.cleaned_data
        return IncomingContact(
            account={name: answers[name] for name in ACCOUNT} | {"danger": answers["danger_words"]},
            channel=answers["channel"],
            category=answers["category"],
            force=answers["force"] or None,
            danger=answers["danger"],
            contact_details=answers["details"],
            consent=answers["consent"],
            language=answers["language"],
        )


class NotAReportForm(PlainForm):
    """A call that is not a report: it is counted, and closed with a reason. Nothing that was said is kept."""

    channel = OneOf(label="How it came", choices=lambda: choices(channels_by_hand()), required=True)
    language = pick_language()
    reason = OneOf(
        label="Why it is not a report",
        widget=forms.Select,
        choices=lambda: [("", "Pick a reason"), *choices(closing_reasons())],
        required=True,
        error_messages={"required": "Pick the reason that fits best."},
    )
    what = forms.CharField(required=False)

    def clean_what(self) -> str:
        """Always empty. ValidationError if an account is written: closing the call would lose it."""
        if self.cleaned_data["what"]:
            raise ValidationError("An account is written above. Save it, or empty “What happened” first.")
        return ""

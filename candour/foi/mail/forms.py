"""The shape of what a person does with mail that waits."""

from typing import Any

from django import forms

from candour.foi.asking.forms import LANGUAGES
from candour.foi.asking.question_boxes import QuestionBoxesForm
from candour.foi.models import InformationRequest
from candour.foi.requests.references import slug_of
from candour.look.fields import PickOne
from candour.look.forms import PlainForm

from .suggesting import SAME_ADDRESS

OTHER = "other"


class MatchForm(PlainForm):
    """To which request a mail belongs: one that is named, or another by its reference."""

    request = PickOne(label="Which request?", choices=[(OTHER, "Another")])
    reference = forms.CharField(
        label="The other one’s reference",
        max_length=24,
        required=False,
        help_text="Such as 01/FOI/26/000123.",
    )

    def __init__(
        self, *args: Any, named: list[tuple[InformationRequest, str]] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        named = named or []
        self.is_likely = any(why != SAME_ADDRESS for _, why in named)
        field = self.fields["request"]
        if isinstance(field, PickOne):
            choices = [
                (str(request.pk), f"{request.reference or 'New'}: {request.title}"[:140])
                for request, _ in named
            ]
            field.choices = [*choices, (OTHER, "Another")]
            field.hints = {str(request.pk): why for request, why in named}
            field.initial = choices[0][0] if self.is_likely else None if choices else OTHER
        self.chosen: InformationRequest | None = None

    def clean(self) -> dict[str, Any]:
        """ValidationError where no request has that reference."""
        cleaned: dict[str, Any] = super().clean() or {}
        picked = cleaned.get("request")
        if picked == OTHER:
            slug = slug_of(cleaned.get("reference", ""))
            matches = InformationRequest.objects.filter(reference=slug.replace(".", "/")) if slug else None
            self.chosen = matches.first() if matches is not None else None
            if self.chosen is None:
                self.add_error(
                    "reference", "Write the reference of a request that is here: 01/FOI/26/000123."
                )
        elif picked:
            self.chosen = InformationRequest.objects.get(pk=picked)
        return cleaned


class RequestOfMailForm(QuestionBoxesForm):
    """Who asks what in a mail, as an officer reads it."""

    name = forms.CharField(
        label="Name",
        max_length=120,
        help_text="As the mail gives it. It is not published.",
        error_messages={"required": "Write the name that the mail gives, or its address."},
    )
    email = forms.EmailField(label="E-mail address", help_text="Our letters go there.")
    language = PickOne(label="Language", choices=list(LANGUAGES.items()), initial="en")

    def clean(self) -> dict[str, Any]:
        """ValidationError where no question is left."""
        cleaned: dict[str, Any] = super().clean() or {}
        self.require_question("Write at least one question.")
        return cleaned


class SendAgainForm(PlainForm):
    """The address to which a returned mail is sent again."""

    to = forms.EmailField(label="Send it to")

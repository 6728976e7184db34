"""The shape of triage: whose duty, which law, which topic and questions; or that it belongs elsewhere."""

from collections.abc import Sequence
from typing import Any

from django import forms

from candour.foi.asking.question_boxes import QuestionBoxesForm
from candour.foi.clock.laws import law_names
from candour.foi.requests.lists import topics
from candour.foi.rules import Footing, Law
from candour.forces.models import Force
from candour.look.fields import PickOne
from candour.look.forms import PlainForm
from candour.look.widgets import DayInput

FOOTINGS: dict[str, str] = {
    Footing.VOLUNTARY: "Answered voluntarily",
    Footing.BEHALF: "On behalf of a force",
    Footing.OWN: "Our own duty",
}
FOOTING_HINTS: dict[str, str] = {
    Footing.VOLUNTARY: "A charity is not bound: we keep to the Act’s standard, and promise no appeal.",
    Footing.BEHALF: "What we hold for a force is the force’s (section 3(2)(b)). The letters speak for it.",
    Footing.OWN: "Only where the operator is itself a public authority.",
}
DIVERTED = {
    "report": "It is a report about a person",
    "subject_access": "Somebody wants what is held about them (subject access)",
    "court_order": "A court order, or papers for a court",
    "press": "A question from the press",
    "spam": "Spam",
    "other": "Something else",
}


class TriageForm(QuestionBoxesForm):
    """Everything that is settled when a request is let in. Its questions can be split or joined."""

    title = forms.CharField(
        label="Title",
        max_length=200,
        help_text="As the log will show it. Names nobody.",
        error_messages={"required": "Write a title. It heads the page in the log."},
    )
    footing = PickOne(label="Whose duty is it?", choices=list(FOOTINGS.items()), hints=FOOTING_HINTS)
    force = forms.ChoiceField(
        label="For which force?", help_text="Only on behalf of a force.", required=False
    )
    answer_by = forms.DateField(
        label="The force’s own last day",
        required=False,
        widget=DayInput,
        help_text="Only for a force’s search order with a shorter time than the law’s.",
    )
    law = forms.ChoiceField(label="Which law?", choices=list(law_names().items()), initial=Law.FOIA)
    topic = forms.ChoiceField(label="What is it about?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        forces = Force.objects.offered().values_list("slug", "name")
        self._offer("force", [("", "None"), *forces])
        self._offer("topic", [("", "Pick one"), *topics().items()])

    def _offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(choices)

    def clean(self) -> dict[str, Any]:
        """ValidationError where no question is left, or the footing and the force do not fit."""
        cleaned: dict[str, Any] = super().clean() or {}
        self.require_question("Leave at least one question.")
        behalf = cleaned.get("footing") == Footing.BEHALF
        if behalf and not cleaned.get("force"):
            self.add_error("force", "Pick the force on whose behalf it is answered.")
        if not behalf and cleaned.get("force"):
            self.add_error("force", "Pick “None”, or answer it on behalf of this force.")
        return cleaned


class DivertForm(PlainForm):
    """What it is instead."""

    kind = PickOne(label="What is it?", choices=list(DIVERTED.items()))

"""The shape of one decision: each outcome asks for its own fields, and for nothing else."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from candour.figures.showing.marks import in_day
from candour.foi.requests.sections import Basis, section_for, sections
from candour.foi.rules import Law, QuestionOutcome
from candour.forces.models import Force
from candour.look.forms import PlainForm

from .actions import DecisionFields
from .advising import WHOEVER, coming_releases
from .citing import CitedNumber, cite, read_key
from .decision_fields import decision_fields, text_area, ticks
from .outcomes import OUTCOMES
from .rules import ACTIVITIES

_BASES: Mapping[Basis, str] = {
    "qualified": "Qualified: the public interest is weighed",
    "absolute": "Absolute: nothing is weighed",
    "exclusion": "Exclusions",
}
# What this desk withholds under most; offered first.
_USUAL: Mapping[Law, Sequence[str]] = {
    Law.FOIA: ("30(1)", "30(2)(b)", "31(1)(a)", "31(1)(b)", "31(1)(g)", "38(1)", "40(2)", "41(1)"),
    Law.FOISA: ("34(1)", "34(3)", "35(1)(a)", "35(1)(b)", "35(1)(g)", "36(2)", "38(1)(b)", "39(1)"),
    Law.EIR: ("12(5)(b)", "12(5)(f)", "13(1)"),
}
_NUMBER = re.compile(r"(?:/figures/number/)?\b(\d+\.\d+-\d+)\b")


class DecideForm(PlainForm):
    """One question's decision: the boxes of its outcome under its law.

    What is proposed for ticking is worked out for a page that is shown: see `propose`. A form that was sent
    takes any line that was ticked.
    """

    def __init__(self, *args: Any, outcome: QuestionOutcome, law: Law, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outcome, self.law = outcome, law
        boxes = decision_fields()
        own = section_for(outcome, law)
        weighs = own is None or own.basis == "qualified"
        for name in OUTCOMES[outcome].asks:
            if name != "public_interest" or weighs:
                self.fields[name] = boxes[name]
        self.fields["keep"] = ticks(
            "What may help the asker", "Tick what the letter should say (section 16)."
        )
        self.fields["advice"] = text_area("Other words that may help")
        if "sections" in self.fields:
            self._choices("sections", self._sections())
        if "coming" in self.fields:
            coming = [
                (release.on.isoformat(), f"{release.title}, on {in_day(release.on)}")
                for release in coming_releases()
            ]
            self._choices("coming", [("", "None of our releases"), *coming])
        if (why := OUTCOMES[outcome].why) is not None:
            self.fields["why"].label, self.fields["why"].help_text = why

    def propose(self, figures: Sequence[CitedNumber], advice: Sequence[str]) -> None:
        """Offer published figures and sentences of advice to tick; boxes with nothing to tick go.

        For a page that is shown. What was ticked before stays among the advice.
        """
        ticked = self.data.getlist("keep") if hasattr(self.data, "getlist") else []
        sentences = dict.fromkeys([*ticked, *advice])
        self._choices("keep", [(sentence, sentence.partition(" http")[0]) for sentence in sentences])
        self._choices("citations", [(figure.key, figure.sentence) for figure in figures])

    def _choices(self, name: str, choices: Sequence[Any]) -> None:
        field = self.fields.get(name)
        if isinstance(field, forms.ChoiceField):
            field.choices = choices
            if not choices:
                del self.fields[name]

    def _sections(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The sections to pick from, by basis; for "neither confirm nor deny", those that allow that."""
        offered = [section for section in sections(self.law).values() if not section.outcomes]
        if self.outcome == QuestionOutcome.NCND:
            offered = [section for section in offered if section.ncnd]
        usual = [section for section in offered if section.code in _USUAL[self.law]]
        grouped = {
            "Used most here": [
                (section.code, f"{section.code}: {section.title} ({section.basis})") for section in usual
            ]
        }
        for basis, words in _BASES.items():
            grouped[words] = [
                (section.code, f"{section.code}: {section.title}")
                for section in offered
                if section.basis == basis and section not in usual
            ]
        return [(words, listed) for words, listed in grouped.items() if listed]

    def clean_another(self) -> str:
        """The name of a published number, such as "5.1-37". ValidationError if nobody can look it up."""
        typed = str(self.cleaned_data["another"]).strip()
        if not typed:
            return ""
        match = _NUMBER.search(typed)
        if match is None:
            raise ValidationError("Copy the address of the number's own page, which ends in such as 5.1-37.")
        return cite(*read_key(match[1])).key

    def citations(self) -> list[tuple[str, int]]:
        """The published numbers that are cited."""
        keys = [*self.cleaned_data.get("citations", ()), self.cleaned_data.get("another", "")]
        return [read_key(key) for key in keys if key]

    def decided(self) -> DecisionFields:
        """The keyword arguments for `decide`, besides outcome and citations."""
        cleaned = self.cleaned_data
        ticked = [
            sentence.replace(WHOEVER, cleaned.get("holder") or WHOEVER)
            for sentence in cleaned.get("keep", ())
        ]
        fields = DecisionFields(advice="\n".join(filter(None, [*ticked, cleaned.get("advice", "")])))
        for name in ("answer", "why", "public_interest", "holder", "url"):
            if cleaned.get(name):
                fields[name] = cleaned[name]
        fields["holder_address"] = cleaned.get("holder_address") or _website(cleaned.get("holder", ""))
        fields["sections"] = cleaned.get("sections", ())
        fields["personal"] = bool(cleaned.get("personal"))
        fields["out_on"] = cleaned.get("out_on") or (cleaned.get("coming") or None)
        hours = [cleaned.get(f"hours_{index}") for index in range(len(ACTIVITIES))]
        fields["estimate"] = [
            (activity, taken) for activity, taken in zip(ACTIVITIES, hours, strict=True) if taken
        ]
        return fields

    def clean_coming(self) -> Any:
        """The day of the release that was picked; None if none was."""
        picked = self.cleaned_data["coming"]
        return forms.DateField().clean(picked) if picked else None


def _website(holder: str) -> str:
    """A force's own address, where the holder is a force of ours; else empty."""
    named = Q(name__iexact=holder.strip()) | Q(short_name__iexact=holder.strip())
    force = Force.objects.filter(named).first() if holder.strip() else None
    return force.website if force else ""

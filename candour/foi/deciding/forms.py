"""The shape of one decision: each outcome asks for its own fields, and for nothing else."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from candour.figures.showing.marks import in_day
from candour.foi.requests.sections import Basis, section_for, sections
from candour.foi.rules import Law, Outcome
from candour.forces.models import Force
from candour.look.forms import PlainForm

from .actions import Fields
from .advising import WHOEVER, coming_releases
from .citing import Cited, cite, read_key
from .decision_fields import decision_fields, text_area, ticks
from .rules import ACTIVITIES

# The outcomes as they are offered, and what each is for.
OFFERED: Mapping[Outcome, tuple[str, str]] = {
    Outcome.DISCLOSED_FULL: ("Disclose all of it", "Everything that was asked for goes out."),
    Outcome.DISCLOSED_PART: ("Disclose a part", "The rest is withheld, under a section."),
    Outcome.NOT_HELD: ("Not held", "We searched, and have no such record."),
    Outcome.HELD_ELSEWHERE: ("Not held: somebody else has it", "They are named, and it can be handed on."),
    Outcome.S21_ACCESSIBLE: ("Published already", "Where it is to be found."),
    Outcome.S22_FUTURE: ("To be published", "On a day that is fixed. The public interest is weighed."),
    Outcome.EXEMPT: ("Withhold it", "Held, and exempt under a section."),
    Outcome.NCND: ("Neither confirm nor deny", "To say whether it is held would itself tell."),
    Outcome.S12_COST: ("Over the cost limit", "With an estimate, and a narrower question."),
    Outcome.S14_VEXATIOUS: ("Vexatious", "The request, never the person."),
    Outcome.S14_REPEATED: ("Asked before", "Substantially the same, answered, and too soon."),
}
_ASKS: Mapping[Outcome, Sequence[str]] = {
    Outcome.DISCLOSED_FULL: ("citations", "another", "answer", "personal"),
    Outcome.DISCLOSED_PART: (
        "citations", "another", "answer", "personal", "sections", "why", "public_interest",
    ),
    Outcome.NOT_HELD: ("why",),
    Outcome.HELD_ELSEWHERE: ("holder", "holder_address", "why"),
    Outcome.S21_ACCESSIBLE: ("citations", "another", "url", "answer"),
    Outcome.S22_FUTURE: ("coming", "out_on", "public_interest"),
    Outcome.EXEMPT: ("sections", "why", "public_interest"),
    Outcome.NCND: ("sections", "why", "public_interest"),
    Outcome.S12_COST: ("hours_0", "hours_1", "hours_2", "hours_3", "why"),
    Outcome.S14_VEXATIOUS: ("why", "public_interest"),
    Outcome.S14_REPEATED: ("why", "public_interest"),
}  # fmt: skip
_BASES: Mapping[Basis, str] = {
    "qualified": "Qualified: the public interest is weighed",
    "absolute": "Absolute: nothing is weighed",
    "exclusion": "Exclusions",
}
_WHYS = {
    Outcome.NOT_HELD: ("How it was searched for", "Which records, by whom, with which words."),
    Outcome.HELD_ELSEWHERE: ("How we know", "What was searched here, and why they have it."),
    Outcome.S12_COST: ("What the estimate rests on", "How many records, and how long one took."),
    Outcome.S14_VEXATIOUS: ("Why the request is vexatious", "What it would take, and what it serves."),
    Outcome.S14_REPEATED: ("What was answered before", "Its reference and day."),
}
# What this desk withholds under most; offered first.
_USUAL: Mapping[Law, Sequence[str]] = {
    Law.FOIA: ("30(1)", "30(2)(b)", "31(1)(a)", "31(1)(b)", "31(1)(g)", "38(1)", "40(2)", "41(1)"),
    Law.FOISA: ("34(1)", "34(3)", "35(1)(a)", "35(1)(b)", "35(1)(g)", "36(2)", "38(1)(b)", "39(1)"),
    Law.EIR: ("12(5)(b)", "12(5)(f)", "13(1)"),
}
# Which box an objection is about, by its words; the first that fits.
_BOX_OF = (
    ("public interest was weighed", "public_interest"),
    ("Say wh", "why"),
    ("Write the answer", "answer"),
    ("Name who", "holder"),
    ("Give the address", "url"),
    ("narrower", "advice"),
    ("day", "out_on"),
    ("ection", "sections"),
    ("stimate", "hours_0"),
)
_NUMBER = re.compile(r"(?:/figures/number/)?\b(\d+\.\d+-\d+)\b")


class DecideForm(PlainForm):
    """One question's decision: the boxes of its outcome under its law.

    What is proposed for ticking is worked out for a page that is shown: see `propose`. A form that was sent
    takes any line that was ticked.
    """

    def __init__(self, *args: Any, outcome: Outcome, law: Law, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outcome, self.law = outcome, law
        known = decision_fields()
        own = section_for(outcome, law)
        weighs = own is None or own.basis == "qualified"
        for name in _ASKS[outcome]:
            if name != "public_interest" or weighs:
                self.fields[name] = known[name]
        self.fields["keep"] = ticks(
            "What may help the asker", "Tick what the letter should say (section 16)."
        )
        self.fields["advice"] = text_area("Other words that may help")
        if "sections" in self.fields:
            self._choices("sections", self._sections())
        if "coming" in self.fields:
            coming = [(one.on.isoformat(), f"{one.title}, on {in_day(one.on)}") for one in coming_releases()]
            self._choices("coming", [("", "None of our releases"), *coming])
        if self.outcome in _WHYS and "why" in self.fields:
            self.fields["why"].label, self.fields["why"].help_text = _WHYS[self.outcome]

    def propose(self, figures: Sequence[Cited], advice: Sequence[str]) -> None:
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
        """The sections to pick from, by basis; of those that allow it, where nothing is confirmed."""
        found = [one for one in sections(self.law).values() if not one.outcomes]
        if self.outcome == Outcome.NCND:
            found = [one for one in found if one.ncnd]
        usual = [one for one in found if one.code in _USUAL[self.law]]
        grouped = {"Used most here": [(one.code, f"{one.code}: {one.title} ({one.basis})") for one in usual]}
        for basis, words in _BASES.items():
            grouped[words] = [
                (one.code, f"{one.code}: {one.title}")
                for one in found
                if one.basis == basis and one not in usual
            ]
        return [(words, listed) for words, listed in grouped.items() if listed]

    def object(self, refused: ValidationError) -> None:
        """Put each objection of the action's at the box that it is about."""
        for words in refused.messages:
            box = next((name for told, name in _BOX_OF if told in words and name in self.fields), None)
            self.add_error(box, words)

    def clean_another(self) -> str:
        """The name of a published number, such as "5.1-37". ValidationError if nobody can look it up."""
        typed = str(self.cleaned_data["another"]).strip()
        if not typed:
            return ""
        found = _NUMBER.search(typed)
        if found is None:
            raise ValidationError("Copy the address of the number's own page, which ends in such as 5.1-37.")
        return cite(*read_key(found[1])).key

    def citations(self) -> list[tuple[str, int]]:
        """The published numbers that are cited."""
        keys = [*self.cleaned_data.get("citations", ()), self.cleaned_data.get("another", "")]
        return [read_key(key) for key in keys if key]

    def decided(self) -> Fields:
        """What `decide` is given."""
        said = self.cleaned_data
        kept = [one.replace(WHOEVER, said.get("holder") or WHOEVER) for one in said.get("keep", ())]
        fields = Fields(advice="\n".join(filter(None, [*kept, said.get("advice", "")])))
        for name in ("answer", "why", "public_interest", "holder", "url"):
            if said.get(name):
                fields[name] = said[name]
        fields["holder_address"] = said.get("holder_address") or _website(said.get("holder", ""))
        fields["sections"] = said.get("sections", ())
        fields["personal"] = bool(said.get("personal"))
        fields["out_on"] = said.get("out_on") or (said.get("coming") or None)
        hours = [said.get(f"hours_{place}") for place in range(len(ACTIVITIES))]
        fields["estimate"] = [
            (activity, taken) for activity, taken in zip(ACTIVITIES, hours, strict=True) if taken
        ]
        return fields

    def clean_coming(self) -> Any:
        """The day of the release that was picked; None for none."""
        picked = self.cleaned_data["coming"]
        return forms.DateField().clean(picked) if picked else None


def _website(holder: str) -> str:
    """A force's own address, where the holder is a force of ours; else empty."""
    named = Q(name__iexact=holder.strip()) | Q(short_name__iexact=holder.strip())
    found = Force.objects.filter(named).first() if holder.strip() else None
    return found.website if found else ""

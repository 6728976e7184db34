"""What becomes of a referral at the force, step by step, as the rehearsal invents it.

Only the sums in the published history are certain; 728 "investigations" are not among them (that number was
867 referrals less 139 passed on), so what forces did here is a believable mix and no more.
"""

import random
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from candour.demo.days import END, working_days_after
from candour.demo.planned import PlannedOutcome, PlannedQuestion
from candour.demo.references import force_reference

Choice = TypeVar("Choice")

NFA_REASONS = {
    "nfa_insufficient": 26,
    "nfa_no_subject": 19,
    "nfa_no_wrongdoing": 17,
    "nfa_known": 10,
    "nfa_out_of_scope": 9,
    "nfa_left": 6,
    "nfa_not_police": 4,
    "nfa_duplicate": 4,
    "nfa_other_body": 2,
    "nfa_risk_to_reporter": 2,
    "nfa_false": 1,
    "nfa_malicious": 1,
}
FATES = {"nfa": 36, "kept": 29, "investigation": 23, "joined": 6, "safeguarded": 6, "silent": 20}
MEASURES_TAKEN = {
    "misconduct_notice": 0.42,
    "restricted_duties": 0.24,
    "iopc_referral": 0.1,
    "suspended": 0.13,
    "arrest": 0.1,
    "voluntary_interview": 0.05,
    "vetting_review": 0.08,
}
ENDINGS: dict[tuple[str, ...], int] = {
    (): 58,
    ("no_case_to_answer",): 12,
    ("reflective_practice",): 7,
    ("management_action",): 6,
    ("misconduct_meeting", "written_warning"): 6,
    ("misconduct_meeting", "final_written_warning"): 3,
    ("gross_misconduct_hearing", "dismissed"): 5,
    ("gross_misconduct_hearing", "final_written_warning"): 2,
    ("resigned_retired",): 4,
}
# How often a force lets the reporter be told, by outcome.
TOLD = {
    "nfa": 0.4,
    "investigation_opened": 0.45,
    "safeguarding_action": 0.25,
    "dismissed": 0.8,
    "charged": 0.6,
}
KINDS = {"misconduct": 55, "criminal": 25, "both": 20}
# These say which oversight body an investigation was referred to (forces.csv).
WORK_IN_SEVERAL_NATIONS = frozenset({"btp", "mdp"})
COUNTS_PEOPLE_OR_ARRESTS = frozenset({"arrest", "misconduct_notice"})


def one_of(rng: random.Random, weighted: Mapping[Choice, float]) -> Choice:
    """One of the choices, each as likely as its weight."""
    return rng.choices(list(weighted), list(weighted.values()))[0]


def kind_of(reference: str, *, has_arrest: bool) -> str:
    """Of what kind an invented investigation is; one that leads to an arrest is a criminal one, too.

    It is drawn from the reference and not from the plan's generator, so that the rest of the plan stays.
    """
    kind = one_of(random.Random(f"kind of {reference}"), KINDS)
    return "both" if has_arrest and kind == "misconduct" else kind


def first_arrests(reference: str, arrests: int) -> int:
    """How many of these arrests were somebody's first: all of them, but for about one case in five."""
    again = random.Random(f"arrested again in {reference}").random() < 0.2
    return arrests - 1 if again else arrests


def question_put(rng: random.Random, since: date) -> PlannedQuestion | None:
    """A force's question and its way to the reporter and back, or None where it falls after the last day."""
    asked_on = working_days_after(since, rng.randint(1, 12))
    released = working_days_after(asked_on, rng.randint(0, 2))
    if released > END:
        return None
    answered = released + timedelta(days=rng.randint(1, 13))
    if answered > END or rng.random() < 0.38:
        return PlannedQuestion(asked_on, released, None, None)
    sent = working_days_after(answered, rng.randint(0, 3))
    return PlannedQuestion(asked_on, released, answered, sent if sent <= END else None)


class ForceUnit:
    """Makes the outcomes that one force's unit records; several referrals to it may share a case."""

    def __init__(self, slug: str) -> None:
        self.slug = slug
        self.cases: list[tuple[str, date]] = []

    def outcomes(self, rng: random.Random, since: date) -> list[PlannedOutcome]:
        """What the unit says of one referral from that day on, in order, up to the last day."""
        first = self._assessing(rng, since) if rng.random() < 0.4 else []
        begun = first[-1].on if first else since
        day = working_days_after(begun, 2 + min(int(rng.expovariate(1 / 38)), 190))
        steps = [step for step in first + self._fate(rng, day) if step.on <= END]
        return steps + self._correction(rng, steps)

    def _assessing(self, rng: random.Random, since: date) -> list[PlannedOutcome]:
        return [PlannedOutcome("force_assessing", working_days_after(since, rng.randint(0, 6)))]

    def _fate(self, rng: random.Random, day: date) -> list[PlannedOutcome]:
        fate = one_of(rng, FATES)
        if fate == "nfa":
            return [self._say(rng, "nfa", day, reason=one_of(rng, NFA_REASONS))]
        if fate == "kept":
            return [self._say(rng, "intelligence_retained", day)]
        if fate == "investigation":
            return self._investigation(rng, day)
        if fate == "joined":
            return [self._say(rng, "joined_investigation", day, reference=self._shared_case(rng, day))]
        if fate == "safeguarded":
            return self._safeguarded(rng, day)
        return []

    def _say(
        self, rng: random.Random, code: str, day: date, *, reference: str = "", reason: str = ""
    ) -> PlannedOutcome:
        several = code in COUNTS_PEOPLE_OR_ARRESTS and rng.random() < 0.12
        tell = rng.random() < TOLD.get(code, 0.15)
        number = 2 if several else 1
        return PlannedOutcome(
            code,
            day,
            reference,
            number,
            tell,
            reason=reason,
            kind="iopc" if code == "iopc_referral" and self.slug in WORK_IN_SEVERAL_NATIONS else "",
            first_arrests=first_arrests(reference, number) if code == "arrest" else None,
        )

    def _shared_case(self, rng: random.Random, day: date) -> str:
        open_by_then = [reference for reference, opened in self.cases if opened <= day]
        return rng.choice(open_by_then) if open_by_then else force_reference(rng, self.slug, day.year)

    def _safeguarded(self, rng: random.Random, day: date) -> list[PlannedOutcome]:
        later = working_days_after(day, rng.randint(4, 40))
        first = self._say(rng, "safeguarding_action", day)
        if rng.random() < 0.35:
            return [first, *self._investigation(rng, later)]
        return [first, self._say(rng, "intelligence_retained", later)]

    def _investigation(self, rng: random.Random, day: date) -> list[PlannedOutcome]:
        shares = rng.random() < 0.13
        reference = self._shared_case(rng, day) if shares else force_reference(rng, self.slug, day.year)
        if day <= END:
            self.cases.append((reference, day))
        steps = [self._say(rng, "investigation_opened", day, reference=reference)]
        codes = [*self._measures(rng), *one_of(rng, ENDINGS)]
        steps[0] = replace(steps[0], kind=kind_of(reference, has_arrest="arrest" in codes))
        for code in codes:
            day = working_days_after(day, rng.randint(3, 34))
            steps.append(self._say(rng, code, day, reference=reference))
        return steps

    def _measures(self, rng: random.Random) -> list[str]:
        taken = [code for code, chance in MEASURES_TAKEN.items() if rng.random() < chance]
        return [*taken, "charged"] if "arrest" in taken and rng.random() < 0.4 else taken

    def _correction(self, rng: random.Random, steps: list[PlannedOutcome]) -> list[PlannedOutcome]:
        if not steps or rng.random() > 0.03:
            return []
        on = working_days_after(steps[-1].on, rng.randint(2, 20))
        put_right = self._put_right(rng, steps[-1], on)
        return [put_right] if put_right and on <= END else []

    def _put_right(self, rng: random.Random, last: PlannedOutcome, on: date) -> PlannedOutcome | None:
        if last.code == "nfa":
            others = [reason for reason in NFA_REASONS if reason != last.reason]
            return replace(last, on=on, reason=rng.choice(others), corrects=True)
        if last.code == "intelligence_retained":
            return PlannedOutcome("nfa", on, tell=last.tell, corrects=True, reason="nfa_known")
        if last.code in COUNTS_PEOPLE_OR_ARRESTS:
            return _other_number(last, on)
        return None


def _other_number(last: PlannedOutcome, on: date) -> PlannedOutcome:
    number = 3 - last.quantity
    first = first_arrests(last.reference, number) if last.code == "arrest" else None
    return replace(last, on=on, quantity=number, first_arrests=first, corrects=True)


class ForceUnits(defaultdict[str, ForceUnit]):
    """The units by force, each made at its first referral."""

    def __missing__(self, slug: str) -> ForceUnit:
        self[slug] = unit = ForceUnit(slug)
        return unit

"""Whose duty an answer is and under which law, in the words of a letter. Values in, words out."""

from collections.abc import Mapping
from dataclasses import dataclass

from candour.foi.clock.laws import rules_of
from candour.foi.deciding.outcomes import OUTCOMES
from candour.foi.deciding.rules import ACTIVITIES, ProposedDecision, relied_on
from candour.foi.requests.sections import LawSection, limit_of, packaged
from candour.foi.rules import Footing, Law

_SINGULAR = {"do": "does", "bind": "binds", "ask": "asks", "was": "was", "say": "says", "allow": "allows"}
_PLURAL = {"do": "do", "bind": "bind", "ask": "ask", "was": "were", "say": "say", "allow": "allow"}
# By what a law calls for a notice of its own where nothing is held: FOISA s.17(1); EIR reg. 12(4)(a), 14.
_NOT_HELD_BY = {Law.FOISA: " (section 17(1))", Law.EIR: " (regulation 12(4)(a))"}
_CANNOT_TELL = "To find out whether we hold this would by itself cost more than the limit (section 12(2))."


@dataclass(frozen=True)
class Duty:
    """A law and a footing. `force` is the authority's name where the answer is given on its behalf."""

    law: Law
    footing: Footing
    force: str = ""

    @property
    def act(self) -> str:
        """As "Freedom of Information Act 2000"."""
        return rules_of(self.law).name

    @property
    def is_bound(self) -> bool:
        """Whether the law gives the asker rights against this answer."""
        return self.footing != Footing.VOLUNTARY

    @property
    def verb(self) -> Mapping[str, str]:
        """Verb forms that follow the law's name: "does" for an Act, "do" for Regulations."""
        return _PLURAL if self.law == Law.EIR else _SINGULAR

    @property
    def standing(self) -> str:
        """By what duty we answer, in one or two sentences."""
        if self.footing == Footing.BEHALF:
            return (
                f"We answer for {self.force}. The {self.act} {self.verb['bind']} it, and what we hold for it "
                f"counts as held by it ({_unit(self.law)} 3(2)(b))."
            )
        if self.footing == Footing.OWN:
            return f"We answer as the {self.act} {self.verb['ask']} of us."
        return (
            f"We are a charity, and the {self.act} {self.verb['do']} not bind us. We answer because we "
            "choose to, and we keep to the same standard."
        )

    @property
    def rights(self) -> list[str]:
        """What the asker can do, after a review, if still not content."""
        return self._rights("If you are still not content after that")

    @property
    def rights_now(self) -> list[str]:
        """The same, once the review is done."""
        return self._rights("If you are still not content")

    def _rights(self, when: str) -> list[str]:
        row = _appeals()[self.law]
        who = row["commissioner"]
        if not self.is_bound:
            return [
                f"The {who} cannot look at an answer that is given by choice, so we can promise you no right "
                "to complain there. If you think that we hold this for a police force, ask that "
                "force for it: the law binds it."
            ]
        after = f"{when}, you have the right to complain to the {who} "
        return [
            f"{after}({row['appeal']}). It decides whether the {self.act} {self.verb['was']} kept to.",
            f"Its page for complaints is {row['web']} and its telephone number is {row['phone']}.",
        ]

    @property
    def notice(self) -> str:
        """What a refusal is in this law: "This letter is a refusal notice under section 17 …"."""
        row = _appeals()[self.law]
        if self.is_bound:
            return (
                f"Where we refuse, this letter is the notice that {row['notice']} of the {self.act} asks for."
            )
        return f"Where we refuse, we give you what {row['notice']} of the {self.act} would ask for."

    def section_words(self, section: LawSection) -> str:
        """One section as a letter names it, with what it protects and what kind it is."""
        kind = {
            "exclusion": "where it applies, the law gives no duty to answer",
            "absolute": "it is absolute: no public interest is weighed",
            "qualified": "it is qualified: the public interest is weighed",
        }[section.basis]
        unit = _unit(self.law)
        return f"{unit[:1].upper()}{unit[1:]} {section.code} of the {self.act}: {section.title} ({kind})."


def _unit(law: Law) -> str:
    return _appeals()[law]["unit"].lower()


def _appeals() -> Mapping[str, dict[str, str]]:
    return {row["law"]: row for row in packaged("appeals.csv")}


def section_lines(proposal: ProposedDecision, duty: Duty) -> list[str]:
    """The sections that a decision rests on, a sentence each."""
    return [duty.section_words(section) for section in relied_on(proposal, law=duty.law)]


def is_held_words(proposal: ProposedDecision, duty: Duty) -> str:
    """The sentence on whether the information is held (s.1(1)(a)); empty where others say it."""
    match OUTCOMES[proposal.outcome].is_held:
        case "neither":
            lifting = [section.ncnd for section in relied_on(proposal, law=duty.law) if section.ncnd]
            named = f" ({_unit(duty.law)} {', '.join(lifting)})" if lifting else ""
            return (
                f"We neither confirm nor deny that we hold this{named}. Take this neither as a sign that it "
                "is held nor as a sign that it is not."
            )
        case "held":
            return "We hold this information."
        case "not held":
            return f"We do not hold this information{_NOT_HELD_BY.get(duty.law, '')}."
        case "by cost" if duty.law == Law.FOIA:
            # s.12(1) leaves the duty to confirm: s.12(2) lifts it, where finding out alone costs too much.
            return _CANNOT_TELL if _finding_out_is_too_much(proposal, duty) else _of_cost(proposal)
        case _:
            return ""


def _finding_out_is_too_much(proposal: ProposedDecision, duty: Duty) -> bool:
    limit = limit_of(duty.law)
    spent = sum(hours for activity, hours in proposal.estimate if activity == ACTIVITIES[0])
    return limit is not None and spent > limit.hours


def _of_cost(proposal: ProposedDecision) -> str:
    return "We hold information of this kind." if proposal.confirms else ""


def cost_lines(proposal: ProposedDecision, duty: Duty) -> list[str]:
    """A cost estimate, a line for each activity, with its sum, the limit, and the regulations that set it."""
    limit = limit_of(duty.law)
    if not proposal.estimate or limit is None:
        return []
    total = sum(hours for _, hours in proposal.estimate)
    lines = [
        f"{activity[:1].upper()}{activity[1:]}: {_hours(hours)}." for activity, hours in proposal.estimate
    ]
    return [
        *lines,
        f"Together {_hours(total)}, which is £{total * limit.pounds_an_hour:,.0f} at £{limit.pounds_an_hour} "
        "an hour.",
        f"The limit is £{limit.pounds}, or {_hours(limit.hours)}: {limit.regulations}.",
    ]


def _hours(hours: float) -> str:
    return "1 hour" if hours == 1 else f"{hours:g} hours"

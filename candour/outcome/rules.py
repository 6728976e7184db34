"""What is decided about outcomes: which a force may record, and what each of them needs. No Django."""

import datetime as dt

from candour.codes.listed import offered
from candour.codes.outcomes import InvestigationKind, OutcomeCode, kinds_of, outcomes

# The stages of a force's work, in their order.
GROUPS = {
    "force": "At the force",
    "investigation": "Investigation",
    "criminal": "Criminal case",
    "misconduct": "Misconduct case",
    "vetting": "Vetting",
    "management": "Management",
    "nfa_reason": "No further action, by its reason",
}


def kinds_offered(code: str, nation: str) -> tuple[str, ...]:
    """The kinds of investigation that a force of this nation may state with an outcome; empty for most.

    A force that works in several nations says which body an investigation was referred to.
    """
    kinds = kinds_of(code)
    return tuple(kind.code for kind in _watching_over(nation, kinds) or kinds)


def _watching_over(nation: str, kinds: list[InvestigationKind]) -> list[InvestigationKind]:
    return [kind for kind in kinds if nation in kind.nations]


def kind_stated(code: str, nation: str, stated: str) -> str:
    """The kind the force chose; if only one is possible, that one."""
    offered = kinds_offered(code, nation)
    return offered[0] if len(offered) == 1 and not stated else stated


def objections(
    code: str,
    *,
    reference: str,
    happened_on: dt.date,
    sent_on: dt.date,
    today: dt.date,
    quantity: int,
    nation: str,
    kind_said: str = "",
    first_arrests: int | None = None,
) -> list[str]:
    """What stands against recording this outcome, in sentences; an empty list if nothing does.

    `nation` is the force's. `first_arrests` is None where nothing was said of it: then all of them were.
    """
    outcome = outcomes().get(code)
    if outcome is None:
        return ["Choose an outcome from the list."]
    reasons = []
    if outcome.needs_reference and not reference.strip():
        reasons.append(
            "Give your force's own reference. Without one we do not count an investigation. "
            "If there is none yet, choose 'Force is assessing'."
        )
    if happened_on > today:
        reasons.append("The day lies in the future. Give the day it happened.")
    if happened_on < sent_on:
        reasons.append("The day lies before the referral reached you. Give the day it happened.")
    if not 1 <= quantity <= 99 or (quantity > 1 and not outcome.counts_people):
        reasons.append("Give the number of people from 1 to 99, and only where people are counted.")
    reasons += _objections_to_kind(code, kind_stated(code, nation, kind_said), kinds_offered(code, nation))
    if first_arrests is not None and (outcome.unit != "arrest" or not 0 <= first_arrests <= quantity):
        reasons.append("Give how many were first arrests: none, some or all of the arrests, and no more.")
    return reasons


def _objections_to_kind(code: str, stated: str, offered: tuple[str, ...]) -> list[str]:
    if stated in offered or not (stated or offered):
        return []
    if code == "investigation_opened":
        return ["Choose whether the investigation is criminal, misconduct or both."]
    if offered:
        return ["Choose the body that the investigation was referred to."]
    return ["This outcome has no kind. Leave it out."]


def grouped() -> list[tuple[str, list[OutcomeCode]]]:
    """Every outcome that a force can record, under the stage of work it belongs to."""
    every = offered(outcomes()).values()
    return [
        (words, [outcome for outcome in every if outcome.group == group]) for group, words in GROUPS.items()
    ]


# What a reporter may read, if the force allows it: never the evidence, nobody's name.
_TOLD = {
    "force": "The force has taken a step because of your report.",
    "investigation": "The force is investigating.",
    "criminal": "There has been a step in a criminal case.",
    "misconduct": "There has been a step in a misconduct case.",
    "vetting": "The force has looked again at whether someone may work for the police.",
    "management": "The force has dealt with this through its managers.",
    "nfa_reason": "The force has told us that it will take no more steps now. "
    "This does not mean that you were wrong to tell us.",
}


def words_for_reporter(code: str) -> tuple[str, str]:
    """The stage and the text of the notice in the reporter's mailbox. KeyError for an unknown code."""
    outcome = outcomes()[code]
    stage = "The force has finished" if outcome.closing else "The force is acting"
    return stage, _TOLD[outcome.group]


def words_of_mistake(code: str) -> tuple[str, str]:
    """Stage and text of the notice that an outcome was a mistake. `code` is that of another outcome that
    still stands and was reported to them; empty if there is none."""
    stage = words_for_reporter(code)[0] if code else "With the police force"
    return stage, (
        "We told you of a step by the police force. The force now says that it wrote this down by mistake. "
        "It did not take that step. We are sorry that we told you something wrong."
    )

"""The outcomes of a question, one row each: what each asks for, what it needs, and its words. No Django.

A new outcome is a member of `QuestionOutcome` and a row here. Which section of a law an outcome is stands in
data/sections.csv.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from candour.foi.rules import QuestionOutcome

Gives = Literal["supplied", "not held", "pointed to", "refused"]
"""What the asker gets: the information, word that it is not held, where it is to be found, or nothing."""


class Need(NamedTuple):
    """One of these fields has to be filled; `words` object where none is, at the first of them.

    "cites" stands for published numbers that are cited.
    """

    either: tuple[str, ...]
    words: str


@dataclass(frozen=True, kw_only=True)
class OutcomeRule:
    """What is true of one outcome, wherever it is decided, written or counted."""

    # How the desk offers it, and what it is for.
    label: str
    about: str
    # Its words in a letter, as the tag of a decision in the log, and in the desk's own account.
    in_letter: str
    in_log: str
    in_account: str
    gives: Gives
    # Whether its decision names sections, is a section itself, or can have none.
    sections: Literal["named", "own", "none"]
    # The fields of its form, in their order.
    asks: tuple[str, ...]
    # What it cannot do without; "day" and "cost" are looked at by rules of their own (s.22, s.12).
    needs: tuple[Need, ...] | Literal["day", "cost"] = (Need(("why",), "Say why it is refused."),)
    # How its form asks for the reason, where "Why" is too little: label and hint.
    why: tuple[str, str] | None = None
    # Whether it says that the information is held (s.1(1)(a)): it must, cannot, or may leave it open.
    confirms: Literal["must", "cannot", "may"] = "must"
    # What a letter says to that duty, where the rest of it does not tell; see letters/wording.py.
    is_held: Literal["", "held", "not held", "neither", "by cost"] = ""
    # Whether something is withheld, so that it needs a second reader and the notice of a refusal.
    withholds: bool = False


_ANSWER = Need(("answer", "cites"), "Write the answer, or tick a published figure that is the answer.")

OUTCOMES: Mapping[QuestionOutcome, OutcomeRule] = {
    QuestionOutcome.DISCLOSED_FULL: OutcomeRule(
        label="Disclose all of it",
        about="Everything that was asked for goes out.",
        in_letter="disclosed",
        in_log="Disclosed in full",
        in_account="Given in full",
        gives="supplied",
        sections="none",
        asks=("citations", "another", "answer", "personal"),
        needs=(_ANSWER,),
    ),
    QuestionOutcome.DISCLOSED_PART: OutcomeRule(
        label="Disclose a part",
        about="The rest is withheld, under a section.",
        in_letter="disclosed in part",
        in_log="Disclosed in part",
        in_account="Given in part",
        gives="supplied",
        sections="named",
        asks=("citations", "another", "answer", "personal", "sections", "why", "public_interest"),
        needs=(_ANSWER, Need(("why",), "Say why the rest is withheld.")),
        is_held="held",
        withholds=True,
    ),
    QuestionOutcome.NOT_HELD: OutcomeRule(
        label="Not held",
        about="We searched, and have no such record.",
        in_letter="not held",
        in_log="Not held",
        in_account="Not held",
        gives="not held",
        sections="none",
        asks=("why",),
        needs=(Need(("why",), "Say where it was searched for, so that “not held” can be believed."),),
        why=("How it was searched for", "Which records, by whom, with which words."),
        is_held="not held",
    ),
    QuestionOutcome.HELD_ELSEWHERE: OutcomeRule(
        label="Not held: somebody else has it",
        about="They are named, and it can be handed on.",
        in_letter="not held",
        in_log="Not held: somebody else has it",
        in_account="Not held, and the holder named",
        gives="not held",
        sections="none",
        asks=("holder", "holder_address", "why"),
        needs=(Need(("holder",), "Name who holds it."),),
        why=("How we know", "What was searched here, and why they have it."),
        is_held="not held",
    ),
    QuestionOutcome.S21_ACCESSIBLE: OutcomeRule(
        label="Published already",
        about="Where it is to be found.",
        in_letter="published already",
        in_log="Already published",
        in_account="Published already",
        gives="pointed to",
        sections="own",
        asks=("citations", "another", "url", "answer"),
        needs=(
            Need(("url", "cites"), "Give the address where it is published, or tick the published figure."),
        ),
        withholds=True,
    ),
    QuestionOutcome.S22_FUTURE: OutcomeRule(
        label="To be published",
        about="On a day that is fixed. The public interest is weighed.",
        in_letter="to be published",
        in_log="To be published",
        in_account="To be published",
        gives="pointed to",
        sections="own",
        asks=("coming", "out_on", "public_interest"),
        needs="day",
        is_held="held",
        withholds=True,
    ),
    QuestionOutcome.EXEMPT: OutcomeRule(
        label="Withhold it",
        about="Held, and exempt under a section.",
        in_letter="refused",
        in_log="Refused",
        in_account="Withheld under an exemption",
        gives="refused",
        sections="named",
        asks=("sections", "why", "public_interest"),
        is_held="held",
        withholds=True,
    ),
    QuestionOutcome.NCND: OutcomeRule(
        label="Neither confirm nor deny",
        about="To say whether it is held would itself tell.",
        in_letter="neither confirmed nor denied",
        in_log="Neither confirmed nor denied",
        in_account="Neither confirmed nor denied",
        gives="refused",
        sections="named",
        asks=("sections", "why", "public_interest"),
        confirms="cannot",
        is_held="neither",
        withholds=True,
    ),
    QuestionOutcome.S12_COST: OutcomeRule(
        label="Over the cost limit",
        about="With an estimate, and a narrower question.",
        in_letter="over the cost limit",
        in_log="Refused: it would cost too much",
        in_account="Over the cost limit",
        gives="refused",
        sections="own",
        asks=("hours_0", "hours_1", "hours_2", "hours_3", "why"),
        needs="cost",
        why=("What the estimate rests on", "How many records, and how long one took."),
        confirms="may",
        is_held="by cost",
        withholds=True,
    ),
    QuestionOutcome.S14_VEXATIOUS: OutcomeRule(
        label="Vexatious",
        about="The request, never the person.",
        in_letter="refused as vexatious",
        in_log="Refused: vexatious",
        in_account="Vexatious",
        gives="refused",
        sections="own",
        asks=("why", "public_interest"),
        why=("Why the request is vexatious", "What it would take, and what it serves."),
        confirms="may",
        withholds=True,
    ),
    QuestionOutcome.S14_REPEATED: OutcomeRule(
        label="Asked before",
        about="Substantially the same, answered, and too soon.",
        in_letter="asked before",
        in_log="Refused: asked and answered before",
        in_account="Repeated",
        gives="refused",
        sections="own",
        asks=("why", "public_interest"),
        why=("What was answered before", "Its reference and day."),
        withholds=True,
    ),
}


def _that_give(*gives: Gives) -> frozenset[QuestionOutcome]:
    return frozenset(outcome for outcome, rule in OUTCOMES.items() if rule.gives in gives)


SUPPLIED = _that_give("supplied")
NOT_HELD = _that_give("not held")
POINTED_TO = _that_give("pointed to")


def needs_two_people(outcomes: Iterable[QuestionOutcome], *, personal: bool) -> bool:
    """Whether a second person must read the answer: where something is withheld, or a person is told of."""
    return personal or any(OUTCOMES[outcome].withholds for outcome in outcomes)


def outcome_words(outcome: QuestionOutcome) -> str:
    """What became of one question, in two or three words: "not held"."""
    return OUTCOMES[outcome].in_letter

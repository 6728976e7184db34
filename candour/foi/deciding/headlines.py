"""What the decisions on all questions of a request add up to, and how that is said. No Django."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from candour.foi.rules import Headline, QuestionOutcome

from .outcomes import NOT_HELD, POINTED_TO, SUPPLIED, outcome_words


class HeadlineWords(NamedTuple):
    """A headline in a letter, in the log and in the desk's own account."""

    in_letter: str
    in_log: str
    in_account: str


HEADLINES: Mapping[Headline, HeadlineWords] = {
    Headline.FULL: HeadlineWords("In full", "Disclosed in full", "Given in full"),
    Headline.PART: HeadlineWords("Part", "Disclosed in part", "Given in part"),
    Headline.NOT_HELD: HeadlineWords("Not held", "Not held", "Not held"),
    Headline.REFUSED: HeadlineWords("Refused", "Refused, or published elsewhere", "Refused"),
    Headline.NCND: HeadlineWords(
        "Neither confirmed nor denied", "Neither confirmed nor denied", "Neither confirmed nor denied"
    ),
}


def headline(outcomes: Sequence[QuestionOutcome]) -> Headline:
    """What the decisions on all questions add up to. ValueError without a decision.

    Full if every question is; part if anything is supplied; not held if nothing is held; neither confirmed
    nor denied only where it stands alone; otherwise refused.
    """
    if not outcomes:
        raise ValueError("There is no decision to make a headline from.")
    present = set(outcomes)
    if present == {QuestionOutcome.DISCLOSED_FULL}:
        return Headline.FULL
    if present & SUPPLIED:
        return Headline.PART
    if present <= NOT_HELD:
        return Headline.NOT_HELD
    return Headline.NCND if present == {QuestionOutcome.NCND} else Headline.REFUSED


_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def in_words(count: int) -> str:
    """A count as prose has it: in words up to nine, then in digits."""
    return _COUNTS[count] if count < len(_COUNTS) else str(count)


def headline_sentence(outcomes: Sequence[QuestionOutcome]) -> str:
    """What the decisions add up to, and how many of each: "Part: one not held, one disclosed".

    In the order of the questions. What is published already is not refused: where it stands beside a refusal,
    the head says only that nothing was sent. ValueError without a decision.
    """
    head = HEADLINES[headline(outcomes)].in_letter
    if set(outcomes) & POINTED_TO and not set(outcomes) & SUPPLIED:
        head = "Nothing sent"
    counted = Counter(outcome_words(outcome) for outcome in outcomes)
    if len(counted) == 1 and next(iter(counted)) == head.lower():
        return head + _all_of_them(len(outcomes))
    return f"{head}: {', '.join(f'{in_words(count)} {words}' for words, count in counted.items())}"


def _all_of_them(count: int) -> str:
    if count == 1:
        return ""
    return ": both questions" if count == 2 else f": all {in_words(count)} questions"

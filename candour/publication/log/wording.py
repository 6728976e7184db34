"""How the log says things in words. Values in, words out; no Django."""

from collections.abc import Sequence

from candour.foi.clock.laws import law_names, rules_of
from candour.foi.deciding import headlines
from candour.foi.deciding.outcomes import OUTCOMES
from candour.foi.rules import Footing, Law, QuestionOutcome

# How a thread that is brought in heads what its asker made of the whole, and what it says of missing files.
ASKERS_VIEW = "How the asker described the outcome"
FILES_MISSING = "that this page does not have"
HEADLINES: dict[str, str] = {
    **{headline: words.in_log for headline, words in headlines.HEADLINES.items()},
    "": "No decision recorded",
}
LAWS: dict[str, str] = law_names()
# As a list has room for them.
SHORT_LAWS: dict[str, str] = {law: rules_of(law).says("short_name") for law in Law}
CONNECTIONS: dict[str, str] = {
    "duplicate": "Asks the same",
    "follow_up": "Follows this one up",
    "updates": "Brings this one up to date",
    "replaces": "Replaces this one",
}
WHAT_FOLDS: dict[str, str] = {
    "letter": "our letter",
    "earlier": "earlier messages",
    "signature": "the signature",
    "notice": "the standard notice",
    "links": "the list of links",
    "auto_reply": "the automatic reply",
}


def decision_words(outcome: str, holder: str = "") -> str:
    """A decision as a tag says it; empty for no decision."""
    if outcome == QuestionOutcome.HELD_ELSEWHERE and holder:
        return f"Not held: {holder} has it"
    return OUTCOMES[QuestionOutcome(outcome)].in_log if outcome else ""


def footing_words(footing: str, force: str) -> str:
    """Whose duty it was to answer, in a sentence."""
    return {
        Footing.OWN: "Answered as our own legal duty.",
        Footing.BEHALF: f"Answered on behalf of {force or 'a police force'}, whose legal duty it is.",
        Footing.VOLUNTARY: "We are a charity. The law does not bind us, and we answer by its rules.",
    }.get(Footing(footing), "")


def fold_label(kind: str, lines: int) -> str:
    """What opens folded lines: "Show earlier messages (12 lines)"."""
    return f"Show {WHAT_FOLDS.get(kind, 'more')} ({lines} line{'' if lines == 1 else 's'})"


def listed(words: Sequence[str]) -> str:
    """Words as a sentence lists them: "a", "a and b", "a, b and c"."""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)

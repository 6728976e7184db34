"""How near an entry is to what is wanted. No Django: figures and the scheme are ranked by it too.

The sum, over the words wanted, of what each is worth: most in the title, less in the questions, least in the
answers; a little for words that follow one another in both; and less for an entry that says much else.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .query import Wanted, heard, rarity
from .stems import stem, stems

IN_TITLE, IN_QUESTIONS, IN_ANSWERS = 1.4, 1.0, 0.7
SIDE_BY_SIDE = 0.35
# A title and questions of this many stems are as long as most; how much length counts, of one.
USUAL_LENGTH, LENGTH_COUNTS = 18, 0.4
# How much of an entry's worth depends on its title's words having been asked for.
TITLE_ASKED = 0.5
# How much depends on all the words being found.
ALL_ASKED = 0.5
# What is less than this share of the best is not worth a reader's while.
WORTH_SHOWING = 0.15
# A word that nothing has counts this much of the rarest, when it is asked how near the nearest is.
_UNKNOWN = 0.7
# What everything here is about tells one thing from another no better where it is missing.
_SUBJECT = frozenset(stem(one) for one in ("hotline", "line", "police", "officer", "force", "report"))


@dataclass(frozen=True)
class Said:
    """What an entry says, as stems between blanks."""

    title: str
    questions: str
    answers: str = ""


def whole_worth(text: str, words: Sequence[Wanted], total: int) -> float:
    """What a text would be worth if all of it were found: a question about dogs is not met by "how many"."""
    known = {word.stem for word in words}
    unknown = set(stems(heard(text))) - known - _SUBJECT
    return sum(word.worth for word in words) + _UNKNOWN * rarity(0, total) * len(unknown)


def score(said: Said, words: Sequence[Wanted], pairs: Sequence[tuple[str, str]]) -> float:
    """How near an entry is: nothing if it has none of the words."""
    title, questions, answers = said.title.split(), said.questions.split(), set(said.answers.split())
    in_title, in_questions = set(title), set(questions)
    found = 0.0
    for word in words:
        found += _worth(word, in_title, in_questions, answers)
    if not found:
        return 0.0
    # "Vetting appeals in 2004" answers what nobody asked: appeals, and a year.
    asked = sum(any(one == word.stem or one in word.others for word in words) for one in in_title)
    found *= 1 - TITLE_ASKED + TITLE_ASKED * asked / max(len(in_title), 1)
    # Half the words, each worth much, are less near than all of them.
    found *= 1 - ALL_ASKED + ALL_ASKED * min(1.0, found / sum(word.worth for word in words))
    found += _side_by_side(said, words, pairs)
    length = (len(title) + len(questions)) / USUAL_LENGTH
    return found / (1 - LENGTH_COUNTS + LENGTH_COUNTS * max(length, 0.5))


def _worth(word: Wanted, title: set[str], questions: set[str], answers: set[str]) -> float:
    """What one word is worth where it stands best: itself, or another that may be meant."""
    if word.stem in title:
        return word.worth * IN_TITLE
    best = word.worth * (
        IN_QUESTIONS if word.stem in questions else IN_ANSWERS if word.stem in answers else 0.0
    )
    if not word.others:
        return best
    for other, worth in word.others.items():
        counts = IN_TITLE if other in title else IN_QUESTIONS if other in questions else IN_ANSWERS
        if other in title or other in questions or other in answers:
            best = max(best, worth * counts)
    return best


def _side_by_side(said: Said, words: Sequence[Wanted], pairs: Sequence[tuple[str, str]]) -> float:
    worth = {word.stem: word.worth for word in words}
    told = f" {said.title} | {said.questions} "
    return sum(
        SIDE_BY_SIDE * min(worth[one], worth[other])
        for one, other in pairs
        if one in worth and other in worth and f" {one} {other} " in told
    )

"""How near an entry is to what is wanted. No Django: figures and the scheme are ranked by it too.

The sum, over the words wanted, of what each is worth: most in the title, less in the questions, least in the
answers; a little for words that follow one another in both; and less for an entry that says much else.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .wanting import Wanted

IN_TITLE, IN_QUESTIONS, IN_ANSWERS = 1.4, 1.0, 0.5
SIDE_BY_SIDE = 0.35
# A title and questions of this many stems are as long as most; how much length counts, of one.
USUAL_LENGTH, LENGTH_COUNTS = 18, 0.4
# What is less than this share of the best is not worth a reader's while.
WORTH_SHOWING = 0.15


@dataclass(frozen=True)
class Said:
    """What an entry says, as stems between blanks."""

    title: str
    questions: str
    answers: str = ""


def score(said: Said, words: Sequence[Wanted], pairs: Sequence[tuple[str, str]]) -> float:
    """How near an entry is: nothing if it has none of the words."""
    title, questions, answers = said.title.split(), said.questions.split(), set(said.answers.split())
    in_title, in_questions = set(title), set(questions)
    found = 0.0
    for word in words:
        found += max(
            _in(in_title, word) * IN_TITLE, _in(in_questions, word) * IN_QUESTIONS,
            _in(answers, word) * IN_ANSWERS,
        )  # fmt: skip
    if not found:
        return 0.0
    # Half the words, each worth much, are less near than all of them.
    found *= 0.5 + 0.5 * min(1.0, found / sum(word.worth for word in words))
    found += _side_by_side(said, words, pairs)
    length = (len(title) + len(questions)) / USUAL_LENGTH
    return found / (1 - LENGTH_COUNTS + LENGTH_COUNTS * max(length, 0.5))


def _in(there: set[str], word: Wanted) -> float:
    if word.stem in there:
        return word.worth
    return 0.0 if word.others.isdisjoint(there) else word.others_worth


def _side_by_side(said: Said, words: Sequence[Wanted], pairs: Sequence[tuple[str, str]]) -> float:
    worth = {word.stem: word.worth for word in words}
    told = f" {said.title} | {said.questions} "
    return sum(
        SIDE_BY_SIDE * min(worth[one], worth[other])
        for one, other in pairs
        if one in worth and other in worth and f" {one} {other} " in told
    )

"""Reading a body's own page of a disclosure that was saved as text."""

import re
from collections.abc import Iterator, Sequence

from django.core.exceptions import ValidationError

from candour.foi.requests.references import slug_of

from .brought import ASKER, BODY, BroughtRequest, SourceMessage
from .judging import judged_of

_HEADED = re.compile(
    r"^Freedom of information (?:\(FOI\) )?request reference (?:no|number)\b.*$", re.IGNORECASE
)
_ASKED = re.compile(
    r"^(?:I note )?you (?:seek|seeked|asked|requested)\b.*:$|"
    r"^(?:Your )?(?:request|questions?)\s*:$",
    re.IGNORECASE,
)
_DECIDED = re.compile(
    r"^(?:I have (?:today )?decided\b.*|Decision|Response|Our response|Answer)\s*:?$|"
    r"^I have today\b|^Please find (?:below|attached|enclosed)\b|^(?:I|We) can (?:today )?confirm\b",
    re.IGNORECASE,
)
_HEADING = re.compile(r"^[A-Z][A-Z ,/&-]{8,}$")
# What a question is numbered with: "1.", "Q2 -", "Question 3:".
_BULLET = re.compile(r"^[•◦▪*–—-]\s+")
_NUMBER = re.compile(r"^(?:Q(?:uestion)?\.?\s*\d{0,2}\s*[.):–-]*|\d{1,2}[.)])\s+", re.IGNORECASE)


def is_page(text: str) -> bool:
    """Whether this reads as a body's page of one disclosure."""
    lines = _lines(text)
    return any(_HEADED.match(line) for line in lines) and any(_ASKED.match(line) for line in lines)


def read_page(text: str) -> BroughtRequest:
    """The request that a saved page holds, without what the website itself puts round it.

    What was decided is read from each answer, and not from what the page says of them all. Where one answer
    does not plainly tell, nothing is decided at all: a headline drawn from the others would mislead.
    ValidationError where nobody can see which lines are the questions.
    """
    lines = _lines(text)
    headed = next(at for at, line in enumerate(lines) if _HEADED.match(line))
    page = [line for line in lines[headed:] if line]
    first_line = next((at for at, line in enumerate(page) if _ASKED.match(line)), len(page))
    decided = _end_of_questions(page, first_line)
    asked = page[first_line + 1 : decided]
    questions = _questions(asked)
    judged = {number: judged_of(answer) for number, answer in _answers(page[decided:], questions)}
    decided_questions = {number: decision for number, decision in judged.items() if decision is not None}
    reference = slug_of(page[0])
    return BroughtRequest(
        title=(questions[0] if questions else page[0])[:200],
        questions=questions,
        said=(
            SourceMessage(ASKER, "", "\n".join(asked), subject="The request"),
            SourceMessage(BODY, "", "\n\n".join(page), subject="The answer"),
        ),
        reference=reference.replace(".", "/") if reference else "",
        judged=decided_questions if len(decided_questions) == len(questions) else {},
    )


def _lines(text: str) -> list[str]:
    # A page that was copied from a browser has blanks that no line may break at.
    return [line.replace("\u00a0", " ").strip() for line in text.splitlines()]


def _end_of_questions(page: Sequence[str], first_line: int) -> int:
    """Where the answer begins: at its own words, at a heading, or where a question is repeated."""
    before: set[str] = set()
    for at in range(first_line + 1, len(page)):
        if _DECIDED.match(page[at]) or _HEADING.match(page[at]) or _bare(page[at]) in before:
            return at
        before.add(_bare(page[at]))
    raise ValidationError(
        "We cannot see where the questions of this page end. Put a line “Decision:” below the last question, "
        "and try again."
    )


def _questions(asked: Sequence[str]) -> tuple[str, ...]:
    """The questions among the lines of a request. What only leads to others is none.

    Of numbered questions, a line without a number goes on with the one above it.
    """
    if not any(map(_NUMBER.match, asked)):
        listed = [_BULLET.sub("", line) for line in asked if not line.endswith(":")]
        return tuple(listed or asked)
    questions: list[str] = []
    for line in asked:
        if _NUMBER.match(line):
            questions.append(_NUMBER.sub("", line))
        elif questions:
            questions[-1] += f" {_BULLET.sub('', line)}"
    return tuple(questions)


def _bare(line: str) -> str:
    """A question as it is compared: without its number, its case and what it ends with."""
    return _BULLET.sub("", _NUMBER.sub("", line)).rstrip(" ?:.").casefold()


def _answers(page: Sequence[str], questions: Sequence[str]) -> Iterator[tuple[int, str]]:
    """What stands below each question where the page repeats it, up to the next one or a heading."""
    bare_questions = {_bare(question) for question in questions}
    for number, question in enumerate(questions, start=1):
        begins = next((at for at, line in enumerate(page) if _repeats(line, question)), None)
        if begins is None:
            continue
        ends = next(
            (
                at
                for at in range(begins + 1, len(page))
                if any(_repeats(page[at], other) for other in questions if other != question)
                or _bare(page[at]) in bare_questions
                or _HEADING.match(page[at])
            ),
            len(page),
        )
        if answer := "\n\n".join(page[begins + 1 : ends]):
            yield number, answer


def _repeats(line: str, question: str) -> bool:
    """Whether a line of the answer is a question again: all of it, or its first line where it has several."""
    bare = _bare(line)
    return bare == _bare(question) or (
        line.endswith("?") and bool(bare) and _bare(question).startswith(f"{bare}?")
    )

"""Reading a body's own page of a disclosure that was saved as text."""

import re
from collections.abc import Iterator, Sequence

from candour.foi.references import slug_of
from candour.foi.rules import Outcome

from .brought import ASKER, BODY, Brought, Judged, Said

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
    r"^I have today\b",
    re.IGNORECASE,
)
_HEADING = re.compile(r"^[A-Z][A-Z ,/&-]{8,}$")
_HOLDER = re.compile(
    r"(?<!not )\bheld by (?:the )?(?P<holder>[A-Z][\w'’&-]*(?: (?:of|and|the|for|[A-Z][\w'’&-]*))*)"
)
_NOT_HELD = re.compile(
    r"\b(?:is|are|was|were) not held\b|\bdo(?:es)? not hold\b|"
    r"\bno (?:recorded )?information (?:is )?held\b",
    re.IGNORECASE,
)
_SECTION = re.compile(r"\bsections? (\d{2}(?:\(\d\))?)", re.IGNORECASE)
# From the surest words to the least sure; what supplies something has none of them.
_KINDS = tuple(
    (re.compile(words, re.IGNORECASE), outcome)
    for words, outcome in (
        (r"\bneither confirms? nor den", Outcome.NCND),
        (r"\bexceeds? the (?:appropriate|cost) limit|\bappropriate limit\b", Outcome.S12_COST),
        (r"\bvexatious\b", Outcome.S14_VEXATIOUS),
        (r"\brepeated request\b", Outcome.S14_REPEATED),
        (r"\b(?:already|reasonably) accessible\b|\bsection 21\b", Outcome.S21_ACCESSIBLE),
        (r"\bfuture publication\b|\bsection 22\b", Outcome.S22_FUTURE),
        (r"\bexempt\b|\bexemption\b", Outcome.EXEMPT),
    )
)


def is_page(text: str) -> bool:
    """Whether this reads as a body's page of one disclosure."""
    lines = [line.strip() for line in text.splitlines()]
    return any(_HEADED.match(line) for line in lines) and any(_ASKED.match(line) for line in lines)


def read_page(text: str) -> Brought:
    """The request that a saved page holds, without what the website itself puts round it.

    What was decided is read from each answer, and not from what the page says of them all.
    """
    lines = [line.strip() for line in text.splitlines()]
    headed = next(at for at, line in enumerate(lines) if _HEADED.match(line))
    page = [line for line in lines[headed:] if line]
    asked = next(at for at, line in enumerate(page) if _ASKED.match(line))
    decided = next((at for at in range(asked + 1, len(page)) if _DECIDED.match(page[at])), len(page))
    questions = tuple(page[asked + 1 : decided])
    answers = dict(_answers(page[decided:], questions))
    reference = slug_of(page[0])
    return Brought(
        title=questions[0] if questions else page[0],
        questions=questions,
        said=(
            Said(ASKER, "", "\n".join(questions), subject="The request"),
            Said(BODY, "", "\n\n".join(page), subject="The answer"),
        ),
        reference=reference.replace(".", "/") if reference else "",
        judged={number: judged_of(told) for number, told in answers.items()},
    )


def _answers(page: Sequence[str], questions: Sequence[str]) -> Iterator[tuple[int, str]]:
    """What stands below each question where the page repeats it, up to the next one or a heading."""
    for number, question in enumerate(questions, start=1):
        begins = next((at for at, line in enumerate(page) if line == question), None)
        if begins is None:
            continue
        ends = next(
            (at for at in range(begins + 1, len(page)) if page[at] in questions or _HEADING.match(page[at])),
            len(page),
        )
        if told := "\n\n".join(page[begins + 1 : ends]):
            yield number, told


def judged_of(told: str) -> Judged:
    """What an answer's own words decide: not held, held by somebody else, refused, or supplied."""
    holder = _HOLDER.search(told)
    if _NOT_HELD.search(told):
        if holder:
            name = re.sub(r" (?:Charity|Trust|organisation)$", "", holder["holder"])
            return Judged(Outcome.HELD_ELSEWHERE, why=told, holder=name)
        return Judged(Outcome.NOT_HELD, why=told)
    for words, outcome in _KINDS:
        if words.search(told):
            return Judged(outcome, why=told, sections=tuple(dict.fromkeys(_SECTION.findall(told))))
    return Judged(Outcome.DISCLOSED_FULL, answer=told)

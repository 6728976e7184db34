"""What the words of an answer decide, where they plainly say it. Values in, values out.

A decision that is read wrongly is a false word about another body, published under our name: where an answer
could be read in two ways, nothing is decided, and a reader has its own words.
"""

import re

from candour.foi.requests.sections import sections
from candour.foi.rules import Law, QuestionOutcome

from .brought import SourceDecision

_HOLDER = re.compile(
    r"(?P<no>\bnot )?\bheld by (?:the )?(?!section\b)"
    r"(?P<holder>[A-Z][\w'’&-]*(?: (?!and the )(?:of|and|the|for|[A-Z][\w'’&-]*))*)"
)
_THINGS = r"(?:recorded |relevant |such )?(?:information|records?|data)\b"
_NOT_HELD = re.compile(
    r"\b(?:is|are|was|were) not held\b(?! (?:liable|responsible|accountable|centrally|in|on|as|to)\b)|"
    r"\b(?:do|does|did) not hold\b|"
    rf"\b(?:holds?|held|have|has|located|found) no {_THINGS}|"
    rf"\bno {_THINGS} (?:(?:is|are|was|were) )?(?:held|located|found)\b|"
    r"\b(?:failed|unable) to (?:locate|find) any\b",
    re.IGNORECASE,
)
# From the surest words to the least sure; what supplies something has none of them.
_KINDS = tuple(
    (re.compile(words, re.IGNORECASE), outcome)
    for words, outcome in (
        (r"\bneither confirms? nor den", QuestionOutcome.NCND),
        (
            r"\bexceeds? the (?:appropriate|cost)|\b(?:appropriate|cost) (?:limit|threshold)",
            QuestionOutcome.S12_COST,
        ),
        (r"\bvexatious\b", QuestionOutcome.S14_VEXATIOUS),
        (r"\brepeated request\b", QuestionOutcome.S14_REPEATED),
        (r"\b(?:already|reasonably) accessible\b|\bsection 21\b", QuestionOutcome.S21_ACCESSIBLE),
        (r"\bfuture publication\b|\bsection 22\b", QuestionOutcome.S22_FUTURE),
        (r"\bexempt(?:ed|ions?)?\b|\brefus(?:e|es|ed|ing|al)\b", QuestionOutcome.EXEMPT),
    )
)
# Words of a refusal that are taken back, or that hold for a part alone.
_TAKEN_BACK = re.compile(
    r"\b(?:not?|none|nothing|never)\b[^.]{0,60}\b(?:exempt|refus|vexatious)|"
    r"\bhowever\b|\bnevertheless\b|\bapart from\b|\bexcept for\b|\bthe rest\b|\bin part\b|\bpartial",
    re.IGNORECASE,
)
# Whoever reads one of these cannot tell that all of it was supplied, or has not got what was.
_IN_DOUBT = re.compile(
    r"\bwithh[eo]ld|\bredact|\bunable\b|\bcan ?not\b|\bcould not\b|\bfailed to\b|\bno records?\b|"
    r"\bnot (?:held|hold|recorded|available)\b|\bsections? \d{2}|\bs\.? ?\d{2}\(|\bthreshold\b|"
    r"\battach(?:ed|ment)|\benclosed?\b|\bspreadsheet\b|\bannex\b|\bappendix\b",
    re.IGNORECASE,
)
_ONE = r"\d{2}[AB]?(?:\s*\(\w{1,3}\))*"
_NAMED = re.compile(
    rf"\b(?:sections?\s+|ss?\.\s*|s(?=\d)){_ONE}(?:(?:\s*,\s*|\s+and\s+|\s*&\s*){_ONE})*", re.I
)
_DAYS = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\s+(?=[A-Z][a-z]{2,8}\b)|\b(?:19|20)\d\d\b")


def judged_of(answer: str) -> SourceDecision | None:
    """What an answer's own words decide: not held, held by somebody else, refused, or supplied.

    None where they do not plainly say, such as where a part of it is withheld.
    """
    if _NOT_HELD.search(answer):
        return None if _TAKEN_BACK.search(answer) or _has_number(answer) else _not_held(answer)
    for words, outcome in _KINDS:
        if words.search(answer):
            return _refused(answer, outcome)
    if _IN_DOUBT.search(answer) or _TAKEN_BACK.search(answer):
        return None
    return SourceDecision(QuestionOutcome.DISCLOSED_FULL, answer=answer)


def _not_held(answer: str) -> SourceDecision | None:
    holders = list(_HOLDER.finditer(answer))
    denied = {_name(holder) for holder in holders if holder["no"]}
    holding = [_name(holder) for holder in holders if not holder["no"]]
    if denied & set(holding):
        return None
    if holding:
        return SourceDecision(QuestionOutcome.HELD_ELSEWHERE, why=answer, holder=holding[0])
    return SourceDecision(QuestionOutcome.NOT_HELD, why=answer)


def _name(holder: re.Match[str]) -> str:
    name = re.sub(r"(?: (?:of|and|the|for))+$", "", holder["holder"])
    return re.sub(r" (?:Charity|Trust|organisation)$", "", name)


def _refused(answer: str, outcome: QuestionOutcome) -> SourceDecision | None:
    """A refusal; None where it is taken back, or where a number shows that something is supplied."""
    if outcome == QuestionOutcome.EXEMPT and (_TAKEN_BACK.search(answer) or _has_number(answer)):
        return None
    return SourceDecision(outcome, why=answer, sections=sections_in(answer))


def _has_number(answer: str) -> bool:
    """Whether it tells a number that is no section and no day."""
    return bool(re.search(r"\d", _DAYS.sub(" ", _NAMED.sub(" ", answer))))


def sections_in(answer: str) -> tuple[str, ...]:
    """The sections that an answer names, as our list has them where it has them: "30(1)" of "30(1)(a)(i)"."""
    codes = [re.sub(r"\s", "", one) for named in _NAMED.findall(answer) for one in re.findall(_ONE, named)]
    return tuple(dict.fromkeys(_as_listed(one) for one in codes))


def _as_listed(code: str) -> str:
    listed = sections(Law.FOIA)
    parts = re.findall(r"^\d{2}[AB]?|\(\w+\)", code)
    shorter = ("".join(parts[:many]) for many in range(len(parts), 0, -1))
    return next((code_part for code_part in shorter if code_part in listed), code)

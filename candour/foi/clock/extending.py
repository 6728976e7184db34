"""More time for an answer: for a reason that the law knows, said in time, and never past its ceiling."""

import datetime as dt
import re

from candour.foi.requests.sections import sections
from candour.foi.rules import Law

from .clock_view import ClockKind, RequestClock
from .counting import Holidays, in_words, next_working
from .laws import LawsRules


def objections(
    clock: RequestClock, law: LawsRules, holidays: Holidays, *, until: dt.date, why: str
) -> list[str]:
    """Why this clock cannot be given more time until that day; nothing if it can. `why` is the reason."""
    if clock.runs != ClockKind.ANSWER or clock.due_on is None:
        return ["No answer is due, so there is no time to add to."]
    if not law.says("extension_for") or clock.at_most_on is None:
        return [f"{law.name} gives no more time. Answer by {in_words(clock.due_on)}."]
    last = clock.answer_due_on or clock.due_on
    due, ceiling = in_words(last), in_words(clock.at_most_on)
    objected = _about_the_reason(why, law)
    if clock.today > last:
        objected.append(f"The last day was {due}. More time had to be taken before. Answer now.")
    if until <= last:
        objected.append(f"The answer is due on {due} already. Choose a later day.")
    if until > clock.at_most_on:
        objected.append(f"The last day that it can be is {ceiling}. Choose that or an earlier one.")
    if until != next_working(until, law.own(holidays)):
        objected.append(f"{in_words(until)} is no working day. Choose one that is.")
    return objected


def _about_the_reason(why: str, law: LawsRules) -> list[str]:
    if not why.strip():
        return [f"Write why more time is needed. It can only be for {law.says('extension_for')}."]
    if law.law == Law.FOIA and not _names_what_is_weighed(why):
        return ["Name the section that is weighed, such as section 31(1)(a): section 17(2) asks for it."]
    return []


def _names_what_is_weighed(why: str) -> bool:
    """Whether a reason names a section that yields to the public interest: only such gives more time."""
    named = set(re.findall(r"\b(?:sections?|ss?\.?)\s*(\d{2}A?)", why, re.IGNORECASE))
    weighed = {
        code.partition("(")[0] for code, section in sections(Law.FOIA).items() if section.basis == "qualified"
    }
    return bool(named & weighed)

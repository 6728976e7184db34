"""Calls and forms that are no report: silence, wrong numbers, other services' business, spam and tests."""

import random

from candour.demo.phrases import AccountWords, book
from candour.demo.voices import typist

CALLS = ("abandoned", "no_information", "other_service", "signposted")
FORMS = CALLS[1:]


def invent_not_a_report(rng: random.Random, *, by_phone: bool, reason: str | None = None) -> tuple[str, str]:
    """The reason code for closing it, and what was said, heard or typed.

    Reasons: abandoned (calls only), no_information, other_service, signposted; by chance unless given.
    """
    reason = reason or rng.choice(CALLS if by_phone else FORMS)
    account = _in_parts(AccountWords(rng), f"{'' if by_phone else 'form_'}{reason}")
    return reason, account if by_phone else typist(rng)(account)


def _in_parts(words: AccountWords, reason: str) -> str:
    lines = book("not_reports")
    last = "form_5" if reason.startswith("form_") else "call_5"
    sections = [*(f"{reason}_{n}" for n in range(1, 5)), f"{reason}_5" if f"{reason}_5" in lines else last]
    return " ".join(words.fill(words.pick(lines[section])[0]) for section in sections)

"""The rules of an assessment: grades, the checklist of a sanitised text, subjects, decisions. No Django."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from candour.codes.reasons import decision_kinds, reasons_not_to_refer
from candour.codes.tables import read_rows


@cache
def grading(element: str) -> Mapping[str, str]:
    """The codes and labels of one element of 3x5x2: source, intelligence, handling or condition."""
    rows = read_rows("candour.assessment", "grading_3x5x2.csv")
    return {row["code"]: row["label"] for row in rows if row["element"] == element}


@dataclass(frozen=True)
class Grade:
    """One item's 3x5x2. An anonymous first contact starts at 2-D-P (grading_3x5x2.csv, "use")."""

    source: str = "2"
    intelligence: str = "D"
    handling: str = "P"
    conditions: tuple[str, ...] = ()

    def __str__(self) -> str:
        written = f"{self.source}-{self.intelligence}-{self.handling}"
        return f"{written} ({', '.join(self.conditions)})" if self.conditions else written


FIRST_GRADE = Grade()


def objections_to_grade(grade: Grade, *, reason: str) -> list[str]:
    """The objections to this grade, as sentences. `reason` is needed for any grade but FIRST_GRADE."""
    objections = [
        f"Choose the {element} grade from the list."
        for element, code in (
            ("source", grade.source),
            ("intelligence", grade.intelligence),
            ("handling", grade.handling),
        )
        if code not in grading(element)
    ]
    unknown = set(grade.conditions) - set(grading("condition"))
    if unknown:
        objections.append("Choose the conditions from the list.")
    if grade != FIRST_GRADE and not reason.strip():
        objections.append(
            "Write why this item is not 2-D-P. A first contact is untested and its source not known."
        )
    if grade.handling == "C" and not grade.conditions:
        objections.append("Handling C needs its conditions: choose from A1 to A3 and S1 to S2.")
    if grade.handling == "P" and grade.conditions:
        objections.append("Conditions go with handling C only. Choose C, or take the conditions away.")
    return objections


# What must be looked for before a text may leave, in the order that assessors read.
CHECKLIST: Mapping[str, str] = {
    "first_person": "No first person",
    "relationship": "No relationship words (my husband, my sergeant, my neighbour)",
    "times": "No exact times that only the reporter knew; day or week only",
    "quotations": "No direct quotations",
    "voice": "No dialect or typing habits",
    "contact": "No telephone, e-mail, address or number plate of the reporter",
    "reporter": "Nothing of the reporter's gender or job",
    "how_known": "How they know is not stated too exactly",
    "language": "Not the language of the contact, nor the time of the call",
    "small_circle": "The facts are not known to fewer than about five people, or are made general",
}

_SIGNS: Mapping[str, re.Pattern[str]] = {
    "first_person": re.compile(
        r"\b(?:I|i(?![.’'])|i['’](?:m|ve|d|ll)|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself|[Ww]e|[Oo]urs?|[Uu]s|[Oo]urselves)\b"
    ),
    "relationship": re.compile(
        r"\b(?:my|his|her|their)\s+(?:ex[- ]?)?(?:husband|wife|partner|boyfriend|girlfriend|sergeant|boss|"
        r"colleague|neighbour|friend|mother|father|mum|dad|sister|brother|son|daughter|landlord|tenant)\b",
        re.I,
    ),
    "times": re.compile(r"\b\d{1,2}[:.]\d{2}\s*(?:am|pm)?\b|\b\d{1,2}\s*(?:am|pm)\b", re.I),
    "quotations": re.compile(r"[\"“”].{3,}?[\"“”]"),
    "voice": re.compile(r"[!?]{2,}|\b(?:gonna|wanna|innit|ain['’]t|coz|cuz|kinda|defo|tbh|lol)\b", re.I),
    "contact": re.compile(
        r"[\w.+-]+@[\w-]+\.\w+|\b0\d{2,4}[\s-]?\d{3}[\s-]?\d{3,4}\b|\b[A-Z]{2}\d{2}\s?[A-Z]{3}\b"
        r"|\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b"
    ),
    # Their gender, or what they are; "the reporter" alone says neither.
    "reporter": re.compile(
        r"\b(?:reporter|caller|informant)\b"
        r"(?:[^.\n]{0,80}\b(?:he|she|his|hers?|him)\b|,? (?:is |who is |as )?an? \w+)",
        re.I,
    ),
    "how_known": re.compile(r"\b(?:overheard|eye-?witness(?:ed)?|was told by|confided in)\b", re.I),
    "language": re.compile(
        r"\b(?:interpreter|translated|[A-Z][a-z]+-speaking|(?:rang|called|phoned) (?:at|on))\b"
    ),
}


def signs(text: str) -> list[tuple[str, str]]:
    """The automatic findings in a text: (code of the checklist, words in the text).

    An aid, and not complete.
    """
    return [
        (code, match.group(0).strip()) for code, pattern in _SIGNS.items() for match in pattern.finditer(text)
    ]


def objections_to_sanitised(text: str, *, ticked: frozenset[str]) -> list[str]:
    """The objections to sending this text, as sentences. `ticked` are codes of the checklist."""
    objections = [] if text.strip() else ["Write the sanitised report first."]
    missing = [words for code, words in CHECKLIST.items() if code not in ticked]
    if missing:
        objections.append("Go through the whole checklist. Not ticked yet: " + "; ".join(missing) + ".")
    return objections


REFER, KEEP, NOT_ACTIONABLE = "refer", "keep", "not_actionable"
# How far a report has come in assessment, as the desk's lists say it.
BEING_WRITTEN = "Being written"
SENT_BACK = "Sent back by the second person"
_STAGES: Mapping[str, tuple[str, str]] = {
    REFER: ("To refer: waits for a second person", "Approved for referral"),
    KEEP: ("To keep: waits for a second person", "Kept"),
    NOT_ACTIONABLE: ("Not actionable: waits for a second person", "Not actionable"),
}


def decision_stage(kind: str, *, confirmed: bool) -> str:
    """The stage, in words, of a report with a decision of this kind."""
    return _STAGES[kind][confirmed]


# No letters that look alike, and no vowels to spell a word with.
_REFERENCE_LETTERS = "BCDFGHJKMNPQRSTVWXYZ23456789"


def new_reference() -> str:
    """A random reference for a report, such as 9V3-8K58."""
    letters = "".join(secrets.choice(_REFERENCE_LETTERS) for _ in range(7))
    return f"{letters[:3]}-{letters[3:]}"


MARKINGS = ("OFFICIAL-SENSITIVE", "OFFICIAL")


# What a subject may be known by, in the order in which it is shown.
SUBJECT_FIELDS: Mapping[str, str] = {
    "name": "Name",
    "description": "Description",
    "number": "Collar or staff number",
    "role": "Officer, staff member or volunteer",
    "rank": "Rank or job",
    "force": "Force",
    "station": "Station or unit",
}
SUBJECT_ROLES: Mapping[str, str] = {
    "officer": "Officer",
    "staff": "Staff member",
    "volunteer": "Volunteer",
}
_TELLS_WHO = ("name", "description", "number")


def objections_to_subject(fields: Mapping[str, str]) -> list[str]:
    """The objections to this subject, as sentences: it needs a name, a description or a number."""
    if any(fields.get(name, "").strip() for name in _TELLS_WHO):
        return []
    return ["Say who the report is about: a name, a number, or what they look like."]


def objections_to_decision(kind: str, *, reason: str, forces: int, sanitised: bool) -> list[str]:
    """The objections to a decision, as sentences. `forces` is how many it refers to."""
    if kind not in decision_kinds():
        return ["Choose what to do with this report."]
    if kind == REFER:
        objections = [] if forces else ["Choose at least one force to refer this report to."]
        return (
            objections if sanitised else [*objections, "Write the sanitised report first: only that is sent."]
        )
    objections = (
        ["A report that is kept or not actionable goes to no force. Untick the forces."] if forces else []
    )
    return objections if reason in reasons_not_to_refer() else [*objections, "Give a reason from the list."]

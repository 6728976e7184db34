"""Our letters, one row for each kind: its template, to whom it goes, and what follows when it is sent.

A new kind is a row here with a template in templates/foi/letters/. The page on which the desk writes one is a
row in letters/letter_acts.py. No Django.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from candour.foi.rules import StepKind


@dataclass(frozen=True, kw_only=True)
class LetterKind:
    """What is true of every letter of one kind, whoever writes it."""

    # A changed wording is a new file with the next version: every letter names the one it was written by.
    template: str
    subject: str
    # The step that its request takes when it goes; none where what it tells was noted before, or is no step.
    step: StepKind | None = None
    # Whether it waits as a draft for its writer to read; else it goes as soon as it is written.
    is_drafted: bool = False
    # Whether it always needs a second person. An answer needs one where it withholds something.
    needs_second: bool = False
    # Whether it tells what was decided of the questions.
    tells_decisions: bool = False
    # Whether the files of the answer go with it.
    takes_files: bool = False
    # Whether it goes to somebody else than the asker.
    to_others: bool = False
    # Whether it is marked as automatic when it is mailed, so that no robot answers it.
    is_automatic: bool = False
    # As what it stands on the page of the asker's code; its step where this is empty, else its own kind.
    posted_as: StepKind | None = None


LETTER_KINDS: Mapping[str, LetterKind] = {
    "acknowledgement": LetterKind(
        template="acknowledgement-1",
        subject="We have your request",
        is_automatic=True,
        posted_as=StepKind.OPENED,
    ),
    "clarification": LetterKind(
        template="clarification-1",
        subject="We need to ask you something",
        step=StepKind.CLARIFICATION_ASKED,
    ),
    "extension": LetterKind(
        template="extension-1",
        subject="We need more time",
        step=StepKind.EXTENDED,
    ),
    "response": LetterKind(
        template="response-1",
        subject="Our answer to your request",
        step=StepKind.RESPONDED,
        is_drafted=True,
        tells_decisions=True,
        takes_files=True,
    ),
    "review": LetterKind(
        template="review-1",
        subject="We have looked at your request again",
        step=StepKind.REVIEW_RESPONDED,
        is_drafted=True,
        needs_second=True,
        tells_decisions=True,
        takes_files=True,
    ),
    "correction": LetterKind(
        template="correction-1",
        subject="A correction of our answer",
        step=StepKind.CORRECTED,
        is_drafted=True,
        needs_second=True,
        tells_decisions=True,
        takes_files=True,
    ),
    # Only where the whole request ends with it: see letters/hand_over.py.
    "handed_on": LetterKind(
        template="handed_on-1",
        subject="Your request was handed on",
        step=StepKind.HANDED_ON,
        tells_decisions=True,
    ),
    "handing": LetterKind(
        template="handing-1",
        subject="A request for information that you hold",
        to_others=True,
    ),
    "search_order": LetterKind(
        template="search_order-1",
        subject="A search for a request for information",
        to_others=True,
    ),
    "received_review": LetterKind(
        template="received_review-1",
        subject="We will look at your request again",
        posted_as=StepKind.REVIEW_REQUESTED,
    ),
}

# The kinds of letters that tell what was decided.
TELL_DECISIONS = tuple(name for name, kind in LETTER_KINDS.items() if kind.tells_decisions)

"""What somebody with a follow code reads and says, without a look at any request."""

import uuid
from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from candour.foi.models import Heard, Posted, PostedFile
from candour.foi.rules import StepKind
from candour.post.keyed_codes import FOLLOW_LENGTH, follow_hash, plain
from candour.store.clock import current_day

NO_MORE = "We cannot take more words here, so we have not kept them. Read below where to go."
NOT_KNOWN = (
    "We do not know this code. Check its five groups of four. We cannot look it up for you. "
    "If it was no request for information, we told you so and kept none of it."
)
HEARD_OF = {
    "clarified": "You answered our question",
    "more": "You told us more",
    "review": "You asked us to look again",
    "withdraw": "You asked us to stop",
    "confirm": "You gave us the code of our e-mail",
}
# What the desk notes of an address; it says nothing of whether a person has read the request.
_OF_THE_ADDRESS = {"confirmed", "wrong_code"}
_OVER = {
    StepKind.WITHDRAWN,
    StepKind.HANDED_ON,
    StepKind.RESPONDED,
    StepKind.REVIEW_RESPONDED,
    StepKind.ICO_DECIDED,
}


def lines_posted(code: str) -> list[Posted]:
    """The lines and letters posted for this code, the oldest first. ValidationError for an unknown code."""
    lines: list[Posted] = []
    if len(plain(code)) == FOLLOW_LENGTH:
        lines = list(Posted.objects.filter(follow_hash=follow_hash(code)))
    if not lines:
        raise ValidationError(NOT_KNOWN)
    return lines


def files_of(code: str) -> dict[uuid.UUID, list[PostedFile]]:
    """The files that went with our letters, by the line that has the letter; without their content."""
    files: dict[uuid.UUID, list[PostedFile]] = defaultdict(list)
    for file in PostedFile.objects.filter(posted__follow_hash=follow_hash(code)).defer("content"):
        files[file.posted_id].append(file)
    return dict(files)


def file_of(code: str, number: str) -> PostedFile | None:
    """One of these files with its content; None where this code has no file with that id."""
    try:
        wanted = uuid.UUID(number)
    except ValueError:
        return None
    return PostedFile.objects.filter(posted__follow_hash=follow_hash(code), pk=wanted).first()


def is_own(line: Posted) -> bool:
    """Whether the asker wrote this line. A step of ours can have the same kind, but not the same heading."""
    return line.heading == HEARD_OF.get(line.kind)


def is_diverted(lines: list[Posted]) -> bool:
    """Whether it was no request for information: nobody here reads what is written to it any more."""
    return any(line.kind == StepKind.DIVERTED for line in lines)


def is_unread(lines: list[Posted]) -> bool:
    """Whether nothing is posted by us but the receipt."""
    ours = [line for line in lines if not is_own(line) and line.kind not in _OF_THE_ADDRESS]
    return all(line.kind == StepKind.RECEIVED for line in ours)


def offered(lines: list[Posted]) -> list[str]:
    """The kinds of message that the asker can send now, the likeliest first; none if it was no request."""
    if is_diverted(lines):
        return []
    kinds = [line.kind for line in lines]
    can = ["more"]
    answered = StepKind.RESPONDED in kinds
    stopped = StepKind.WITHDRAWN in kinds or "withdraw" in kinds
    if _waits_for_answer(kinds):
        can.insert(0, "clarified")
    if answered and not _since(kinds, StepKind.RESPONDED) & {StepKind.REVIEW_REQUESTED, "review"}:
        can.insert(0, "review")
    if not answered and not stopped:
        can.append("withdraw")
    return can


def _waits_for_answer(kinds: list[str]) -> bool:
    was_asked = StepKind.CLARIFICATION_ASKED in kinds
    return was_asked and not _since(kinds, StepKind.CLARIFICATION_ASKED) & {StepKind.CLARIFIED, "clarified"}


def _since(kinds: list[str], kind: str) -> set[str]:
    """The kinds of the lines after the last one of this kind."""
    last = len(kinds) - 1 - kinds[::-1].index(kind)
    return set(kinds[last + 1 :])


def may_confirm(lines: list[Posted]) -> bool:
    """Whether the code of our e-mail could still be missing: we sent one, and only the receipt is posted."""
    kinds = [line.kind for line in lines]
    if not lines[0].needs_confirming:
        return False
    return set(kinds) <= {StepKind.RECEIVED, "more", "confirm", "wrong_code"} and kinds[-1] != "confirm"


def due(lines: list[Posted]) -> Posted | None:
    """The line that gives the last day to answer, while it is still to come and the clock is running."""
    ends = _OVER | {StepKind.CLARIFICATION_ASKED}
    ended = max((line.place for line in lines if line.kind in ends), default=0)
    dated = [line for line in lines if line.due_on and line.place > ended]
    return dated[-1] if dated else None


def is_stopped(lines: list[Posted]) -> bool:
    """Whether our clock stands still until the asker says what is meant."""
    kinds = [line.kind for line in lines]
    return _waits_for_answer(kinds) and not _since(kinds, StepKind.CLARIFICATION_ASKED) & (
        _OVER | {StepKind.LAPSED}
    )


def leave_message(code: str, kind: str, text: str, *, once: uuid.UUID) -> None:
    """Keep what the asker says until the desk takes it in, and show it to them. Sent twice, it is kept once.

    ValidationError for a code that nobody holds, and where it was no request: nothing is kept then.
    """
    lines, on = lines_posted(code), current_day()
    if is_diverted(lines):
        raise ValidationError(NO_MORE)
    hashed, position = lines[0].follow_hash, lines[-1].place + 1
    try:
        with transaction.atomic():
            Posted.objects.create(
                id=once,
                follow_hash=hashed,
                place=position,
                on=on,
                kind=kind,
                heading=HEARD_OF[kind],
                body="" if kind == "confirm" else text,
            )
            Heard.objects.create(follow_hash=hashed, place=position, kind=kind, text=text, on=on)
    except IntegrityError:
        if not any(line.pk == once for line in lines_posted(code)):
            raise

"""A request's thread as its page shows it: who wrote, on which day, what stands open and what is folded."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from candour.foi.models import Fold, InformationRequest, Letter, Message
from candour.foi.rules import Channel

from .cleaning import Cleaner, body_of
from .document import Block, Told
from .placing import Places, Spot
from .wording import fold_label

THE_ASKER, US, THE_FORCE, SOMEBODY = "The asker", "Us", "The force", "Somebody else"
AUTO_REPLY, BOUNCE, OUR_LETTER, SIGNATURE = "auto_reply", "bounce", "letter", "signature"
# Letters to others than the asker.
NOT_OF_THE_THREAD = frozenset({"handing", "search_order"})
OWN_SIGNATURE, SIGNATURE_LEFT_OUT = "own", "[signature left out]"
_BLANK_LINES = re.compile(r"\n(?:[ \t\u00a0]*\n){2,}")


def thread_of(request: InformationRequest, cleaner: Cleaner) -> tuple[Told, ...]:
    """Every message of the thread and every letter of ours, from first to last, cleaned.

    Mail that only says that other mail did not arrive is no part of it.
    """
    messages, places = [one for one in request.messages.all() if one.kind != BOUNCE], Places(request)
    told = [(Spot(), one) for one in _first(request, cleaner)]
    told += [(places.of_message(one, messages), _message(one, request, cleaner)) for one in messages]
    told += [(places.of_letter(one), _letter(one, cleaner)) for one in _letters(request, messages)]
    # A thread of which no day is known keeps the order in which it stood; else days decide.
    if all(one.on for _, one in told):
        told.sort(key=lambda pair: (pair[1].on or dt.date.min, pair[0]))
    return tuple(one for _, one in told)


def asker_words(request: InformationRequest) -> str:
    """How the page calls whoever asked: their name only where they let us publish it."""
    asker = getattr(request, "requester", None)
    return asker.name if asker and asker.publish_name and asker.name.strip() else THE_ASKER


def writer_words(message: Message, request: InformationRequest) -> str:
    """How the page calls the writer of a message; never a person of a force or of the desk."""
    if message.writer == "asker":
        return asker_words(request)
    if message.writer == "desk":
        return US
    if request.force and message.writer == "force":
        return request.force.name
    return body_of(message.writer_name) or (THE_FORCE if message.writer == "force" else SOMEBODY)


def _first(request: InformationRequest, cleaner: Cleaner) -> Iterator[Told]:
    """A request that came by our form has no message of its own: its questions are the first thing said."""
    if request.channel not in (Channel.WEB, Channel.POST) or not request.questions.exists():
        return
    words = "\n".join(f"{one.number}. {one.text}" for one in request.questions.all())
    received = next((one.on for one in request.steps.all() if one.kind == "received"), None)
    yield Told(asker_words(request), received, "The request", (Block(cleaner.clean(words)),))


def _letters(request: InformationRequest, messages: Sequence[Message]) -> Iterator[Letter]:
    already = {one.text.strip() for one in messages}
    sent = [one for one in request.letters.all() if one.sent_on and one.kind not in NOT_OF_THE_THREAD]
    yield from (one for one in sent if one.body.strip() not in already)


def _letter(letter: Letter, cleaner: Cleaner) -> Told:
    """Our letters say again what stands above them, question by question: they are there, and closed."""
    text = cleaner.clean(letter.body)
    label = "" if letter.kind == "clarification" else fold_label(OUR_LETTER, len(text.splitlines()))
    block = Block(text, label, OUR_LETTER if label else "")
    return Told(US, letter.sent_on, cleaner.clean(letter.subject), (block,))


def _message(message: Message, request: InformationRequest, cleaner: Cleaner) -> Told:
    return Told(
        writer_words(message, request),
        message.received_on,
        cleaner.clean(message.subject),
        blocks_of(message, cleaner),
        note="Sent by a machine" if message.kind == AUTO_REPLY else "",
        files=len(message.attachments.all()),
    )


def blocks_of(message: Message, cleaner: Cleaner) -> tuple[Block, ...]:
    """A message's lines in blocks, in their order. A fold that a member opened stands open for everybody."""
    lines = message.text.splitlines()
    if message.kind == AUTO_REPLY:
        return (_block(lines, AUTO_REPLY, cleaner),) if "".join(lines).strip() else ()
    kinds = _kinds(len(lines), message.folds.all(), is_asker=message.writer == "asker")
    runs = (
        (kind, [lines[place] for place in run])
        for kind, run in groupby(range(len(lines)), lambda at: kinds[at])
    )
    return tuple(
        # How to reach whoever asked is no part of what they asked, whether a member opened it or not.
        Block(SIGNATURE_LEFT_OUT) if kind == OWN_SIGNATURE else _block(run, kind, cleaner)
        for kind, run in runs
        if "".join(run).strip()
    )


def _kinds(length: int, folds: Iterable[Fold], *, is_asker: bool) -> list[str]:
    """For each line, the kind of the fold that it is in, or nothing."""
    kinds = [""] * length
    for fold in folds:
        is_own = is_asker and fold.kind == SIGNATURE
        if is_own or fold.opened_by is None:
            for place in range(fold.first, min(fold.last + 1, length)):
                kinds[place] = OWN_SIGNATURE if is_own else fold.kind
    return kinds


def _block(lines: Sequence[str], kind: str, cleaner: Cleaner) -> Block:
    # Mail programs leave screens of blank lines; one is as good as ten.
    text = _BLANK_LINES.sub("\n\n", cleaner.clean("\n".join(lines))).strip("\n")
    return Block(text, fold_label(kind, len(lines)), kind) if kind else Block(text)

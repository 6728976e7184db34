"""A request's thread as its page shows it: who wrote, on which day, what stands open and what is folded."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from candour.foi.models import Fold, InformationRequest, Message, RequestLetter
from candour.foi.rules import Channel

from .cleaning import body_of
from .document import TextBlock, ThreadMessage
from .placement import Places, Spot
from .wording import fold_label

THE_ASKER, US, THE_FORCE, SOMEBODY = "The asker", "Us", "The force", "Somebody else"
AUTO_REPLY, BOUNCE, OUR_LETTER, SIGNATURE = "auto_reply", "bounce", "letter", "signature"
# Letters to others than the asker.
NOT_OF_THE_THREAD = frozenset({"handing", "search_order"})
OWN_SIGNATURE, SIGNATURE_LEFT_OUT = "own", "[signature left out]"
_BLANK_LINES = re.compile(r"\n(?:[ \t\u00a0]*\n){2,}")


def thread_of(request: InformationRequest) -> tuple[ThreadMessage, ...]:
    """Every message of the thread and every letter of ours, from first to last, before cleaning.

    Mail that only says that other mail did not arrive is no part of it.
    """
    messages = [message for message in request.messages.all() if message.kind != BOUNCE]
    places = Places(request)
    thread = [(Spot(), message) for message in _first(request)]
    thread += [(places.of_message(message, messages), _message(message, request)) for message in messages]
    thread += [(places.of_letter(letter), _letter(letter)) for letter in _letters(request, messages)]
    # A thread of which no day is known keeps the order in which it stood; else days decide.
    if all(message.on for _, message in thread):
        thread.sort(key=lambda pair: (pair[1].on or dt.date.min, pair[0]))
    return tuple(message for _, message in thread)


def with_labels(thread: Sequence[ThreadMessage]) -> tuple[ThreadMessage, ...]:
    """The cleaned thread; of each folded letter of ours its label says how many lines are left to read."""
    return tuple(
        replace(message, blocks=tuple(_labelled(block) for block in message.blocks)) for message in thread
    )


def _labelled(block: TextBlock) -> TextBlock:
    if block.fold != OUR_LETTER:
        # Mail programs leave screens of blank lines; one is as good as ten.
        return replace(block, text=_BLANK_LINES.sub("\n\n", block.text).strip("\n"))
    return replace(block, label=fold_label(OUR_LETTER, len(block.text.splitlines())))


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


def _first(request: InformationRequest) -> Iterator[ThreadMessage]:
    """A request that came by our form has no message of its own: its questions are the first thing said."""
    if request.channel not in (Channel.WEB, Channel.POST) or not request.questions.exists():
        return
    words = "\n".join(f"{question.number}. {question.text}" for question in request.questions.all())
    received = next((step.on for step in request.steps.all() if step.kind == "received"), None)
    yield ThreadMessage(asker_words(request), received, "The request", (TextBlock(words),))


def _letters(request: InformationRequest, messages: Sequence[Message]) -> Iterator[RequestLetter]:
    already = {message.text.strip() for message in messages}
    for letter in request.letters.all():
        is_shown = letter.sent_on and letter.kind not in NOT_OF_THE_THREAD
        if is_shown and letter.body.strip() not in already:
            yield letter


def _letter(letter: RequestLetter) -> ThreadMessage:
    """Our letters say again what stands above them, question by question: they are there, and closed."""
    fold = "" if letter.kind == "clarification" else OUR_LETTER
    return ThreadMessage(US, letter.sent_on, letter.subject, (TextBlock(letter.body, fold=fold),))


def _message(message: Message, request: InformationRequest) -> ThreadMessage:
    return ThreadMessage(
        writer_words(message, request),
        message.received_on,
        message.subject,
        blocks_of(message),
        note="Sent by a machine" if message.kind == AUTO_REPLY else "",
        files=len(message.attachments.all()),
    )


def blocks_of(message: Message) -> tuple[TextBlock, ...]:
    """A message's lines in blocks, in their order. A fold that a member opened stands open for everybody."""
    lines = message.text.splitlines()
    if message.kind == AUTO_REPLY:
        return (_block(lines, AUTO_REPLY),) if "".join(lines).strip() else ()
    kinds = _kinds(len(lines), message.folds.all(), is_asker=message.writer == "asker")
    runs = (
        (kind, [lines[number] for number in run])
        for kind, run in groupby(range(len(lines)), lambda at: kinds[at])
    )
    return tuple(
        # How to reach whoever asked is no part of what they asked, whether a member opened it or not.
        TextBlock(SIGNATURE_LEFT_OUT) if kind == OWN_SIGNATURE else _block(run, kind)
        for kind, run in runs
        if "".join(run).strip()
    )


def _kinds(length: int, folds: Iterable[Fold], *, is_asker: bool) -> list[str]:
    """For each line, the kind of the fold that it is in, or nothing."""
    kinds = [""] * length
    for fold in folds:
        is_own = is_asker and fold.kind == SIGNATURE
        if is_own or fold.opened_by is None:
            for number in range(fold.first, min(fold.last + 1, length)):
                kinds[number] = OWN_SIGNATURE if is_own else fold.kind
    return kinds


def _block(lines: Sequence[str], kind: str) -> TextBlock:
    text = "\n".join(lines)
    return TextBlock(text, fold_label(kind, len(lines)), kind) if kind else TextBlock(text)

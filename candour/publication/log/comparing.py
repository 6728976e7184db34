"""What a correction changes, thing by thing, so that old and new stand beside each other. No Django."""

from collections.abc import Iterator

from candour.figures.releasing.numbers import fingerprint

from .document import Difference, LogPage, PageQuestion

_OF_A_PAGE = {
    "title": "Title",
    "headline_words": "What was decided",
    "received_on": "Asked on",
    "due_on": "Due on",
    "answered_on": "Answered on",
    "law": "Law",
    "footing": "Whose duty",
    "topic": "Topic",
    "asked_by": "Asked by",
    "source_url": "First published at",
}
_OF_A_QUESTION = {
    "text": "question",
    "decision": "decision",
    "sections": "sections",
    "answer": "answer",
    "why": "reason",
    "public_interest": "public interest",
    "holder": "who has it",
    "holder_address": "where to ask",
    "url": "where it is published",
    "out_on": "day of publication",
    "estimate": "estimate of the cost",
    "citations": "figures",
    "advice": "advice",
}


def differences(was: LogPage, now: LogPage) -> tuple[Difference, ...]:
    """Everything in which two versions of a page differ, in the page's order."""
    return tuple(difference for difference in _all(was, now) if difference.was != difference.now)


def _all(was: LogPage, now: LogPage) -> Iterator[Difference]:
    for name, words in _OF_A_PAGE.items():
        yield Difference(words, _as_read(getattr(was, name)), _as_read(getattr(now, name)))
    before = {question.number: question for question in was.questions}
    after = {question.number: question for question in now.questions}
    for number in sorted({*before, *after}):
        yield from _question(number, before.get(number), after.get(number))
    yield Difference(
        "Files", "; ".join(_file(file) for file in was.files), "; ".join(_file(file) for file in now.files)
    )
    references = (", ".join(other.reference for other in page.related) for page in (was, now))
    yield Difference("Other requests that belong here", *references)
    yield Difference("Messages shown", *(_thread(page) for page in (was, now)))


def _question(number: int, was: PageQuestion | None, now: PageQuestion | None) -> Iterator[Difference]:
    for name, words in _OF_A_QUESTION.items():
        yield Difference(
            f"Question {number}, {words}", _as_read(getattr(was, name, "")), _as_read(getattr(now, name, ""))
        )


def _as_read(value: object) -> str:
    """A value as a reader sees it: days and sections in words, nothing as nothing."""
    if isinstance(value, tuple):
        parts = [getattr(part, "sentence", "") or getattr(part, "code", "") or str(part) for part in value]
        return "; ".join(parts)
    return str(value or "")


def _file(file: object) -> str:
    return f"{getattr(file, 'name', '')} ({str(getattr(file, 'sha256', ''))[:12]})"


def _thread(page: LogPage) -> str:
    """The thread in one line: how many messages, and a mark that moves when a word of them does."""
    letters = sum(len(block.text) for message in page.thread for block in message.blocks)
    open_ones = sum(not block.label for message in page.thread for block in message.blocks)
    mark = fingerprint(repr(page.thread).encode())[:8]
    return f"{len(page.thread)} messages, {open_ones} parts open, {letters:,} characters, mark {mark}"

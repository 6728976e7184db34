"""What a page of the log needs beside its document to be drawn, on the public's page and in the preview."""

from typing import Any

from django.conf import settings

from candour.foi.deciding.outcomes import NOT_HELD, POINTED_TO
from candour.foi.requests.lists import topics
from candour.foi.rules import QuestionOutcome

from .document import LogPage, MaskedCount, PageQuestion
from .wording import HEADLINES, listed

NOTHING_SENT = "Nothing sent"
_UNITS = ((1_000_000, "MB"), (1_000, "KB"))


def shown(page: LogPage) -> dict[str, Any]:
    """The context of templates/foi/log_body.html."""
    # Of a page without a decision the last thing that is not known is what was decided: it stands on top.
    undecided = page.not_known[-1:] if page.questions and not page.headline else ()
    return {
        "page": page,
        "undecided": "".join(undecided),
        "not_known": page.not_known[: len(page.not_known) - len(undecided)],
        "decision": _decision(page),
        "has_days": any(message.on for message in page.thread),
        "topic": topics().get(page.topic, ""),
        "cards": [_card(question) for question in page.questions],
        "source": followable(page.source_url),
        "files": [
            {"one": file, "size": size_words(file.size), "kind": kind_words(file.name)} for file in page.files
        ],
        "masked": masked_words(page.masked),
        "other_style": page.reference if page.slug != page.reference else "",
        "corrected": page.corrections[-1] if page.corrections else None,
    }


def _decision(page: LogPage) -> str:
    """What the decisions add up to, in a word or two. Where all is published already, nobody is refused."""
    head = page.headline_words.partition(":")[0]
    return head if head in (NOTHING_SENT, "Refused") else HEADLINES.get(page.headline, head)


def _card(question: PageQuestion) -> dict[str, Any]:
    return {
        "one": question,
        "says": _says(question),
        "link": followable(question.url),
        "whole": settings.PUBLIC_ORIGIN + question.url if question.url.startswith("/") else question.url,
        # What a figure of today does not tell belongs beside it, before the old answer's reasons.
        "advice_first": bool(
            question.citations and question.outcome and QuestionOutcome(question.outcome) in NOT_HELD
        ),
        "ask": followable(question.holder_address),
    }


def followable(address: str) -> str:
    """An address if a page may link to it: a web page, or one of our own. Else nothing."""
    return address if address.startswith(("https://", "http://", "/")) else ""


def _says(question: PageQuestion) -> str:
    """The lead of a card's figures: they are the answer, or they are what is known today instead."""
    if question.outcome and QuestionOutcome(question.outcome) in NOT_HELD:
        return "Our figures tell it today"
    return (
        "Read it here"
        if question.outcome and QuestionOutcome(question.outcome) in POINTED_TO
        else "The published figure"
    )


def masked_words(masked: tuple[MaskedCount, ...]) -> str:
    """What was masked, in a sentence; empty for nothing."""
    parts = [f"{count.times} {count.kind if count.times == 1 else _many(count.kind)}" for count in masked]
    return f"On this page we masked {listed(parts)}." if parts else ""


def _many(kind: str) -> str:
    return f"{kind}es" if kind.endswith("s") else f"{kind}s"


def size_words(size: int) -> str:
    """A file's size: "1.2 MB", "48 KB", "310 bytes"."""
    for unit, name in _UNITS:
        if size >= unit:
            return f"{size / unit:.1f}".removesuffix(".0") + f" {name}"
    return f"{size} bytes"


def kind_words(name: str) -> str:
    """A file's kind by the end of its name: "PDF"."""
    ending = name.rpartition(".")[2]
    return ending.upper() if "." in name and len(ending) <= 5 else "file"

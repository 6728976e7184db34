"""A request's messages as the desk reads them: complete, with folded lines collapsed."""

from dataclasses import dataclass
from itertools import groupby

from candour.foi.models import Attachment, InformationRequest, Message

FOLDS = {
    "earlier": "earlier messages",
    "signature": "signature",
    "notice": "notice",
    "links": "list of links",
}


@dataclass(frozen=True)
class MessageBlock:
    """Consecutive lines; `label` is what opens them where they are folded, and empty where they are not."""

    text: str
    label: str = ""


@dataclass(frozen=True)
class MessageView:
    """One message with its lines in blocks and the files that came with it."""

    message: Message
    blocks: list[MessageBlock]
    files: list[Attachment]


def thread_of(request: InformationRequest) -> list[MessageView]:
    """The thread, in its order."""
    messages = request.messages.prefetch_related("folds", "attachments")
    return [MessageView(message, blocks_of(message), list(message.attachments.all())) for message in messages]


def blocks_of(message: Message) -> list[MessageBlock]:
    """Every line of a message once, in its order."""
    lines = message.text.splitlines()
    kinds = [""] * len(lines)
    for fold in message.folds.all():
        for index in range(fold.first, min(fold.last + 1, len(lines))):
            kinds[index] = "" if fold.opened_by else fold.kind
    blocks = []
    for kind, run in groupby(range(len(lines)), key=lambda index: kinds[index]):
        part = [lines[index] for index in run]
        if any(line.strip() for line in part):
            blocks.append(MessageBlock("\n".join(part).strip("\n"), _label(kind, len(part))))
    return blocks


def _label(kind: str, count: int) -> str:
    if not kind:
        return ""
    return f"Show {FOLDS.get(kind, kind)} ({count} line{'' if count == 1 else 's'})"

"""What is kept of requests for information, by what it is about."""

from .answered import Citation, Decision, Letter, Outgoing
from .asked import (
    Connection,
    Diverted,
    GivenReference,
    InformationRequest,
    Posted,
    PostedFile,
    Question,
    Requester,
    Step,
)
from .calendar import Holiday
from .heard import Heard
from .mail import Attachment, Fold, Forgotten, Message

__all__ = [
    "Attachment",
    "Citation",
    "Connection",
    "Decision",
    "Diverted",
    "Fold",
    "Forgotten",
    "GivenReference",
    "Heard",
    "Holiday",
    "InformationRequest",
    "Letter",
    "Message",
    "Outgoing",
    "Posted",
    "PostedFile",
    "Question",
    "Requester",
    "Step",
]

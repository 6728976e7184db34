"""What is kept of requests for information, by what it is about."""

from .answered import Citation, Outgoing, QuestionDecision, RequestLetter
from .asked import (
    Connection,
    Diverted,
    GivenReference,
    InformationRequest,
    Posted,
    PostedFile,
    Requester,
    RequestQuestion,
    RequestStep,
)
from .calendar import Holiday
from .heard import Heard
from .mail import Attachment, Fold, Forgotten, Message

__all__ = [
    "Attachment",
    "Citation",
    "Connection",
    "QuestionDecision",
    "Diverted",
    "Fold",
    "Forgotten",
    "GivenReference",
    "Heard",
    "Holiday",
    "InformationRequest",
    "RequestLetter",
    "Message",
    "Outgoing",
    "Posted",
    "PostedFile",
    "RequestQuestion",
    "Requester",
    "RequestStep",
]

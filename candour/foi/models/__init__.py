"""What is kept of requests for information, by what it is about."""

from .accounted import MonthlyAccount
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
from .logged import Annotation, AnnotationOffer, Catalogue, LogEntry
from .mail import Attachment, Fold, Forgotten, Message
from .served import LogFile, OfferStep

__all__ = [
    "Annotation",
    "AnnotationOffer",
    "Attachment",
    "Catalogue",
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
    "LogEntry",
    "LogFile",
    "Message",
    "MonthlyAccount",
    "OfferStep",
    "Outgoing",
    "Posted",
    "PostedFile",
    "Question",
    "Requester",
    "Step",
]

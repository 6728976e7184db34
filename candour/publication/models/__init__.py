"""What the public reads, as it is kept: the log's pages and files, readers' notes, the desk's own account."""

from .accounted import MonthlyAccount
from .logged import Annotation, AnnotationOffer, Catalogue, LogEntry
from .served import LogFile, OfferStep

__all__ = [
    "Annotation",
    "AnnotationOffer",
    "Catalogue",
    "LogEntry",
    "LogFile",
    "MonthlyAccount",
    "OfferStep",
]

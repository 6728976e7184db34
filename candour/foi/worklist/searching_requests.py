"""The desk's own search: every request, open or done, by whatever an officer remembers of it.

It reads names, addresses and letters, so it is for the desk alone; the public searches another room.
"""

import uuid

from django.db.models import Exists, OuterRef, Q, QuerySet

from candour.foi.clock.request_clock import clocks_of
from candour.foi.models import (
    InformationRequest,
    Message,
    Requester,
    RequestLetter,
    RequestQuestion,
    RequestStep,
)
from candour.foi.requests.references import slug_of

from .waiting_list import RequestRow, row_of

MOST_ROWS = 100
MOST_WORDS, LONGEST_WORD = 12, 80


def matching_requests(words: str) -> QuerySet[InformationRequest]:
    """The requests in which each of the words is found somewhere, the newest first; none for no words.

    A reference is found in either style, with dots or strokes.
    """
    slug = slug_of(words)
    listed = [slug.replace(".", "/")] if slug else words.split()[:MOST_WORDS]
    requests = InformationRequest.objects.order_by("-reference")
    for word in listed:
        requests = requests.filter(_holds(word[:LONGEST_WORD]))
    return requests if listed else requests.none()


def rows_found(words: str, *, member: uuid.UUID) -> tuple[list[RequestRow], int]:
    """The first MOST_ROWS of the matching requests as the list names them, and how many there are."""
    matching = matching_requests(words)
    read = matching.select_related("force", "requester").prefetch_related("steps")[:MOST_ROWS]
    return [row_of(request, clock, member) for request, clock in clocks_of(read)], matching.count()


def _holds(word: str) -> Q:
    """Whether a request has the word: in itself, or in what belongs to it."""
    here = {"request": OuterRef("pk")}
    asker = Q(name__icontains=word) | Q(email__icontains=word) | Q(post__icontains=word)
    mail = (
        Q(subject__icontains=word)
        | Q(text__icontains=word)
        | Q(writer_name__icontains=word)
        | Q(writer_address__icontains=word)
    )
    return (
        Q(reference__icontains=word)
        | Q(title__icontains=word)
        | Q(force__name__icontains=word)
        | Q(Exists(Requester.objects.filter(asker, **here)))
        | Q(Exists(RequestQuestion.objects.filter(text__icontains=word, **here)))
        | Q(Exists(Message.objects.filter(mail, **here)))
        | Q(Exists(RequestStep.objects.filter(note__icontains=word, **here)))
        | Q(Exists(RequestLetter.objects.filter(body__icontains=word, **here)))
    )

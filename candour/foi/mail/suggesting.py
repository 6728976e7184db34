"""To which requests a mail that waits may belong, and why: for a person, who decides."""

from collections.abc import Iterator

from candour.foi.models import InformationRequest, Message, Outgoing
from candour.foi.requests.references import slug_of
from candour.post.addresses import named_in
from candour.post.reading import addressed

from .receiving import requests_named_in

MOST = 8
# Who asked once may ask again: this alone makes no mail a reply.
SAME_ADDRESS = "The same address asked this."


def suggestions(message: Message) -> list[tuple[InformationRequest, str]]:
    """Requests with the reason why each is named, the likeliest first."""
    reasons: dict[InformationRequest, str] = {}
    for request, why in _reasons(message):
        reasons.setdefault(request, why)
    return list(reasons.items())[:MOST]


def _reasons(message: Message) -> Iterator[tuple[InformationRequest, str]]:
    sent_to, answers, _ = addressed(bytes(message.raw or b""))
    for request in requests_named_in(named_in(sent_to)):
        yield request, "Its reply address is of this request."
    for outgoing in Outgoing.objects.filter(message_id__in=answers, request__isnull=False):
        if outgoing.request:
            yield outgoing.request, "It answers a mail of ours."
    slug = slug_of(f"{message.subject}\n{message.text[:20_000]}")
    if slug:
        for request in InformationRequest.objects.filter(reference=slug.replace(".", "/")):
            yield request, "It names the reference."
    if message.writer_address:
        same_address = InformationRequest.objects.filter(requester__email__iexact=message.writer_address)
        for request in same_address.order_by("-reference")[:MOST]:
            yield request, SAME_ADDRESS

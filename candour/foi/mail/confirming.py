"""The mail by which whoever gave an address on the web shows that it is theirs."""

from django.conf import settings
from django.db import transaction
from django.db.models import Min
from django.template.loader import render_to_string

from candour.foi.models import InformationRequest
from candour.foi.requests.outgoing import queue
from candour.foi.rules import StepKind
from candour.post.keyed_codes import keyed_code

from .rate_limit import SUBJECT, RateLimit

_SETTLED = (StepKind.CONFIRMED, StepKind.OPENED, StepKind.WITHDRAWN)


@transaction.atomic
def queue_confirmations(limit: RateLimit) -> int:
    """Let a mail wait for each request from the web whose address is not confirmed yet; gives how many.

    Each is asked once, the oldest first, and no inbox twice on a day that has not answered: see `rate_limit`.
    The words name nothing: somebody else may read that inbox.
    """
    unasked = InformationRequest.objects.filter(needs_confirming=True, outgoing=None)
    waiting = (
        unasked.exclude(steps__kind__in=_SETTLED).exclude(requester__email="").select_related("requester")
    )
    waiting = waiting.annotate(since=Min("steps__on")).order_by("since", "pk")
    chosen = [request for request in waiting if limit.may_ask(request.requester.email)]
    for request in chosen:
        code = keyed_code("confirm", request.pk)
        values = {
            "link": f"{settings.PUBLIC_ORIGIN}/foi/confirm/{request.pk}/{code}",
            "code": f"{code[:5]}-{code[5:]}",
        }
        body = render_to_string("foi/mail/confirm-1.txt", values)
        queue(request, to=request.requester.email, subject=SUBJECT, body=body, is_automatic=True)
    return len(chosen)

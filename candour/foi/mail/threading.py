"""By which a mail program puts our letter under the mail that it answers."""

import re

from candour.foi.models import Outgoing

_ID = re.compile(r"<[\x21-\x3b=\x3f-\x7e]{1,250}>")
MOST = 10


def earlier_ids(outgoing: Outgoing) -> list[str]:
    """The Message-IDs of the thread before a mail of ours, the last one that it answers at the end.

    That is the asker's last mail where one came; else our own last letter.
    """
    if outgoing.request is None:
        return []
    theirs = outgoing.request.messages.filter(direction="in", kind="message").values_list(
        "message_id", flat=True
    )
    ours = outgoing.request.outgoing.filter(sent_at__isnull=False).exclude(pk=outgoing.pk)
    found = [*ours.order_by("sent_at").values_list("message_id", flat=True), *theirs.order_by("place")]
    return [one for one in found if _ID.fullmatch(one)][-MOST:]

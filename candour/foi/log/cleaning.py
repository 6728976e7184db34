"""Taking out of a page's words what nobody may read there, and counting what was taken."""

import re
from collections import Counter
from collections.abc import Sequence

from candour.foi.masking.text import mask
from candour.foi.models import InformationRequest

from .document import Masked

POSTAL = "[postal address]"
KINDS = {"email": "e-mail address", "phone": "telephone number", "name": "name", "postal": "postal address"}
# A shorter line of a postal address, such as "Kent", is a word that answers need.
SHORTEST_LINE = 6


class Cleaner:
    """Cleans one page's words: addresses, numbers, and what names and postal address are not published."""

    def __init__(self, names: Sequence[str] = (), postal: Sequence[str] = ()) -> None:
        self.names = [one for one in names if one.strip()]
        lines = [one.strip() for one in postal if len(one.strip()) >= SHORTEST_LINE]
        self.postal = re.compile("|".join(re.escape(one) for one in lines), re.IGNORECASE) if lines else None
        self.counted: Counter[str] = Counter()

    def clean(self, text: str) -> str:
        """The text as it may be published."""
        if self.postal:
            text, times = self.postal.subn(POSTAL, text)
            self.counted["postal"] += times
        masked = mask(text, self.names)
        self.counted.update(hit.kind for hit in masked.hits)
        return masked.text

    def masked(self) -> tuple[Masked, ...]:
        """What was taken out so far, most first."""
        return tuple(
            Masked(KINDS.get(kind, kind), times) for kind, times in self.counted.most_common() if times
        )


def cleaner_of(request: InformationRequest) -> Cleaner:
    """The cleaner for one request's page: its asker's name goes, unless they let us publish it.

    People who sign for a force go too: what a body answered is its own, whoever typed it.
    """
    asker = getattr(request, "requester", None)
    names = [asker.name] if asker and not asker.publish_name else []
    names += {person_of(one.writer_name) for one in request.messages.all() if one.writer in ("force", "desk")}
    return Cleaner(names, asker.post.splitlines() if asker else [])


def person_of(writer: str) -> str:
    """The person in "Testa Signer, Kent Police", where there is one."""
    person = writer.rpartition(",")[0]
    return person.rpartition(" on behalf of ")[2].strip()


def body_of(writer: str) -> str:
    """The body in "Testa Signer, Kent Police", or all of it."""
    return writer.rpartition(",")[2].strip()

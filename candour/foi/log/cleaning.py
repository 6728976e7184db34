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
# What stands for a name where there is none.
NOBODYS = ("", "the asker")
# A word by which a writer is read as a body and not as a person. One that is missed is masked, not shown.
_BODY = re.compile(
    r"\b(police|constabulary|service|commissioner|council|authority|college|agency|office|department|"
    r"ministry|crimestoppers|team|unit|heddlu|cyngor)\b",
    re.IGNORECASE,
)


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
    is_named = bool(asker and asker.publish_name)
    names = [asker.name] if asker and not is_named else []
    for one in request.messages.all():
        if one.writer != "asker":
            names.append(person_of(one.writer_name))
        elif not is_named:
            names.append(one.writer_name)
    names = [one for one in dict.fromkeys(names) if one.casefold() not in NOBODYS]
    return Cleaner(names, asker.post.splitlines() if asker else [])


def person_of(writer: str) -> str:
    """The person in "Testa Signer, Kent Police", or in "Testa Signer"; empty for a body alone."""
    person, comma, _ = writer.rpartition(",")
    if not comma:
        return "" if _BODY.search(writer) else writer.strip()
    return person.rpartition(" on behalf of ")[2].strip()


def body_of(writer: str) -> str:
    """The body in "Testa Signer, Kent Police", or in "Kent Police"; empty for a person alone."""
    body = writer.rpartition(",")[2].strip()
    return body if _BODY.search(body) else ""

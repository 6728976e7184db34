"""Taking out of a page's words what nobody may read there, and counting what was taken."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import is_dataclass, replace
from functools import cache
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from candour.foi.files.own_contacts import own_contacts
from candour.foi.models import InformationRequest
from candour.papers.masking.phrases import find_phrases, split_phrases
from candour.papers.masking.postal_addresses import address_pattern, find_addresses, find_known_address
from candour.papers.masking.sites_and_handles import find_handles, find_sites, personal_site_marks
from candour.papers.masking.text import mask

from .document import MaskedCount, Typed

Part = TypeVar("Part")

# What is read in the place of what was there.
INSTEAD = {
    "words": "[left out]",
    "postal": "[postal address]",
    "site": "[web address]",
    "handle": "[name on a network]",
}
KINDS = {
    "email": "e-mail address",
    "phone": "telephone number",
    "name": "name",
    "postal": "postal address",
    "site": "web address",
    "handle": "name on a network",
    "words": "passage",
}
# What stands for a name where there is none.
NOBODYS = ("", "the asker")
# A word by which a writer is read as a body and not as a person. One that is missed is masked, not shown.
_BODY = re.compile(
    r"\b(police|constabulary|service|commissioner|council|authority|college|agency|office|department|"
    r"ministry|crimestoppers|team|unit|heddlu|cyngor)\b",
    re.IGNORECASE,
)


class Cleaner:
    """Cleans one page's words: addresses, numbers, names that are not published, and what a member left out.

    `post` is the asker's postal address, `marks` what their own web site is known by (`online.own_marks`).
    """

    def __init__(
        self,
        names: Sequence[str] = (),
        post: str = "",
        *,
        marks: Sequence[str] = (),
        phrases: Sequence[str] = (),
    ) -> None:
        self.names = [name for name in names if name.strip()]
        self.post = address_pattern(post)
        self.marks, self.phrases = list(marks), tuple(phrases)
        self.ours = own_contacts()
        self.counts: Counter[str] = Counter()

    def page(self, part: Part) -> Part:
        """A page or a part of one, with every text in it that somebody typed cleaned, each once.

        The types of its fields say which those are: see `document`.
        """
        cleaned: Part = self._part(type(part), part)
        return cleaned

    def clean(self, text: str) -> str:
        """The text as it may be published."""
        text = self._without("words", text, find_phrases(text, self.phrases))
        if self.post:
            text = self._without("postal", text, find_known_address(text, self.post))
        text = self._without("postal", text, find_addresses(text))
        text = self._without("site", text, find_sites(text, self.marks))
        text = self._masked(text)
        return self._without("handle", text, find_handles(text))

    def masked(self) -> tuple[MaskedCount, ...]:
        """What was taken out so far, most first."""
        counts = sorted(self.counts.items(), key=lambda count: (-count[1], count[0]))
        return tuple(MaskedCount(KINDS.get(kind, kind), times) for kind, times in counts if times)

    def _part(self, kind: Any, value: Any) -> Any:
        """A value of the document as the type `kind` of its field says."""
        if get_origin(kind) is Annotated:
            return self._typed(kind.__metadata__[0], value)
        if get_origin(kind) is tuple:
            return tuple(self._part(get_args(kind)[0], item) for item in value)
        if is_dataclass(value) and not isinstance(value, type):
            fields = {name: self._part(hint, getattr(value, name)) for name, hint in _types_of(type(value))}
            return replace(value, **fields)
        return value

    def _typed(self, typed: Typed, text: str) -> str:
        if not text:
            return text
        if typed is Typed.OFFICE:
            return self._masked(self._without("words", text, find_phrases(text, self.phrases)))
        cleaned = self.clean(text)
        # Half an address of a page leads nowhere, or to somebody.
        return cleaned if typed is Typed.WORDS or cleaned == text else ""

    def _masked(self, text: str) -> str:
        masked = mask(text, self.names, self.ours)
        self.counts.update(hit.kind for hit in masked.hits)
        return masked.text

    def _without(self, kind: str, text: str, spans: Iterable[tuple[int, int]]) -> str:
        parts, done = [], 0
        for start, end in spans:
            if start < done:
                continue
            parts += [text[done:start], INSTEAD[kind]]
            self.counts[kind] += 1
            done = end
        return "".join([*parts, text[done:]])


@cache
def _types_of(part: type) -> tuple[tuple[str, Any], ...]:
    return tuple(get_type_hints(part, include_extras=True).items())


def cleaner_of(request: InformationRequest) -> Cleaner:
    """The cleaner for one request's page: its asker's name goes, unless they let us publish it.

    People who sign for a force go too: what a body answered is its own, whoever typed it.
    """
    asker = getattr(request, "requester", None)
    is_named = bool(asker and asker.publish_name)
    names = [asker.name] if asker and not is_named else []
    for message in request.messages.all():
        if message.writer != "asker":
            names.append(person_of(message.writer_name))
        elif not is_named:
            names.append(message.writer_name)
    names = [name for name in dict.fromkeys(names) if name.casefold() not in NOBODYS]
    return Cleaner(
        names,
        asker.post if asker else "",
        marks=personal_site_marks([asker.name] if asker else [], asker.email if asker else ""),
        phrases=split_phrases(request.left_out),
    )


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

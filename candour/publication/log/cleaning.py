"""Taking out of a page's words what nobody may read there, and counting what was taken."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from candour.foi.files.own_contacts import own_contacts
from candour.foi.models import InformationRequest
from candour.papers.masking.online import handles_in, own_marks, sites_in
from candour.papers.masking.phrases import phrases_in, phrases_of
from candour.papers.masking.postal import addresses_in, known_in, known_pattern
from candour.papers.masking.text import mask

from .document import Correction, Masked

# What is read in the place of what was there.
INSTEAD = {
    "words": "[left out]", "postal": "[postal address]", "site": "[web address]",
    "handle": "[name on a network]",
}  # fmt: skip
KINDS = {
    "email": "e-mail address", "phone": "telephone number", "name": "name", "postal": "postal address",
    "site": "web address", "handle": "name on a network", "words": "passage",
}  # fmt: skip
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

    `post` and `email` are the asker's, `marks` what their own web site is known by: see `online.own_marks`.
    """

    def __init__(
        self,
        names: Sequence[str] = (),
        post: str = "",
        *,
        marks: Sequence[str] = (),
        phrases: Sequence[str] = (),
    ) -> None:
        self.names = [one for one in names if one.strip()]
        self.post = known_pattern(post)
        self.marks, self.phrases = list(marks), tuple(phrases)
        self.ours = own_contacts()
        self.counted: Counter[str] = Counter()

    def clean(self, text: str) -> str:
        """The text as it may be published."""
        text = self._without("words", text, phrases_in(text, self.phrases))
        if self.post:
            text = self._without("postal", text, known_in(text, self.post))
        text = self._without("postal", text, addresses_in(text))
        text = self._without("site", text, sites_in(text, self.marks))
        masked = mask(text, self.names, self.ours)
        self.counted.update(hit.kind for hit in masked.hits)
        return self._without("handle", masked.text, handles_in(masked.text))

    def address(self, url: str) -> str:
        """An address of a page as it may be published: nothing at all if something in it may not be."""
        return url if self.clean(url) == url else ""

    def office(self, words: str) -> str:
        """Where a body is to be found that somebody is sent to: its postcode stays."""
        masked = mask(self._without("words", words, phrases_in(words, self.phrases)), self.names, self.ours)
        self.counted.update(hit.kind for hit in masked.hits)
        return masked.text

    def _without(self, kind: str, text: str, spans: Iterable[tuple[int, int]]) -> str:
        parts, done = [], 0
        for start, end in spans:
            if start < done:
                continue
            parts += [text[done:start], INSTEAD[kind]]
            self.counted[kind] += 1
            done = end
        return "".join([*parts, text[done:]])

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
    asked_by = [asker.name] if asker else []
    return Cleaner(
        names,
        asker.post if asker else "",
        marks=own_marks(asked_by, asker.email if asker else ""),
        phrases=phrases_of(request.left_out),
    )


def cleaned(corrections: Sequence[Correction], cleaner: Cleaner) -> tuple[Correction, ...]:
    """What corrections say, as it may be published: words left out today are told by no older correction."""
    return tuple(
        replace(
            one,
            why=cleaner.clean(one.why),
            differences=tuple(
                replace(each, was=cleaner.clean(each.was), now=cleaner.clean(each.now))
                for each in one.differences
            ),
        )
        for one in corrections
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

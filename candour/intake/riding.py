"""What rides in the form from page to page, since the server keeps nothing before the last send."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.http import QueryDict

from candour.look.fields import plain_line_breaks
from candour.mailbox.minted import Minted, mint_words, words_from
from candour.seal.receipt import Receipt

from .steps import FIELDS, Step


@dataclass(frozen=True, repr=False)
class Riding:
    """The answers so far, the words if they have been made, and whether one answer is being changed."""

    answers: dict[str, str] = field(default_factory=dict)
    words: str = ""
    mark: str = ""
    changing: bool = False

    def hidden(self, step: Step) -> dict[str, str]:
        """The hidden boxes of that page: everything but the page's own questions."""
        rest = {name: answer for name, answer in self.answers.items() if name not in step.fields}
        extra = {"words": self.words, "mark": self.mark, "changing": "1" if self.changing else ""}
        return {"step": step.name, **rest, **{name: value for name, value in extra.items() if value}}

    def receipt(self) -> Receipt:
        """The words that the form brought back. ValidationError unless we made them."""
        return words_from(self.words, self.mark)

    def words_to_ride(self) -> Minted:
        """The words for the check page: those it had before, so that a second send is known, or new ones."""
        try:
            return Minted(self.receipt(), self.mark)
        except ValidationError:
            return mint_words()


def read(sent: QueryDict) -> Riding:
    """What a form brought. An anonymous reporter's contact details are dropped here and ride no further."""
    answers = {name: plain_line_breaks(sent.get(name, "")) for name in FIELDS if sent.get(name)}
    if answers.get("identity") == "anonymous":
        answers = {name: answer for name, answer in answers.items() if name not in ("details", "consent")}
    return Riding(answers, sent.get("words", ""), sent.get("mark", ""), "changing" in sent)

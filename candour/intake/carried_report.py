"""A report on its way through the pages, in hidden boxes: the server keeps nothing before the last send."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.http import QueryDict

from candour.look.fields import plain_line_breaks
from candour.mailbox.minted import Minted, mint_words, words_from
from candour.seal.receipt import Receipt

from .steps import FIELDS, FormStep


@dataclass(frozen=True, repr=False)
class CarriedReport:
    """The answers so far, the words if they have been made, and whether one answer is being changed."""

    answers: dict[str, str] = field(default_factory=dict)
    words: str = ""
    mark: str = ""
    changing: bool = False

    def hidden(self, step: FormStep) -> dict[str, str]:
        """The names and values of that page's hidden boxes: all but its own questions."""
        other_answers = {name: answer for name, answer in self.answers.items() if name not in step.fields}
        extra = {"words": self.words, "mark": self.mark, "changing": "1" if self.changing else ""}
        return {"step": step.name, **other_answers, **{name: value for name, value in extra.items() if value}}

    def receipt(self) -> Receipt:
        """The seven words that the form sent back. ValidationError unless we made them."""
        return words_from(self.words, self.mark)

    def words_to_carry(self) -> Minted:
        """The words for the check page: those that the form has, or new ones if it has none."""
        try:
            return Minted(self.receipt(), self.mark)
        except ValidationError:
            return mint_words()


def read_carried(sent: QueryDict) -> CarriedReport:
    """The report that a form sent. Without the contact details if the reporter chose to stay anonymous."""
    answers = {name: plain_line_breaks(sent.get(name, "")) for name in FIELDS if sent.get(name)}
    if answers.get("identity") == "anonymous":
        answers = {name: answer for name, answer in answers.items() if name not in ("details", "consent")}
    return CarriedReport(answers, sent.get("words", ""), sent.get("mark", ""), "changing" in sent)

"""Numbered boxes for questions, as the desk's forms have them: question_1, question_2 and so on."""

from collections.abc import Iterable
from typing import Any

from django import forms

from candour.look.forms import PlainForm

from .forms import LONGEST, MOST_QUESTIONS


def count_boxes(names: Iterable[str]) -> int:
    """How many boxes for questions a form was sent with, by the names of its fields."""
    return sum(1 for name in names if name.startswith("question_"))


class QuestionBoxesForm(PlainForm):
    """A form with `count` boxes for questions after its own fields: from one to MOST_QUESTIONS."""

    def __init__(self, *args: Any, count: int = 1, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, max(1, min(count, MOST_QUESTIONS)) + 1):
            self.fields[f"question_{number}"] = forms.CharField(
                label=f"Question {number}", max_length=LONGEST, required=False, widget=forms.Textarea
            )

    def question_texts(self) -> list[str]:
        """The questions, in order, without the empty boxes."""
        names = [name for name in self.fields if name.startswith("question_")]
        return [text for name in names if (text := self.cleaned_data.get(name, ""))]

    def require_question(self, words: str) -> None:
        """Object with these words at the first box where every box is empty."""
        has_errors = any(name.startswith("question") for name in self.errors)
        if not self.question_texts() and not has_errors:
            self.add_error("question_1", words)

"""A request while it is written: carried in hidden fields, since nothing is stored before it is sent."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.db import IntegrityError
from django.http import QueryDict
from django.utils.crypto import constant_time_compare, salted_hmac

from candour.foi.models import Posted
from candour.foi.requests.receiving import Asker, receive_request
from candour.foi.rules import Channel
from candour.look.fields import plain_line_breaks
from candour.post.keyed_codes import follow_hash, new_follow_code

from .forms import LANGUAGES, MOST_QUESTIONS, WAYS

YOU = ("name", "publish_name", "answer_to", "email", "post", "language")


@dataclass(frozen=True, repr=False)
class CarriedRequest:
    """The first words, the questions and the asker's details as typed so far; the code once there is one."""

    words: str = ""
    questions: tuple[str, ...] = ()
    you: dict[str, str] = field(default_factory=dict)
    code: str = ""
    mark: str = ""

    def hidden(self, *, without: str = "") -> dict[str, str]:
        """The hidden fields of a page, without those that it shows itself: "words", "questions" or "you"."""
        boxes = {"words": self.words} if without != "words" else {}
        if without != "questions":
            boxes |= self.numbered()
        if without != "you":
            boxes |= self.you
        return boxes

    def numbered(self) -> dict[str, str]:
        """The questions by the names of their fields: question_1, question_2 and so on."""
        return {f"question_{number}": text for number, text in enumerate(self.questions, start=1)}

    def with_code(self) -> "CarriedRequest":
        """The same request with a new code, signed for exactly this content."""
        code = new_follow_code()
        return replace(self, code=code, mark=self._mark(code))

    def is_ours(self) -> bool:
        """Whether its code has our signature for this content."""
        return bool(self.code) and constant_time_compare(self.mark, self._mark(self.code))

    def _mark(self, code: str) -> str:
        content = json.dumps([code, self.questions, sorted(self.you.items())])
        return salted_hmac("candour foi code that we made", content, algorithm="sha256").hexdigest()


def carried_from_form(sent: QueryDict) -> CarriedRequest:
    """The request in a form that was sent; empty questions at the end are left out."""
    typed = [plain_line_breaks(sent.get(f"question_{number}", "")) for number in range(1, MOST_QUESTIONS + 1)]
    while typed and not typed[-1].strip():
        typed.pop()
    you = {name: plain_line_breaks(typed_in) for name in YOU if (typed_in := sent.get(name))}
    return CarriedRequest(
        plain_line_breaks(sent.get("words", "")),
        tuple(typed),
        you,
        sent.get("code", ""),
        sent.get("mark", ""),
    )


def send_request(carried: CarriedRequest, questions: Sequence[str]) -> None:
    """Store the request. Sending it again with the same code does nothing."""
    if _is_there(carried):
        return
    you = carried.you
    answer_to = you["answer_to"]
    asker = Asker(
        name=you["name"].strip(),
        email=you.get("email", "").strip() if answer_to == "email" else "",
        post=you.get("post", "") if answer_to == "post" else "",
        publish_name=you.get("publish_name") == "yes",
        answer_to=answer_to,
    )
    try:
        receive_request(
            questions=questions,
            asker=asker,
            channel=Channel.WEB,
            language=you.get("language", "en"),
            needs_confirming=answer_to == "email",
            code=carried.code,
        )
    except IntegrityError:
        if not _is_there(carried):  # The first of two sends, a moment ago, has not taken it in either.
            raise


def _is_there(carried: CarriedRequest) -> bool:
    return Posted.objects.filter(follow_hash=follow_hash(carried.code)).exists()


def check_rows(carried: CarriedRequest) -> list[tuple[str, str, str]]:
    """The rows of the check page: (label, answer, the page that changes it)."""
    you = carried.you
    answer_to = you["answer_to"]
    questions = [question for question in carried.questions if question.strip()]
    question_rows = [
        (f"Question {number}", text, "questions") for number, text in enumerate(questions, start=1)
    ]
    address = {"email": you.get("email", ""), "post": you.get("post", "")}.get(answer_to, "")
    return [
        *question_rows,
        ("Your name", you["name"], "you"),
        (
            "Your name with the answer",
            "Published" if you.get("publish_name") == "yes" else "Not published",
            "you",
        ),
        ("How we answer", f"{WAYS[answer_to]}\n{address}".strip(), "you"),
        ("Language", LANGUAGES[you.get("language", "en")], "you"),
    ]

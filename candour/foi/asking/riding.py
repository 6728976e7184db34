"""What rides in the form while somebody asks: nothing is kept before the last send."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.db import IntegrityError
from django.http import QueryDict
from django.utils.crypto import constant_time_compare, salted_hmac

from candour.foi.models import Posted
from candour.foi.receiving import Asker, receive_request
from candour.foi.rules import Channel
from candour.look.fields import plain_line_breaks
from candour.post.keyed_codes import follow_hash, new_follow_code

from .forms import LANGUAGES, MOST_QUESTIONS, WAYS

YOU = ("name", "publish_name", "answer_to", "email", "post", "language")


@dataclass(frozen=True, repr=False)
class Riding:
    """The first words, the questions and who asks, as typed so far; the code once it is made."""

    words: str = ""
    questions: tuple[str, ...] = ()
    you: dict[str, str] = field(default_factory=dict)
    code: str = ""
    mark: str = ""

    def hidden(self, *, without: str = "") -> dict[str, str]:
        """The hidden boxes of a page, but for those that it shows: "words", "questions" or "you"."""
        boxes = {"words": self.words} if without != "words" else {}
        if without != "questions":
            boxes |= self.numbered()
        if without != "you":
            boxes |= self.you
        return boxes

    def numbered(self) -> dict[str, str]:
        """The questions by the names of their boxes."""
        return {f"question_{number}": text for number, text in enumerate(self.questions, start=1)}

    def with_code(self) -> "Riding":
        """The same, with a fresh code that holds for exactly this content."""
        code = new_follow_code()
        return replace(self, code=code, mark=self._mark(code))

    def is_ours(self) -> bool:
        """Whether we made its code, for this content. A code is good for one request."""
        return bool(self.code) and constant_time_compare(self.mark, self._mark(self.code))

    def _mark(self, code: str) -> str:
        content = json.dumps([code, self.questions, sorted(self.you.items())])
        return salted_hmac("candour foi code that we made", content, algorithm="sha256").hexdigest()


def read(sent: QueryDict) -> Riding:
    """What a form brought."""
    typed = [plain_line_breaks(sent.get(f"question_{number}", "")) for number in range(1, MOST_QUESTIONS + 1)]
    while typed and not typed[-1].strip():
        typed.pop()
    you = {name: plain_line_breaks(typed_in) for name in YOU if (typed_in := sent.get(name))}
    return Riding(
        plain_line_breaks(sent.get("words", "")),
        tuple(typed),
        you,
        sent.get("code", ""),
        sent.get("mark", ""),
    )


def send(riding: Riding, questions: Sequence[str]) -> None:
    """Take the request in, once: sent again with the same code, it is there already."""
    if _is_there(riding):
        return
    you = riding.you
    way = you["answer_to"]
    asker = Asker(
        name=you["name"].strip(),
        email=you.get("email", "").strip() if way == "email" else "",
        post=you.get("post", "") if way == "post" else "",
        publish_name=you.get("publish_name") == "yes",
        answer_to=way,
    )
    try:
        receive_request(
            questions=questions, asker=asker, channel=Channel.WEB, language=you.get("language", "en"),
            needs_confirming=way == "email", code=riding.code,
        )  # fmt: skip
    except IntegrityError:
        if not _is_there(riding):  # The first of two sends, a moment ago, has not taken it in either.
            raise


def _is_there(riding: Riding) -> bool:
    return Posted.objects.filter(follow_hash=follow_hash(riding.code)).exists()


def rows(riding: Riding) -> list[tuple[str, str, str]]:
    """For the check page: what was asked, what was answered, and which page changes it."""
    you = riding.you
    way = you["answer_to"]
    kept = [one for one in riding.questions if one.strip()]
    asked = [(f"Question {number}", text, "questions") for number, text in enumerate(kept, start=1)]
    where = {"email": you.get("email", ""), "post": you.get("post", "")}.get(way, "")
    return [
        *asked,
        ("Your name", you["name"], "you"),
        (
            "Your name with the answer",
            "Published" if you.get("publish_name") == "yes" else "Not published",
            "you",
        ),
        ("How we answer", f"{WAYS[way]}\n{where}".strip(), "you"),
        ("Language", LANGUAGES[you.get("language", "en")], "you"),
    ]

"""A reporter's browser for tests: reads the page, fills in its form, presses a button of it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.http import HttpResponse
from django.test import Client

from candour.mailbox.minted import mint_words

# Answers that lead from the first page to the check without a page that only some are asked.
ANSWERS = {
    "category": "money_favours",
    "role": "officer",
    "force": "kent",
    "duty": "on",
    "place": "in_person",
    "who": "Sergeant Brackenthwaite-Test, of an invented station",
    "what": "Took money for looking up number plates",
    "when": "Last week",
    "where": "At the counter",
    "how_known": "saw",
    "how_known_words": "",
    "danger": "no",
    "identity": "anonymous",
}


class _Form(HTMLParser):
    """The names and values that a browser would send, and the words on the page."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.buttons: list[tuple[str, str]] = []
        self.text: list[str] = []
        self._inside = ""
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        have = {name: value or "" for name, value in attrs}
        name = have.get("name", "")
        if tag == "input" and name and (have.get("type") not in ("radio", "checkbox") or "checked" in have):
            self.values[name] = have.get("value", "on")
        elif tag == "button":
            self.buttons.append((name, have.get("value", "")))
        elif tag == "textarea":
            self._inside, self.values[name] = name, ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in have:
            self.values[self._select] = have["value"]

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            # A browser drops the line break that follows the tag.
            self.values[self._inside] = self.values[self._inside].removeprefix("\n")
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.values[self._inside] += data
        else:
            self.text.append(data)


@dataclass
class Browser:
    """One reporter at the public door. `page` is the last answer; `values` is what its form would send."""

    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))
    page: HttpResponse = field(default_factory=HttpResponse)
    values: dict[str, str] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)
    text: str = ""

    def open(self, address: str = "/report") -> "Browser":
        """Load a page."""
        return self._see(self.client.get(address))

    def press(self, button: str = "", value: str = "1", **typed: str) -> "Browser":
        """Type into the page's form, then press a button of it; the first one without a name by default."""
        assert not button or (button, value) in self.buttons, f"There is no {button}={value} on this page."
        sent = {**self.values, **typed, **({button: value} if button else {})}
        return self._see(self.client.post("/report", {name: _as_sent(text) for name, text in sent.items()}))

    def walk(self, answers: dict[str, str], *, to: str = "check") -> "Browser":
        """Answer one page after the other until that page."""
        while self.at != to:
            here = {name: text for name, text in answers.items() if name in FIELDS_OF[self.at]}
            before = self.at
            self.press(**here)
            assert self.at != before, f"The page {before} came back: {self.text}"
        return self

    @property
    def at(self) -> str:
        """The page's name, or nothing where it has no form of ours."""
        return self.values.get("step", "")

    @property
    def words(self) -> list[str]:
        """The seven words of a receipt."""
        html = self.page.content.decode()
        listed = html.partition('<ol class="words">')[2].partition("</ol>")[0]
        return listed.replace("<li>", " ").replace("</li>", " ").split()

    def _see(self, page: HttpResponse) -> "Browser":
        form = _Form()
        form.feed(page.content.decode())
        self.page, self.values, self.buttons = page, form.values, form.buttons
        self.text = " ".join(" ".join(form.text).split())
        return self


FIELDS_OF = {
    **{name: (name,) for name in ANSWERS},
    "how_known": ("how_known", "how_known_words"),
    "details": ("details", "consent"),
    "danger_words": ("danger_words",),
    "signpost": (),
}


def _as_sent(text: str) -> str:
    """A browser sends each line break as two signs."""
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def last_form(**changed: str) -> dict[str, str]:
    """The whole form as the check page sends it, with words of its own."""
    minted = mint_words()
    return {**ANSWERS, "step": "check", "send": "1", "words": minted.words, "mark": minted.mark, **changed}

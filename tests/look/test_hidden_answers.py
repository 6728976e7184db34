from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from tests.look.page import draw

# An HTML parser folds these into others; no browser sends them from a one-line box.
typed = st.text(st.characters(exclude_categories=["Cs", "Cc"]))


class Boxes(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pairs: list[tuple[str | None, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        assert (tag, held["type"]) == ("input", "hidden")
        self.pairs.append((held["name"], held["value"]))


@given(st.dictionaries(typed, typed | st.lists(typed)))
def test_what_rides_along_comes_back_as_it_was(answers: dict[str, str | list[str]]) -> None:
    boxes = Boxes()
    boxes.feed(draw("{% hidden_answers answers %}", answers=answers))

    listed = {name: [held] if isinstance(held, str) else held for name, held in answers.items()}
    assert boxes.pairs == [(name, value) for name, values in listed.items() for value in values]


def test_no_answers_make_no_boxes() -> None:
    assert draw("{% hidden_answers answers %}", answers={}) == ""
    assert draw("{% hidden_answers answers %}", answers=None) == ""

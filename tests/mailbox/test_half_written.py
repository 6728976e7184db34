"""A letter that is half written when another button is pressed comes back in its box."""

import html as html_words

import pytest
from django.test import Client

from candour.mailbox.models import Letter
from candour.seal.receipt import Receipt, mint
from tests.conftest import Cast
from tests.mailbox.page import hidden, page, told

TEXT = "Half of it\nand <b>more"


@pytest.fixture
def words(cast: Cast) -> Receipt:
    return told()[1]


def in_the_box(html: str) -> str:
    return html_words.unescape(html.partition("<textarea")[2].partition(">\n")[2].partition("</textarea>")[0])


@pytest.mark.parametrize("do", ["open", "anything"])
def test_looking_for_new_messages_keeps_it(words: Receipt, do: str) -> None:
    assert in_the_box(page(Client(), words, do, text=TEXT)) == TEXT
    assert not Letter.objects.exists()


def test_taking_another_one_back_keeps_it(words: Receipt) -> None:
    letter = hidden(page(Client(), words, "write", text="The first"), "take_back")

    assert in_the_box(page(Client(), words, "take_back", letter=letter, text=TEXT)) == TEXT
    assert in_the_box(page(Client(), words, "take_back", letter=letter, text=TEXT)) == TEXT


def test_it_rides_through_a_change_of_words(words: Receipt) -> None:
    offered = page(Client(), words, "change", text=TEXT)
    riding = html_words.unescape(hidden(offered, "text"))
    new = {name: hidden(offered, name) for name in ("new", "mark")}

    assert riding == TEXT
    assert in_the_box(page(Client(), words, "open", text=riding)) == TEXT
    assert in_the_box(page(Client(), words, "confirm", text=riding, **new)) == TEXT


def test_it_rides_through_the_first_change_of_words_from_the_telephone(cast: Cast) -> None:
    _, spoken = told(spoken=True)
    offered = page(Client(), spoken, "write", text=TEXT, once="abc")
    new = {name: hidden(offered, name) for name in ("new", "mark")}

    assert in_the_box(page(Client(), spoken, "confirm", text=TEXT, **new)) == TEXT


def test_it_waits_while_the_words_are_asked_again(words: Receipt) -> None:
    asked = page(Client(), mint(), "open", text=TEXT)

    assert html_words.unescape(hidden(asked, "text")) == TEXT
    assert 'name="do" value="open"' in asked


def test_what_was_sent_does_not_stand_in_the_box_again(words: Receipt) -> None:
    assert in_the_box(page(Client(), words, "write", text=TEXT)) == ""


def test_every_button_of_the_page_sends_the_box_along(words: Receipt) -> None:
    html = page(Client(), words, "write", text="One")

    assert html.count("<form") == 1
    for button in ('value="open"', 'value="change"', 'value="write"', 'name="take_back"'):
        assert html.index("<form") < html.index(button) < html.index("</form>")

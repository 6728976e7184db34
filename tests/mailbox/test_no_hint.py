"""Whether a mailbox exists, or ever did, is told to nobody without its words."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from candour.mailbox.actions import change_words, open_by_words
from candour.seal.receipt import mint
from tests.conftest import Cast
from tests.mailbox.page import UNKNOWN, plain, press, told

BUTTONS = ["open", "take_back", "change", "anything"]


def answer(words: str, do: str) -> tuple[int, str]:
    response = press(Client(), words, do)
    return response.status_code, plain(response.content.decode()).replace(words, "the words")


@pytest.mark.parametrize("do", BUTTONS)
def test_a_wrong_receipt_gets_one_answer(cast: Cast, do: str) -> None:
    status, html = answer(mint(), do)

    assert status == 422
    assert UNKNOWN in html


@pytest.mark.parametrize("do", BUTTONS)
def test_unknown_words_and_words_that_were_changed_get_the_same_answer(cast: Cast, do: str) -> None:
    _, old = told()
    change_words(open_by_words(old), receipt=mint())

    assert answer(old, do) == answer(mint(), do)


@pytest.mark.parametrize("do", BUTTONS)
def test_the_right_words_in_another_order_get_the_same_answer(cast: Cast, do: str) -> None:
    _, words = told()
    first, second, *others = words.split()
    turned = " ".join([second, first, *others]) if first != second else " ".join([*others, first, second])

    assert answer(turned, do) == answer(mint(), do)


@pytest.mark.parametrize("do", ["write", "confirm"])
def test_writing_and_changing_with_wrong_words_tell_nothing_either(cast: Cast, do: str) -> None:
    _, old = told()
    change_words(open_by_words(old), receipt=mint())

    assert answer(old, do) == answer(mint(), do)
    assert UNKNOWN in answer(mint(), do)[1]


def test_a_wrong_receipt_costs_one_look_whether_it_was_ever_right_or_not(cast: Cast) -> None:
    _, old = told()
    change_words(open_by_words(old), receipt=mint())
    press(Client(), mint())
    looks = []
    for words in (old, mint()):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            press(Client(), words)
        looks.append([one["sql"].split("WHERE")[0] for one in asked])

    assert looks[0] == looks[1]
    assert len([one for one in looks[0] if "mailbox_mailbox" in one]) == 1


def test_no_page_holds_another_mailbox_s_letter(cast: Cast) -> None:
    _, mine = told()
    _, theirs = told()
    press(Client(), mine, "write", text="zanderling of mine")
    press(Client(), theirs, "write", text="wobblequick of theirs")
    letter = open_by_words(theirs).mailbox.letters.get()

    shown = [
        press(Client(), mine, do, letter=str(letter.pk)) for do in ("open", "take_back", "change", "write")
    ]
    pages = [response.content.decode() for response in shown]

    assert "zanderling of mine" in pages[0]
    assert not any("wobblequick" in html for html in pages)
    assert open_by_words(theirs).mailbox.letters.count() == 1

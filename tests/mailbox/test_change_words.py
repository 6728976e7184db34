import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from candour.mailbox import actions
from candour.mailbox.actions import change_words, leave_letter, leave_notice, open_by_words, read_letters
from candour.seal.keys import WrongKey
from candour.seal.receipt import Receipt, mint
from tests.conftest import DAY, Cast
from tests.mailbox.page import UNKNOWN, hidden, page, press, told


@pytest.fixture
def words(cast: Cast) -> Receipt:
    return told()[1]


def offered(words: Receipt) -> dict[str, str]:
    html = page(Client(), words, "change")
    return {"new": hidden(html, "new"), "mark": hidden(html, "mark")}


def test_new_words_open_nothing_until_they_are_confirmed(words: Receipt) -> None:
    new = offered(words)

    assert UNKNOWN in page(Client(), new["new"])
    assert "<h1>Your messages</h1>" in page(Client(), words)


def test_confirmed_words_open_the_box_and_the_old_ones_do_not(words: Receipt) -> None:
    press(Client(), words, "write", text="Still here")
    new = offered(words)
    html = page(Client(), words, "confirm", **new)

    assert "Your words have changed." in html
    assert "Still here" in html
    assert hidden(html, "words") == new["new"]
    assert "Still here" in page(Client(), new["new"])
    assert UNKNOWN in page(Client(), words)


def test_confirming_twice_shows_the_same_mailbox(words: Receipt) -> None:
    new = offered(words)
    first, second = (page(Client(), words, "confirm", **new) for _ in range(2))

    assert "Your words have changed." in first
    assert "Your words have changed." in second


def test_words_without_our_mark_are_refused_and_the_old_ones_stand(words: Receipt) -> None:
    html = page(Client(), words, "confirm", new=mint(), mark=offered(words)["mark"])

    assert "We did not make these seven words." in html
    assert "I have kept my new words" in html
    assert "<h1>Your messages</h1>" in page(Client(), words)


def test_words_cannot_be_changed_back_to_ones_used_before(words: Receipt) -> None:
    second = mint()
    box = change_words(open_by_words(words), receipt=second)

    with pytest.raises(ValidationError, match="used before"):
        change_words(box, receipt=words)
    with pytest.raises(ValidationError, match="used before"):
        change_words(box, receipt=told()[1])
    assert open_by_words(second)


def test_words_used_before_are_answered_with_new_ones(words: Receipt) -> None:
    first = offered(words)
    press(Client(), words, "confirm", **first)
    second = offered(Receipt(first["new"]))
    press(Client(), first["new"], "confirm", **second)

    html = page(Client(), second["new"], "confirm", **first)

    assert "These words have been used before." in html
    assert "I have kept my new words" in html


def test_every_letter_moves_to_the_new_words(words: Receipt) -> None:
    box = open_by_words(words)
    for number in range(12):
        leave_letter(box.mailbox, text=f"letter {number}", on=DAY)
        leave_notice(box.mailbox, stage="Being read", text=f"notice {number}", on=DAY)
    before = [letter.text for letter in read_letters(box)]

    after = read_letters(change_words(box, receipt=mint()))

    assert [letter.text for letter in after] == before
    assert len(after) == 24
    with pytest.raises(WrongKey):
        read_letters(box)


def test_a_fault_half_way_leaves_everything_with_the_old_words(words: Receipt, monkeypatch) -> None:
    box = open_by_words(words)
    for number in range(5):
        leave_letter(box.mailbox, text=f"letter {number}", on=DAY)
    move, moved = actions._move, []

    def fail_at_the_fourth(*args):
        moved.append(args)
        if len(moved) == 4:
            raise OSError
        move(*args)

    monkeypatch.setattr(actions, "_move", fail_at_the_fourth)
    with pytest.raises(OSError):
        change_words(box, receipt=mint())

    assert len(read_letters(open_by_words(words))) == 5


def test_the_new_words_stand_one_by_one_to_be_copied(words: Receipt) -> None:
    html = page(Client(), words, "change")

    assert [f"<li>{word}</li>" in html for word in hidden(html, "new").split()] == [True] * 7
    assert "your old words go on working" in html

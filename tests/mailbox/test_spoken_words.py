"""Words that were read out over the telephone are good once."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from candour.intake.actions import IncomingContact, receive_contact
from candour.mailbox.actions import change_words, leave_letter, open_by_words, speak_other_words
from candour.mailbox.minted import mark_words
from candour.seal.keys import WrongKey
from candour.seal.receipt import Receipt, mailbox_number, mint
from tests.conftest import DAY, Cast
from tests.mailbox.page import UNKNOWN, hidden, page, press, told

SAID = "The words you were told on the phone work once. These are your new words."


@pytest.fixture
def words(cast: Cast) -> Receipt:
    receipt = told(spoken=True)[1]
    leave_letter(open_by_words(receipt).mailbox, text="a marker letter", on=DAY)
    return receipt


@pytest.mark.parametrize("do", ["open", "write", "take_back", "change", "anything"])
def test_whatever_is_pressed_new_words_come_first_and_no_letter(words: Receipt, do: str) -> None:
    html = page(Client(), words, do, text="A letter")

    assert SAID in html
    assert "a marker letter" not in html
    assert open_by_words(words).mailbox.letters.count() == 1


def test_the_first_opening_ends_the_spoken_words(words: Receipt) -> None:
    first = page(Client(), words)
    html = page(Client(), words, "confirm", new=hidden(first, "new"), mark=hidden(first, "mark"))

    assert "a marker letter" in html
    assert UNKNOWN in page(Client(), words)
    assert "a marker letter" in page(Client(), hidden(first, "new"))
    assert SAID not in page(Client(), hidden(first, "new"))


def test_words_that_were_seen_but_not_kept_leave_the_spoken_ones_good(words: Receipt) -> None:
    page(Client(), words)

    assert SAID in page(Client(), words)


def test_the_spoken_words_cannot_be_confirmed_as_the_new_ones(words: Receipt) -> None:
    spoken = mark_words(words)

    for old in (words, mint()):
        html = page(Client(), old, "confirm", new=spoken.words, mark=spoken.mark)
        assert "a marker letter" not in html
    assert open_by_words(words).mailbox.spoken


def test_nothing_comes_in_by_spoken_words_once_the_reporter_has_others(words: Receipt) -> None:
    new = mint()
    change_words(open_by_words(words), receipt=new)
    again = receive_contact(
        IncomingContact(account={"what": "as if from the reporter"}, channel="phone"), receipt=words
    )

    assert again.came_as == "again"
    assert again.words_changed
    assert open_by_words(new).mailbox.letters.count() == 1


def test_words_that_nobody_heard_can_be_made_again(cast: Cast) -> None:
    words, new = told(spoken=True)[1], mint()
    speak_other_words(mailbox_number(words), receipt=new)

    assert open_by_words(new).mailbox.spoken
    with pytest.raises(WrongKey):
        open_by_words(words)


def test_words_cannot_be_made_again_once_the_box_was_opened_or_written_to(words: Receipt) -> None:
    with pytest.raises(ValidationError):
        speak_other_words(mailbox_number(words), receipt=mint())

    _, opened = told(spoken=True)
    new = mint()
    change_words(open_by_words(opened), receipt=new)
    for number in (mailbox_number(opened), mailbox_number(new)):
        with pytest.raises(ValidationError):
            speak_other_words(number, receipt=mint())


def test_the_box_can_be_closed_from_the_page_of_new_words(words: Receipt) -> None:
    assert 'value="close"' in page(Client(), words)
    assert press(Client(), words, "close")["Location"] == "/"

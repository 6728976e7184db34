import pytest
from django.db import OperationalError
from django.test import Client

from candour.assessment import actions as assessment
from candour.assessment import letters
from candour.ledger.models import Entry
from candour.mailbox import public
from candour.mailbox.actions import (
    MOST_UNREAD,
    change_words,
    leave_letter,
    leave_notice,
    open_by_words,
    read_letters,
    receive_letter,
)
from candour.mailbox.forms import LONGEST_LETTER
from candour.mailbox.models import Letter, Mailbox
from candour.seal.receipt import Receipt, mint
from candour.teams.models import NoKeyYet
from tests.conftest import DAY, Cast
from tests.mailbox.page import UNKNOWN, hidden, page, press, told

LATER = DAY.replace(day=9)


@pytest.fixture
def words(cast: Cast) -> Receipt:
    return told()[1]


def test_a_letter_is_sealed_and_stands_in_the_box_at_once(words: Receipt) -> None:
    html = page(Client(), words, "write", text="The car was <green>")

    assert "We have your message." in html
    assert "The car was &lt;green&gt;" in html
    assert b"green" not in bytes(Letter.objects.get().sealed)


def test_the_same_page_sent_twice_leaves_one_letter(words: Receipt) -> None:
    once = hidden(page(Client(), words), "once")
    for _ in range(2):
        assert "We have your message." in page(Client(), words, "write", text="Yes", once=once)

    assert Letter.objects.count() == 1
    assert Entry.objects.filter(event="letter.received").count() == 1


def test_the_same_words_on_another_day_s_page_are_another_letter(words: Receipt) -> None:
    for _ in range(2):
        once = hidden(page(Client(), words), "once")
        press(Client(), words, "write", text="Yes", once=once)

    assert Letter.objects.count() == 2


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_an_empty_letter_is_told_and_nothing_is_sent(words: Receipt, text: str) -> None:
    html = page(Client(), words, "write", text=text)

    assert "There is nothing in your message yet." in html
    assert "<title>To put right: " in html
    assert not Letter.objects.exists()


def test_a_letter_that_is_too_long_comes_back_whole(words: Receipt) -> None:
    text = "a" * (LONGEST_LETTER + 1)
    html = page(Client(), words, "write", text=text)

    assert "Your message is too long: 20,001 characters, and there is room for 20,000." in html
    assert f"\n{text}</textarea>" in html
    assert not Letter.objects.exists()


def test_the_longest_letter_fits(words: Receipt) -> None:
    press(Client(), words, "write", text="é" * LONGEST_LETTER)

    assert len(read_letters(open_by_words(words))[0].text) == LONGEST_LETTER


@pytest.mark.parametrize("fault", [OperationalError("database is locked"), NoKeyYet("no key")])
def test_a_letter_that_could_not_be_kept_comes_back_filled(words: Receipt, monkeypatch, fault) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise fault

    monkeypatch.setattr(public, "receive_letter", fail)
    response = press(Client(), words, "write", text="Not to be lost", once="abc")
    html = response.content.decode()

    assert response.status_code == 503
    assert "We did not receive your message" in html
    assert "Not to be lost</textarea>" in html
    assert (hidden(html, "words"), hidden(html, "once")) == (words, "abc")


def test_a_letter_written_with_words_that_have_changed_waits_for_the_new_ones(words: Receipt) -> None:
    new = mint()
    change_words(open_by_words(words), receipt=new)
    html = page(Client(), words, "write", text="Written before", once="abc")

    assert UNKNOWN in html
    assert hidden(html, "text") == "Written before"
    assert 'name="do" value="write"' in html
    assert "We have your message." in page(Client(), new, "write", text="Written before", once="abc")


def test_letters_stand_from_the_oldest_to_the_newest_with_who_wrote_and_the_day(words: Receipt) -> None:
    box = open_by_words(words).mailbox
    leave_notice(box, stage="Being read", text="first", on=DAY)
    leave_letter(box, text="second", on=LATER)
    press(Client(), words, "write", text="third")
    html = page(Client(), words)

    assert html.index("first") < html.index("second") < html.index("third")
    assert ">2 March 2026</h3>" in html
    assert ">From us, 9 March 2026</h3>" in html
    assert ">From you, " in html


def test_the_stage_is_the_newest_notice_s(words: Receipt) -> None:
    assert "We have what you told us." in page(Client(), words)
    box = open_by_words(words).mailbox
    leave_notice(box, stage="Being read", text="one", on=DAY)
    leave_notice(box, stage="Sent to a police force", text="two", on=LATER)
    leave_letter(box, text="three", on=LATER)
    html = page(Client(), words)

    assert "<p>Sent to a police force.</p>" in html
    assert "<p>Being read.</p>" not in html


def test_a_letter_nobody_has_read_can_be_taken_back(words: Receipt) -> None:
    html = page(Client(), words, "write", text="I should not have said so")
    html = page(Client(), words, "take_back", letter=hidden(html, "take_back"))

    assert "You have taken your message back." in html
    assert "I should not have said so" not in html
    assert not Letter.objects.exists()


def test_a_letter_taken_back_twice_is_gone_once(words: Receipt) -> None:
    letter = hidden(page(Client(), words, "write", text="Gone"), "take_back")
    press(Client(), words, "take_back", letter=letter)

    assert "It may have been taken back already." in page(Client(), words, "take_back", letter=letter)


def test_a_letter_we_have_read_cannot_be_taken_back(cast: Cast) -> None:
    contact, words = told()
    html = page(Client(), words, "write", text="Read by now")
    letter = hidden(html, "take_back")
    assessment.take_up(contact, by=cast.asif, on=DAY)
    letters.open_letters(contact, by=cast.asif, keys=cast.ring(cast.asif))

    html = page(Client(), words, "take_back", letter=letter)

    assert "We have read this message, so it cannot be taken back." in html
    assert "Take this message back" not in html
    assert Letter.objects.filter(author="reporter").count() == 1


@pytest.mark.parametrize("letter", ["", "no-uuid", "00000000-0000-4000-8000-000000000000"])
def test_a_letter_that_is_not_there_cannot_be_taken_back(words: Receipt, letter: str) -> None:
    assert "That message is not one of yours." in page(Client(), words, "take_back", letter=letter)


def test_our_own_letters_cannot_be_taken_back_by_the_reporter(words: Receipt) -> None:
    ours = leave_letter(open_by_words(words).mailbox, text="A question", on=DAY)

    assert "That message is not one of yours." in page(Client(), words, "take_back", letter=str(ours.pk))
    assert Letter.objects.filter(pk=ours.pk).exists()


def test_closing_leads_to_the_start_with_the_words_left_behind(words: Receipt) -> None:
    response = press(Client(), words, "close")

    assert (response.status_code, response["Location"]) == (302, "/")
    assert not response.content


def test_another_matter_has_a_way_of_its_own(words: Receipt) -> None:
    assert 'href="/report"' in page(Client(), words)


def test_the_words_stand_in_no_address_and_in_no_row(words: Receipt) -> None:
    html = page(Client(), words)

    assert 'action="/mailbox"' in html
    assert words not in str(list(Mailbox.objects.values()))


def test_a_letter_is_counted_by_its_day_alone(words: Receipt) -> None:
    press(Client(), words, "write", text="One more thing")
    entry = Entry.objects.get(event="letter.received")

    assert entry.channel == "web_mailbox"
    assert entry.token is None


def test_a_mailbox_full_of_unread_letters_says_so_and_keeps_what_was_typed(words: Receipt) -> None:
    mailbox = open_by_words(words).mailbox
    for number in range(MOST_UNREAD):
        receive_letter(mailbox, receipt=words, text=f"Letter {number}", on=DAY)

    html = page(Client(), words, "write", text="One letter too many")

    assert "100 messages of yours that we have not read yet" in html
    assert "One letter too many" in html
    assert mailbox.letters.count() == MOST_UNREAD


def test_a_letter_taken_back_does_not_come_back_when_its_page_is_sent_again(words: Receipt) -> None:
    press(Client(), words, "write", text="Better unsaid", once="abc")
    press(Client(), words, "take_back", letter=str(Letter.objects.get().pk))

    again = page(Client(), words, "write", text="Better unsaid", once="abc")

    assert "You have taken this message back." in again
    assert not Letter.objects.exists()
    assert "We have your message." in page(
        Client(), words, "write", text="Better unsaid", once="another page"
    )

from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError

from candour.intake import public
from candour.intake.models import Contact
from candour.mailbox import actions as mailbox
from candour.mailbox.models import Letter
from candour.seal.receipt import Receipt, mint
from tests.conftest import Cast

from .test_questions import LONG_WAY
from .way import ANSWERS, Browser


def at_the_check() -> Browser:
    return Browser().open().walk(ANSWERS)


def again(browser: Browser, **changed: str) -> Browser:
    """The same check page, sent once more, as by a double click."""
    values, buttons = dict(browser.values), list(browser.buttons)
    browser.press("send", **changed)
    browser.values, browser.buttons = values, buttons
    return browser


def test_sending_twice_shows_the_same_words_and_makes_one_contact(cast: Cast) -> None:
    browser = again(at_the_check())
    first, page = browser.words, browser.page.content

    browser.press("send")

    assert browser.words == first
    assert browser.page.content == page
    assert Contact.objects.count() == 1
    assert not Letter.objects.exists()


def test_sending_other_content_adds_a_letter(cast: Cast) -> None:
    browser = again(at_the_check())
    first = browser.words

    browser.press("send", what="There was a second time")

    assert "added this to what you sent before" in browser.text
    assert browser.words == first
    assert Contact.objects.count() == 1
    (letter,) = mailbox.read_letters(mailbox.open_by_words(Receipt(" ".join(first))))
    assert "There was a second time" in letter.text


def test_an_answer_changed_after_sending_is_a_letter_too(cast: Cast) -> None:
    browser = again(at_the_check())

    browser.press("change", "where").press(where="Somewhere else").press("send")

    assert Contact.objects.count() == 1
    assert Letter.objects.count() == 1


def test_danger_that_is_told_later_is_not_lost(cast: Cast) -> None:
    browser = again(at_the_check())

    browser.press("send", danger="yes")

    assert "added this to what you sent before" in browser.text
    assert Contact.objects.get().danger
    (letter,) = mailbox.read_letters(mailbox.open_by_words(Receipt(" ".join(browser.words))))
    assert "In danger now: yes" in letter.text


def test_words_that_were_changed_are_not_shown_again(cast: Cast) -> None:
    browser = again(at_the_check())
    old = browser.words
    mailbox.change_words(mailbox.open_by_words(Receipt(" ".join(old))), receipt=mint())

    browser.press("send")
    assert "Use your new words" in browser.text
    assert "We have this already" in browser.text
    assert browser.words == []
    assert Contact.objects.count() == 1


@pytest.mark.parametrize(
    "forged",
    [
        {"mark": "0" * 64},
        {"mark": ""},
        {"words": " ".join(["easy"] * 7)},
        {"words": "not words"},
        {"words": ""},
        {"words": str(mint())},
    ],
)
def test_words_that_we_did_not_make_are_replaced_and_nothing_is_lost(
    cast: Cast, forged: dict[str, str]
) -> None:
    browser = at_the_check()
    before = dict(browser.values)

    browser.press("send", **forged)

    assert browser.at == "check"
    assert browser.page.status_code == 422
    assert "Nothing has been sent yet" in browser.text
    assert not Contact.objects.exists()
    assert browser.values["words"] not in (before["words"], forged.get("words"))
    assert {name: browser.values[name] for name in ANSWERS if ANSWERS[name]} == {
        name: text for name, text in ANSWERS.items() if text
    }
    assert browser.press("send").words


def test_a_line_without_a_key_says_that_nothing_was_received(cast: Cast, settings: Any) -> None:
    browser = Browser().open().walk(LONG_WAY)
    before = dict(browser.values)
    pins, settings.TEAM_FINGERPRINTS = settings.TEAM_FINGERPRINTS, {}

    browser.press("send")

    assert_kept(browser, before)
    settings.TEAM_FINGERPRINTS = pins
    assert browser.press("send").words == before["words"].split()


@pytest.mark.parametrize("fault", [OperationalError, OSError, ValueError])
def test_a_fault_at_the_last_moment_loses_nothing(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, fault: type[Exception]
) -> None:
    browser = Browser().open().walk(LONG_WAY)
    before = dict(browser.values)

    with monkeypatch.context() as broken:
        broken.setattr(public, "receive_contact", failing(fault))
        browser.press("send")

    assert_kept(browser, before)
    assert browser.press("send").words == before["words"].split()
    assert Contact.objects.count() == 1


def test_a_fault_logs_no_word_of_the_report(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    browser = Browser().open().walk({**LONG_WAY, "what": "markerword"})
    monkeypatch.setattr(public, "receive_contact", failing(OperationalError))

    browser.press("send")

    logged = capsys.readouterr()
    assert "markerword" not in logged.err + logged.out


def failing(fault: type[Exception]) -> Callable[..., None]:
    def fail(*_: Any, **__: Any) -> None:
        raise fault("markerword")

    return fail


def assert_kept(browser: Browser, before: dict[str, str]) -> None:
    assert browser.page.status_code == 503
    assert "We have not received your report" in browser.text
    assert {**browser.values, "csrfmiddlewaretoken": ""} == {**before, "csrfmiddlewaretoken": ""}
    assert not Contact.objects.exists()

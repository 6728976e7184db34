"""What a reporter types arrives as it was typed, through every page and the seal."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from candour.assessment.models import ContactsToAssess
from candour.intake.fields import MOST
from candour.intake.models import Contact
from tests.conftest import Cast

from .test_send_a_report import opened
from .way import ANSWERS, Browser

TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300)


def arrived(cast: Cast) -> dict[str, str]:
    contact = ContactsToAssess.all().get()
    told = opened(cast, contact)
    contact.holding.delete()
    Contact.objects.all().delete()
    return told


def as_it_should(text: str) -> str | None:
    plain = "\n".join(text.replace("\r\n", "\n").split("\r")).replace("\0", "\N{REPLACEMENT CHARACTER}")
    return plain if plain.strip() else None


@pytest.mark.django_db
@given(TEXT, TEXT.filter(str.strip))
@example("  two blanks before", "\n\nlines before\r\nand after\n")
@example('"><script>alert(1)</script>', "</textarea><b>&amp;&#39;\u2028")
@example("👮🏽‍♀️ é e\u0301", "\0 \r \x0b \ufeff \u202e")
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_own_words_arrive_as_they_were_typed(cast: Cast, who: str, what: str) -> None:
    browser = Browser().open().walk({**ANSWERS, "who": who, "what": what})
    assert browser.press("send").words

    told = arrived(cast)
    assert told.get("who") == as_it_should(who)
    assert told["what"] == as_it_should(what)


@pytest.mark.parametrize("sign", ["a", "😀", "\n", '"'])
def test_the_longest_answers_arrive_whole(cast: Cast, sign: str) -> None:
    text = "x" + sign * (MOST - 2) + "x"
    fields = ("who", "what", "when", "where", "how_known_words")

    browser = Browser().open().walk({**ANSWERS, **dict.fromkeys(fields, text)})
    assert browser.press("send").words

    told = arrived(cast)
    assert all(told[name] == text for name in fields)


def test_a_text_that_is_too_long_comes_back_whole(cast: Cast) -> None:
    browser = Browser().open().walk(ANSWERS, to="what")

    browser.press(what="é" * (MOST + 7))

    assert browser.at == "what"
    assert "20,000 characters at most. It has 20,007 now" in browser.text
    assert browser.values["what"] == "é" * (MOST + 7)


def test_line_breaks_count_once(cast: Cast) -> None:
    browser = Browser().open().walk(ANSWERS, to="what")

    assert browser.press(what="x" + "\n" * (MOST - 2) + "x").at == "when"

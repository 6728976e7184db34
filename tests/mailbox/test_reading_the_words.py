import re

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from candour.mailbox.forms import ReceiptForm
from candour.seal.receipt import WORDS, mint
from tests.conftest import Cast
from tests.mailbox.page import ADDRESS, UNKNOWN, page, press, told

BETWEEN = st.sampled_from([" ", "  ", "\n", "\r\n", ", ", "-", ". ", "; ", "\t", " 2 ", "\n3. "])
SPELT = st.sampled_from([str.lower, str.upper, str.title, str.swapcase])


def objection(typed: str) -> list[str]:
    form = ReceiptForm({"words": typed})
    assert not form.is_valid()
    return form.errors["words"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(between=st.lists(BETWEEN, min_size=6, max_size=6), spelt=SPELT)
def test_the_box_opens_however_the_words_are_set_out(cast: Cast, between: list[str], spelt) -> None:
    _, words = told()
    first, *others = words.split()
    typed = first + "".join(gap + word for gap, word in zip(between, others, strict=True))

    assert "<h1>Your messages</h1>" in page(Client(), spelt(typed))


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).filter(lambda words: len(words) != 7))
def test_another_number_of_words_is_counted_out(words: list[str]) -> None:
    (said,) = objection(" ".join(words))

    assert re.search(rf"We read {len(words)} words?\. There should be 7\.", said)


@settings(deadline=None, max_examples=25)
@given(place=st.integers(0, 6), words=st.lists(st.sampled_from(WORDS), min_size=7, max_size=7))
def test_a_word_that_is_not_ours_is_named_by_its_place(place: int, words: list[str]) -> None:
    words[place] = words[place] + "qqx"

    assert objection(" ".join(words))[0].startswith(
        f"Word {place + 1}, “{words[place]}”, is not on our list."
    )


def test_up_to_three_words_like_it_are_offered() -> None:
    six = " ".join(mint().split()[:6])

    assert "Did you mean abacus?" in objection(f"{six} abacuss")[0]
    assert len(re.findall(r"\w+ or \w+\?", objection(f"{six} kinge")[0])) == 1
    assert objection(f"{six} xqzxqzxqz")[0].endswith("Check how it is spelt.")


def test_two_words_amiss_are_both_named() -> None:
    five = " ".join(mint().split()[:5])

    assert len(objection(f"xqzxqz {five} zqxzqx")) == 2


@pytest.mark.parametrize("typed", ["", "  ", "\n"])
def test_no_words_at_all_are_asked_for(typed: str) -> None:
    assert objection(typed) == ["Write your seven words."]


def test_figures_alone_are_no_words() -> None:
    assert objection("1 2 3") == ["We could read no words. Write all 7."]


def test_the_form_comes_back_with_what_was_typed(cast: Cast) -> None:
    html = page(Client(), "six words & no more of <b>")

    assert "six words &amp; no more of &lt;b&gt;</textarea>" in html
    assert "There is something to put right" in html


def test_the_first_page_asks_for_the_words_and_names_nothing(cast: Cast) -> None:
    html = Client().get(ADDRESS).content.decode()

    assert "Your seven words" in html
    assert "<title>Your page</title>" in html
    assert UNKNOWN not in html
    assert "<script" not in html


def test_the_words_may_be_pasted_and_are_kept_by_no_browser(cast: Cast) -> None:
    html = Client().get(ADDRESS).content.decode()
    box = re.search(r"<textarea[^>]*>", html)

    assert box is not None
    assert 'autocomplete="off"' in box[0]
    assert 'spellcheck="false"' in box[0]
    assert "onpaste" not in html


def test_only_get_and_post_are_answered(cast: Cast) -> None:
    assert Client().put(ADDRESS).status_code == 405


def test_no_cookie_but_the_form_s_own_is_set(cast: Cast) -> None:
    _, words = told()
    client = Client()
    client.get(ADDRESS)
    press(client, words)

    assert set(client.cookies) == {"form"}

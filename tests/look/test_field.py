from datetime import date

import pytest

from tests.look.page import Questions, draw


def test_a_text_question_has_a_label_that_points_at_its_box() -> None:
    html = draw("{% field form.account rows=9 %}", form=Questions())

    assert '<label class="govuk-label govuk-label--s" for="id_account">What happened?</label>' in html
    assert '<textarea class="govuk-textarea" id="id_account" name="account" rows="9">' in html


def test_a_large_question_is_the_heading_of_its_page() -> None:
    account = draw('{% field form.account size="l" %}', form=Questions())
    about = draw('{% field form.about size="l" %}', form=Questions())

    assert '<h1 class="govuk-label-wrapper"><label' in account
    assert '<h1 class="govuk-fieldset__heading">What is it about?</h1></legend>' in about


def test_a_middling_question_is_no_heading() -> None:
    assert "<h1" not in draw('{% field form.about size="m" %}', form=Questions())


def test_the_first_answer_has_the_id_of_its_question_and_the_next_are_numbered() -> None:
    html = draw("{% field form.about %}", form=Questions())

    assert 'id="id_about" name="about" type="radio" value="money"' in html
    assert 'id="id_about-2" name="about" type="radio" value="force"' in html
    assert 'for="id_about-2">Force &amp; fear</label>' in html


def test_the_hint_and_the_message_are_read_with_the_question() -> None:
    html = draw("{% field form.about %}", form=Questions({}))

    assert '<fieldset class="govuk-fieldset" aria-describedby="id_about-hint id_about-problem">' in html
    assert '<div id="id_about-hint" class="govuk-hint">Pick the one that fits best.</div>' in html
    assert '<p id="id_about-problem" class="govuk-error-message">' in html
    assert '<span class="govuk-visually-hidden">Problem:</span> Pick one.' in html


def test_an_answer_can_have_its_own_hint_and_an_or_before_it() -> None:
    hints = {"money": "Bribes, theft & fraud."}
    html = draw('{% field form.about hints=hints divider="unknown" %}', form=Questions(), hints=hints)

    assert 'value="money" aria-describedby="id_about-about"' in html
    assert 'value="force">' in html
    assert html.count('<div class="govuk-radios__divider">or</div>') == 1
    assert html.index("__divider") < html.index("I do not know")
    assert "Bribes, theft &amp; fraud." in html


def test_no_two_things_on_a_page_share_an_id_when_the_first_answer_has_a_hint() -> None:
    html = draw("{% field form.about hints=hints %}", form=Questions(), hints={"money": "Bribes."})

    ids = [part.split('"')[0] for part in html.split(' id="')[1:]]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", ["account", "about", "day", "places", "has_words", "force"])
def test_the_browser_does_not_object_before_we_do(name: str) -> None:
    html = draw("{% field bound %}", bound=Questions()[name])

    assert "required" not in html
    assert "maxlength" not in html


def test_what_was_typed_is_still_there_and_is_escaped() -> None:
    form = Questions(
        {"account": "</textarea><script>", "about": "force", "places": ["online"], "has_words": "on"}
    )

    assert "&lt;/textarea&gt;&lt;script&gt;</textarea>" in draw("{% field form.account %}", form=form)
    assert 'value="force" checked' in draw("{% field form.about %}", form=form)
    places = draw("{% field form.places %}", form=form)
    assert 'value="online" checked' in places
    assert 'value="person" checked' not in places
    assert " checked" in draw("{% field form.has_words %}", form=form)


def test_a_line_break_at_the_start_of_an_account_survives() -> None:
    html = draw("{% field form.account %}", form=Questions({"account": "\nAfter a blank line"}))

    assert ">\n\nAfter a blank line</textarea>" in html


def test_a_day_is_three_boxes_and_keeps_what_makes_no_day() -> None:
    form = Questions({"day_day": "31", "day_month": "June", "day_year": "2022"})
    html = draw("{% field form.day %}", form=form)

    assert 'role="group"' in html
    for part, typed in (("day", "31"), ("month", "June"), ("year", "2022")):
        assert f'id="id_day_{part}" name="day_{part}" type="text" inputmode="numeric" value="{typed}"' in html


def test_a_date_box_is_given_the_year_first() -> None:
    html = draw("{% field form.received %}", form=Questions(initial={"received": date(2022, 11, 29)}))

    assert 'type="date" value="2022-11-29"' in html


def test_a_number_is_typed_into_a_text_box_with_a_number_pad() -> None:
    html = draw("{% field form.seen_by width=3 %}", form=Questions({"seen_by": "many"}))

    assert 'class="govuk-input govuk-input--error govuk-input--width-3"' in html
    assert 'type="text" value="many"' in html
    assert 'inputmode="numeric"' in html


def test_a_passphrase_is_never_written_back() -> None:
    html = draw("{% field form.passphrase %}", form=Questions({"passphrase": "correct horse"}))

    assert 'type="password"' in html
    assert "correct" not in html


def test_a_list_keeps_its_groups() -> None:
    html = draw("{% field form.force %}", form=Questions(initial={"force": "kent"}))

    assert '<optgroup label="England">' in html
    assert '<option value="kent" selected>Kent</option>' in html


def test_a_single_box_to_tick_has_its_label_and_hint_beside_it() -> None:
    html = draw("{% field form.has_words %}", form=Questions())

    assert 'id="id_has_words" name="has_words" type="checkbox" aria-describedby="id_has_words-hint"' in html
    assert html.count("I have the words") == 1
    assert html.count("We keep no copy.") == 1


def test_a_hidden_question_is_only_its_box() -> None:
    html = draw("{% field form.minted %}", form=Questions(initial={"minted": "a<b"}))

    assert html.strip() == '<input type="hidden" name="minted" value="a&lt;b" id="id_minted">'

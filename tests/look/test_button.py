from tests.look.page import draw


def test_a_button_sends_its_form() -> None:
    assert draw('{% button "Continue" %}') == '<button type="submit" class="govuk-button">Continue</button>'


def test_a_named_button_says_which_was_pressed() -> None:
    html = draw('{% button "Back" kind="secondary" name="back" %}')

    assert 'class="govuk-button govuk-button--secondary" name="back" value="1">Back<' in html


def test_a_button_with_an_address_is_a_link() -> None:
    html = draw('{% button "Start" href=there %}', there='/report?a=1&b="')

    assert html == '<a class="govuk-button" href="/report?a=1&amp;b=&quot;">Start</a>'

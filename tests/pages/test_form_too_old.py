import pytest
from django.test import Client

from candour.intake.models import Contact
from tests.conftest import Cast
from tests.intake.way import ANSWERS, Browser, last_form


def lost_cookie(browser: Browser) -> Browser:
    browser.client.cookies.clear()
    return browser


def test_a_form_whose_cookie_is_gone_comes_back_and_can_be_sent(cast: Cast) -> None:
    browser = lost_cookie(Browser().open().walk(ANSWERS))
    before = dict(browser.values)

    browser.press("send")

    assert browser.page.status_code == 403
    assert "Nothing you wrote is lost" in browser.text
    assert not Contact.objects.exists()
    sent = {**before, "send": "1", "sent_again": "1"}
    assert {**browser.values, "csrfmiddlewaretoken": ""} == {**sent, "csrfmiddlewaretoken": ""}
    assert browser.press().words == before["words"].split()


def test_it_works_in_the_middle_of_the_questions(cast: Cast) -> None:
    browser = lost_cookie(Browser().open().walk(ANSWERS, to="what"))

    assert browser.press(what="Something").press().at == "when"
    assert browser.values["what"] == "Something"
    assert "sent_again" not in browser.values


def test_a_browser_that_keeps_no_cookie_is_told_what_to_do(cast: Cast) -> None:
    browser = lost_cookie(Browser().open().walk(ANSWERS)).press("send")
    assert "Allow cookies" not in browser.text

    lost_cookie(browser).press()

    assert "Allow cookies for this site" in browser.text
    assert browser.values["what"] == ANSWERS["what"]
    assert browser.press().words


def test_another_sites_form_gets_no_button(cast: Cast) -> None:
    form = last_form(what="<b>Words of</b> another site")

    page = Client(enforce_csrf_checks=True).post(
        "/report", form, headers={"Origin": "https://elsewhere.test"}
    )

    assert page.status_code == 403
    html = page.content.decode()
    assert "<form" not in html
    assert "&lt;b&gt;Words of&lt;/b&gt; another site" in html
    assert form["words"] not in html


@pytest.mark.parametrize("address", ["/desk/sign-in", "/force/sign-in"])
def test_the_work_doors_only_say_so(cast: Cast, address: str) -> None:
    page = Client(enforce_csrf_checks=True).post(
        address, {"login": "hana", "password": "an invented passphrase"}
    )

    assert page.status_code == 403
    assert "We could not take what you sent" in page.content.decode()
    assert "an invented passphrase" not in page.content.decode()

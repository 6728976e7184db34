import re

import pytest

from candour.codes.categories import reporter_categories
from candour.intake import offered
from candour.intake.models import Contact
from candour.intake.steps import CHECK, FIRST, STEPS, next_step, previous_step
from tests.conftest import Cast

from .way import ANSWERS, FIELDS_OF, Browser

LONG_WAY = {
    **ANSWERS,
    "how_known_words": "There is a notebook",
    "danger": "yes",
    "danger_words": "A child",
    "identity": "confidential",
    "details": "Invented Person, 01632 960999",
    "consent": "on",
}
PAGES = [step.name for step in STEPS if step.name != "signpost"]
NEEDED = ["category", "force", "what", "identity"]


def at(page: str) -> Browser:
    return Browser().open().walk(LONG_WAY, to=page)


@pytest.mark.parametrize("page", NEEDED)
def test_a_needed_question_left_empty_is_told_at_the_top_and_at_the_field(cast: Cast, page: str) -> None:
    browser = at(page).press()

    assert browser.at == page
    assert browser.page.status_code == 422
    html = browser.page.content.decode()
    assert "There is something to put right" in browser.text
    assert f'<a href="#id_{page}">' in html
    assert f'id="id_{page}-problem"' in html
    assert "<title>To put right: Your page</title>" in html


@pytest.mark.parametrize("page", [page for page in PAGES if page not in (*NEEDED, "details")])
def test_every_other_question_can_be_left_empty(cast: Cast, page: str) -> None:
    browser = at(page)

    assert "You can leave this empty" in browser.text
    assert browser.press().at not in (page, "")


@pytest.mark.parametrize("page", PAGES)
def test_going_back_keeps_what_was_typed(cast: Cast, page: str) -> None:
    typed = {name: LONG_WAY[name] for name in FIELDS_OF[page]}
    browser = at(page)
    if page == FIRST.name:
        assert ("back", "1") not in browser.buttons
        return

    browser.press("back", **typed)

    assert browser.at != page
    assert browser.page.status_code == 200
    assert {name: browser.values[name] for name in typed} == typed
    assert browser.press().at == page
    assert {name: browser.values[name] for name in typed} == typed


@pytest.mark.parametrize("page", PAGES)
def test_an_answer_can_be_changed_from_the_check(cast: Cast, page: str) -> None:
    browser = at("check").press("change", page)

    assert browser.at == page
    assert {name: browser.values[name] for name in FIELDS_OF[page]} == {
        name: LONG_WAY[name] for name in FIELDS_OF[page]
    }
    following = {"danger": "danger_words", "identity": "details"}.get(page)
    if following:
        assert browser.press().at == following
    assert browser.press().at == "check"


@pytest.mark.parametrize(("page", "name"), [(page, name) for page in PAGES for name in FIELDS_OF[page]])
def test_an_answer_that_was_not_offered_is_not_taken(cast: Cast, page: str, name: str) -> None:
    browser = at(page)
    if (
        f'<textarea class="govuk-textarea" id="id_{name}"' in browser.page.content.decode()
        or name == "consent"
    ):
        return

    browser.press(**{name: "something-else"})

    assert browser.at == page
    assert browser.page.status_code == 422


def test_the_check_shows_every_answer_in_words(cast: Cast) -> None:
    browser = at("check")

    for said in (
        "They give information or influence for money or favours",
        "A police officer",
        "Kent Police",
        "On duty",
        "Sergeant Brackenthwaite-Test",
        "I saw or heard it myself, or it happened to me",
        "There is a notebook",
        "A child",
        "Invented Person, 01632 960999",
        "The force may have these details",
    ):
        assert said in browser.text


def test_changing_to_confidential_asks_for_the_details_before_the_check(cast: Cast) -> None:
    browser = Browser().open().walk(ANSWERS).press("change", "identity").press(identity="confidential")

    assert browser.at == "details"
    assert browser.press().at == "details"
    assert browser.press("back").at == "identity"
    assert browser.press().press(details="Invented Person", consent="on").at == "check"


def test_contact_details_need_the_tick(cast: Cast) -> None:
    browser = at("details").press(details="Invented Person")

    assert browser.at == "details"
    assert "Tick the box" in browser.text
    assert browser.values["details"] == "Invented Person"


def test_whoever_is_not_of_the_police_is_signposted_with_the_answers_kept(cast: Cast) -> None:
    browser = Browser().open().walk(ANSWERS, to="force").press(force="not-police")

    assert browser.at == "signpost"
    assert "101" in browser.text
    assert browser.press("back").at == "force"
    assert browser.values["force"] == "not-police"
    assert browser.values["category"] == ANSWERS["category"]
    assert browser.press().press("force", "unknown").at == "duty"
    assert browser.values["force"] == "unknown"


def test_a_report_about_somebody_else_cannot_be_sent(cast: Cast) -> None:
    browser = Browser().open().walk(ANSWERS)
    browser.values["force"] = "not-police"

    assert browser.press("send").at == "signpost"
    assert not Contact.objects.exists()


def test_danger_says_999_before_anything_else(cast: Cast) -> None:
    browser = Browser().open().walk(ANSWERS, to="danger")

    assert "999" in browser.text
    assert "Ring 999 now" in browser.press(danger="yes").text


def test_only_forces_in_scope_are_offered(cast: Cast) -> None:
    html = at("force").page.content.decode()

    assert 'value="metropolitan"' in html
    assert 'value="jersey"' not in html
    assert html.index('value="unknown"') < html.index('value="not-police"') < html.index("<optgroup")


def test_a_page_that_we_do_not_know_is_the_first(cast: Cast) -> None:
    browser = Browser().open()
    browser.values["step"] = "nowhere"

    assert browser.press().at == "category"


def test_the_check_leads_to_the_first_answer_that_cannot_be_sent(cast: Cast) -> None:
    browser = Browser().open().walk(ANSWERS)
    browser.values |= {"what": "", "force": "atlantis"}

    assert browser.press("send").at == "force"
    assert browser.press(force="kent").at == "what"
    assert browser.press(what="Something").at == "check"
    assert browser.press("send").words


def test_the_list_of_forces_outlives_a_database_that_is_gone(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = offered.offered_forces()
    monkeypatch.setattr(offered, "FRESH_FOR", -1.0)
    monkeypatch.setattr(offered, "_read", _gone)

    assert offered.offered_forces() is known
    offered.forget()
    with pytest.raises(offered.db.OperationalError):
        offered.offered_forces()


def _gone() -> offered.Offered:
    raise offered.db.OperationalError


@pytest.mark.parametrize(
    "answers", [{}, {"danger": "yes"}, {"identity": "confidential"}, {"force": "not-police"}]
)
def test_back_undoes_every_step_forward(answers: dict[str, str]) -> None:
    step = FIRST

    while step is not CHECK:
        following = next_step(step, answers, changing=False)
        assert previous_step(following, answers, changing=False) is step
        step = following


def test_the_first_question_says_what_is_to_come_and_how_to_go_back(cast: Cast) -> None:
    first = Browser().open()

    assert f"There are {len(PAGES) - 2} questions. Only {len(NEEDED)} of them need an answer." in first.text
    assert "You can leave when you like: nothing is kept before you press Send" in first.text
    assert "To go back, use the Back on our pages." in first.text
    assert "There are" not in first.press().text
    assert "There are" not in at("role").text


def test_the_first_question_reached_by_change_has_a_way_back(cast: Cast) -> None:
    browser = at("check").press("change", FIRST.name)

    assert "There are" not in browser.text
    assert browser.press("back").at == "check"


def test_the_national_wording_stands_under_the_plain_one(cast: Cast) -> None:
    text = Browser().open().text

    for kind in reporter_categories():
        assert text.index(kind.reporter_label) < text.index(kind.wording)


def test_the_check_and_the_receipt_say_what_the_browser_s_back_does(cast: Cast) -> None:
    browser = at("check")

    assert "To go back, use the Change and Back on this page, not your browser's." in browser.text
    receipt = browser.press("send").text
    assert "Write them down before you leave this page." in receipt
    assert "They are your receipt." in receipt


def test_no_answer_can_be_taken_for_another(cast: Cast) -> None:
    assert "Somebody who was there told me" in at("how_known").text
    assert "No, I want to give contact details" in at("identity").text


@pytest.mark.parametrize("page", PAGES)
def test_titles_give_nothing_away(cast: Cast, page: str) -> None:
    title = re.search(r"<title>(.*?)</title>", at(page).page.content.decode())

    assert title and title[1] == "Your page"

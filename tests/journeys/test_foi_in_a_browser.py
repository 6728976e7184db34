"""One request for information all the way, in a real browser without JavaScript: asked on a telephone,
answered three ways by two people, published, found, annotated, and looked at again."""

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.conftest import Site, shown_day
from tests.journeys.test_one_report_in_a_browser import _look_round as look_round
from tests.rehearsal import ROOT

pytestmark = pytest.mark.browser

FIRST = "How many calls and online reports came in November 2023?"
SECOND = "Which criminal investigations does the line know about?"
THIRD = "How many Metropolitan Police officers were dismissed in 2025?"
TITLE = "Quillington-Test figures, investigations and dismissals"
NOTE = "The Testham Gazette printed this number a week later."


@pytest.fixture
def desk(chromium: Browser, site: Site) -> Iterator[BrowserContext]:
    """The desk's computer, without JavaScript too."""
    context = chromium.new_context(base_url=site.url, java_script_enabled=False)
    yield context
    context.close()


def _press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def _run_post(site: Site) -> None:
    """The mail command, as its timer runs it. No server is set up: mails are written and wait."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CANDOUR_", "DJANGO_"))}
    kept.pop("DATABASE_URL", None)
    environment = {**kept, "CANDOUR_DATA": str(site.folder), "CANDOUR_HTTPS": "0", "CANDOUR_DOOR": "all"}
    command = [sys.executable, "-m", "candour", "foi", "post"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)


def _link_in_mail(site: Site, to: str, start: str) -> str:
    """The path of the link that begins so, in the newest mail to that address."""
    with sqlite3.connect(site.folder / "candour.sqlite3") as database:
        found = database.execute(
            'SELECT body FROM foi_outgoing WHERE "to" = ? ORDER BY queued_at DESC', [to]
        ).fetchall()
    bodies = "\n".join(body for (body,) in found)
    link = re.search(rf"https?://[^/\s]+({start}\S+)", bodies)
    assert link, bodies
    return link[1]


def _ask(page: Page, site: Site) -> str:
    """From the footer of the first page to the code; returns it."""
    page.goto("/")
    page.get_by_role("link", name="Ask us for information").click()
    page.locator("main").get_by_role("link", name="Ask for information", exact=True).click()
    page.get_by_role("textbox").fill(FIRST)
    _press(page, "Continue")
    expect(page.get_by_text(FIRST)).to_be_visible()
    page.get_by_role("button", name=re.compile("ask us|^Ask us")).click()
    expect(page.get_by_label("Question 1")).to_have_value(FIRST)
    for number, question in ((2, SECOND), (3, THIRD)):
        _press(page, "Add another question")
        page.get_by_label(f"Question {number}").fill(question)
    _press(page, "Continue")
    _press(page, "Continue")
    expect(page.get_by_text("There is something to put right")).to_be_visible()
    page.get_by_label("Your name").fill("Testa Wanderby")
    page.get_by_label("By e-mail", exact=True).check()
    page.get_by_label("Your e-mail address").fill("testa@example.org")
    _press(page, "Continue")
    expect(page.get_by_text("Not published")).to_be_visible()
    _press(page, "Send")
    code = page.locator("#code").inner_text()
    _run_post(site)
    page.goto(_link_in_mail(site, "testa@example.org", "/foi/confirm/"))
    _press(page, "Yes, I asked")
    expect(page.get_by_role("heading", level=1)).to_contain_text("confirmed")
    return code


def _follow(page: Page, code: str) -> None:
    page.goto("/foi/follow")
    page.get_by_label("Your code").fill(code.lower())
    _press(page, "Open")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your request")


def _say(page: Page, code: str, what: str, words: str) -> None:
    _follow(page, code)
    page.get_by_label(what).check()
    page.get_by_label("Your words").fill(words)
    _press(page, "Send")
    expect(page.get_by_text(words)).to_be_visible()


def _triage(page: Page) -> str:
    """Let the request in; returns its reference."""
    page.goto("/desk/foi")
    page.get_by_role("link", name=FIRST).click()
    page.get_by_role("link", name="Triage").click()
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("What is it about?").select_option("contacts")
    _press(page, "Let it in")
    found = re.search(r"\d\d/FOI/\d\d/\d{6}", page.locator("main").inner_text())
    assert found
    return found[0]


def _open(page: Page) -> None:
    page.goto("/desk/foi")
    page.get_by_role("link", name=TITLE).click()


def _decide(page: Page, number: int, outcome: str) -> None:
    _open(page)
    page.get_by_role("link", name=f"question {number}").click()
    page.get_by_label(outcome, exact=True).check()
    _press(page, "Continue")


def _decide_all(page: Page) -> None:
    """One question by a published figure, one withheld, one that somebody else holds."""
    _decide(page, 1, "Disclose all of it")
    page.get_by_label("Another published number").fill(_published_number(page))
    _press(page, "Decide")
    _decide(page, 2, "Withhold it")
    page.get_by_label(re.compile(r"^30\(1\):")).check()
    page.get_by_label("Why", exact=True).fill("Each could show which investigations a force leads.")
    _press(page, "Decide")
    expect(page.get_by_text("There is something to put right")).to_be_visible()
    page.get_by_label("How the public interest was weighed").fill("Openness speaks for it; fair trials more.")
    _press(page, "Decide")
    _decide(page, 3, "Not held: somebody else has it")
    page.get_by_label("Who holds it").fill("Metropolitan Police Service")
    page.get_by_label("How we know").fill("A force dismisses its own officers, and keeps the record.")
    _press(page, "Decide")


def _published_number(page: Page) -> str:
    """The address of a number that the rehearsal has published."""
    answer = page.request.get("/figures")
    found = re.search(r"/figures/number/\d+\.\d+-\d+", answer.text())
    assert found
    return found[0]


def _answer(first: Page, second_context: BrowserContext) -> None:
    """Drafted by one, approved and sent by another."""
    _open(first)
    first.get_by_role("link", name="Draft the answer").click()
    _press(first, "Draft it")
    expect(first.get_by_text("Needs another person")).to_be_visible()
    expect(first.get_by_role("button", name="Approve it")).to_have_count(0)
    second = look_round(second_context, "desk", "Rhona")
    _open(second)
    second.get_by_role("link", name=re.compile("^Read and decide")).click()
    _press(second, "Approve it")
    _press(second, "Send it")
    expect(second.get_by_role("heading", name=re.compile("^Sent"))).to_be_visible()


def _publish(page: Page) -> None:
    _open(page)
    page.get_by_role("link", name="Publish it in the log").click()
    _press(page, "Publish it")


def _find(page: Page, reference: str) -> None:
    """Found by words that stand only there; the asker is not named, and each question has its own answer."""
    page.goto("/foi")
    page.get_by_label("Search what is already answered").fill("Quillington dismissals")
    _press(page, "Search")
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(TITLE)
    shown = page.locator("main").inner_text()
    assert reference in shown and "Metropolitan Police Service" in shown
    assert "Testa" not in shown and "testa@example.org" not in shown
    for question in (FIRST, SECOND, THIRD):
        assert question in shown
    # The headline is derived: one disclosed, one withheld, one held by somebody else.
    assert re.search(r"\bpart\b", shown, re.IGNORECASE)
    expect(page.locator('main a[href*="/figures/number/"]').first).to_be_visible()


def _annotate(page: Page, site: Site) -> None:
    page.get_by_role("link", name="Add a note with a source").click()
    page.get_by_label("Your note").fill(NOTE)
    page.get_by_label("Where it is from").fill("Testham Gazette")
    page.get_by_label("Link to it").fill("https://example.org/gazette")
    page.get_by_label("Your name, as it is shown with the note").fill("A. Reader-Test")
    page.get_by_label("Your e-mail address").fill("reader@example.org")
    _press(page, "Send the note")
    _run_post(site)
    page.goto(_link_in_mail(site, "reader@example.org", "/foi/log/note/"))
    _press(page, "Yes, it is my note")


def _moderate(page: Page) -> None:
    page.goto("/desk/foi")
    page.get_by_role("link", name="Readers’ notes").click()
    expect(page.get_by_text(NOTE)).to_be_visible()
    page.get_by_role("button", name=re.compile("^Keep")).click()


def _review(reviewer: Page, desk: BrowserContext) -> None:
    """Looked at again where both officers had a part in the answer; approved and sent by the other."""
    _open(reviewer)
    reviewer.get_by_role("link", name="Answer the review").click()
    reviewer.get_by_label("We come to the same answer.").check()
    reviewer.get_by_label("Why", exact=True).fill("The balance was struck fairly.")
    reviewer.get_by_label("Nobody else is left").check()
    _press(reviewer, "Draft it")
    expect(reviewer.get_by_text("Needs another person")).to_be_visible()
    address = reviewer.url
    other = look_round(desk, "desk", "Finn")
    other.goto(address)
    _press(other, "Approve it")
    _press(other, "Send it")


def test_one_request_goes_all_the_way(phone: BrowserContext, desk: BrowserContext, site: Site) -> None:
    asker = phone.new_page()
    code = _ask(asker, site)

    finn = look_round(desk, "desk", "Finn")
    expect(finn).to_have_url(re.compile("/desk/foi$"))
    reference = _triage(finn)
    finn.get_by_role("link", name="Acknowledge it").click()
    _press(finn, "Send it")
    _open(finn)
    finn.get_by_role("link", name="Ask what is meant").click()
    finn.get_by_label("What do we need to know?").fill("Do you mean officers, or staff too?")
    _press(finn, "Send it")

    _follow(asker, code)
    expect(asker.get_by_text("Do you mean officers, or staff too?")).to_be_visible()
    expect(asker.get_by_text(reference).last).to_be_visible()
    asker.get_by_text("Read this letter").first.click()
    expect(asker.get_by_text(reference).first).to_be_visible()
    _say(asker, code, "Answer your question", "Officers only, in Testham and elsewhere.")

    _open(finn)
    expect(finn.get_by_text("Officers only, in Testham and elsewhere.")).to_be_visible()
    expect(finn.get_by_role("heading", name="Being answered")).to_be_visible()
    _decide_all(finn)
    _answer(finn, desk)
    rhona = look_round(desk, "desk", "Rhona")
    _publish(rhona)

    reader = phone.new_page()
    _find(reader, reference)
    address = reader.url
    _annotate(reader, site)
    _moderate(rhona)
    reader.goto(address)
    expect(reader.get_by_text(NOTE)).to_be_visible()

    _follow(asker, code)
    with asker.expect_download() as letter:
        asker.get_by_role("button", name=re.compile("Download this letter")).last.click()
    assert letter.value.suggested_filename.startswith(f"letter-{shown_day(asker).isoformat()}-")
    assert letter.value.path().read_bytes().startswith(b"%PDF-")
    _say(asker, code, "Ask you to look at the answer again", "Part of question two could be told.")
    _review(rhona, desk)
    _follow(asker, code)
    expect(asker.get_by_text("The balance was struck fairly.").first).to_be_visible()

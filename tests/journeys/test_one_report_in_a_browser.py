"""One report all the way, in a real browser: told on a telephone without JavaScript, counted at the end."""

import csv
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.conftest import Site, shown_day

pytestmark = pytest.mark.browser

MATTER = "An officer called Brackenthwaite-Oyelaran-Test sells the names of people who ring for help."
WRITTEN_UP = "A constable of that name is said to sell the names of people who ask for help."


@pytest.fixture
def desk(chromium: Browser, site: Site) -> Iterator[BrowserContext]:
    """The desk's computer. Nothing there needs JavaScript either, but for passkeys."""
    context = chromium.new_context(base_url=site.url, java_script_enabled=False)
    yield context
    context.close()


def _go_on(page: Page) -> None:
    page.get_by_role("button", name="Continue").click()


def _pick(page: Page, answer: str) -> None:
    page.locator(f'input[type=radio][value="{answer}"]').check()
    _go_on(page)


def _tell(page: Page) -> list[str]:
    """From the first page to the receipt; returns the seven words."""
    page.goto("/")
    page.get_by_text("Report online").click()
    _pick(page, "money_favours")
    _pick(page, "officer")
    page.get_by_role("combobox").select_option("metropolitan")
    _go_on(page)
    _pick(page, "on")
    _pick(page, "in_person")
    page.get_by_role("textbox").fill("PC Brackenthwaite-Oyelaran-Test")
    _go_on(page)
    _go_on(page)
    expect(page.get_by_text("There is something to put right")).to_be_visible()
    page.get_by_role("textbox").fill(MATTER)
    _go_on(page)
    page.get_by_role("button", name="Back").click()
    expect(page.get_by_role("textbox")).to_have_value(MATTER)
    _go_on(page)
    page.get_by_role("textbox").fill("Since the spring")
    _go_on(page)
    page.get_by_role("textbox").fill("At a station on Lantern Row")
    _go_on(page)
    _go_on(page)
    _pick(page, "no")
    _pick(page, "anonymous")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Check")
    expect(page.get_by_text(MATTER)).to_be_visible()
    page.get_by_role("button", name=re.compile("^Send")).click()
    words = page.locator("ol.words li").all_inner_texts()
    assert len(words) == 7
    return words


def _look_round(context: BrowserContext, door: str, name: str) -> Page:
    context.clear_cookies()
    page = context.new_page()
    page.goto(f"/{door}/sign-in")
    page.get_by_role("button", name=re.compile(f"Look round as {name}")).click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    return page


def _assess(page: Page) -> str:
    """Take up the newest contact, write it up and decide; returns the report's reference."""
    page.goto("/desk/worklist")
    while page.get_by_role("link", name=re.compile("^Next")).count():
        page.get_by_role("link", name=re.compile("^Next")).first.click()
    page.locator("tbody a").last.click()
    page.get_by_role("button", name="Take up").click()
    if page.get_by_role("button", name="Open the account").count():
        page.get_by_role("button", name="Open the account").click()
    expect(page.get_by_text(MATTER)).to_be_visible()
    page.get_by_role("button", name="Start a report").click()
    reference = page.get_by_role("heading", level=1).inner_text().removeprefix("Report ").strip()
    _write_up(page)
    return reference


def _write_up(page: Page) -> None:
    page.get_by_label("Corruption category").select_option("NCC02")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("textbox", name="The item").fill("Sells names.")
    page.get_by_role("button", name="Add the item").click()
    page.get_by_role("textbox", name="Sanitised report").fill(WRITTEN_UP)
    for tick in page.locator("input[name$=ticked]").all():
        tick.check()
    page.get_by_role("button", name="Save and check").click()
    page.get_by_role("radio", name=re.compile("^Refer")).check()
    page.get_by_label("Refer to", exact=True).select_option("metropolitan")
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_role("button", name="Decide")).to_have_count(0)


def _approve(page: Page, name: str) -> None:
    page.goto("/desk/approvals")
    page.get_by_role("link", name=name).click()
    expect(page.get_by_text(WRITTEN_UP).or_(page.get_by_text("The old one."))).to_be_visible()
    page.get_by_role("button", name="Approve and send").click()
    expect(page.get_by_role("link", name=name)).to_have_count(0)


def _receive(page: Page) -> tuple[str, str]:
    """Find the new referral in the inbox, acknowledge it and ask; returns its address and reference."""
    page.goto("/force/inbox")
    page.locator("tbody a").last.click()
    expect(page.get_by_text(WRITTEN_UP)).to_be_visible()
    page.get_by_role("button", name="Acknowledge").click()
    reference = page.get_by_role("heading", level=1).inner_text().split(":")[0]
    address = page.url
    page.get_by_text("Ask the reporter something").click()
    page.get_by_label("question", exact=False).fill("Which station?")
    page.get_by_role("button", name="Send the question to the line").click()
    return address, reference


def _open_mailbox(page: Page, words: list[str]) -> None:
    page.goto("/mailbox")
    page.get_by_role("textbox").fill(" ".join(words).upper())
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_role("heading", name="Your messages")).to_be_visible()


def test_one_report_goes_all_the_way(phone: BrowserContext, desk: BrowserContext, site: Site) -> None:
    reporter = phone.new_page()
    words = _tell(reporter)
    reference = _assess(_look_round(desk, "desk", "Asif"))
    _approve(_look_round(desk, "desk", "Rhona"), reference)
    address, referral = _receive(_look_round(desk, "force", "Mo"))

    assessor = _look_round(desk, "desk", "Asif")
    assessor.goto("/desk/questions")
    assessor.get_by_role("link", name=referral).click()
    assessor.locator("textarea").fill("Which station was it?")
    assessor.get_by_role("button", name="Put it in the reporter's mailbox").click()

    _open_mailbox(reporter, words)
    expect(reporter.get_by_text("Which station was it?")).to_be_visible()
    reporter.get_by_role("textbox").fill("It was the old one, on Lantern Row.")
    reporter.get_by_role("button", name="Send").click()
    expect(reporter.get_by_text("It was the old one, on Lantern Row.")).to_be_visible()

    assessor.goto("/desk/questions")
    assessor.get_by_role("link", name=referral).click()
    expect(assessor.get_by_text("It was the old one, on Lantern Row.")).to_be_visible()
    assessor.locator("textarea").fill("The old one.")
    assessor.get_by_role("button", name="Keep the answer for approval").click()
    _approve(_look_round(desk, "desk", "Rhona"), referral)

    unit = _look_round(desk, "force", "Mo")
    unit.goto(address)
    expect(unit.get_by_text("The old one.")).to_be_visible()
    _record_outcome(unit, address)

    _open_mailbox(reporter, words)
    expect(reporter.get_by_text("The force is investigating.")).to_be_visible()
    _find_in_the_figures(reporter)


def _record_outcome(page: Page, address: str) -> None:
    page.goto(f"{address}/outcomes?code=investigation_opened")
    page.get_by_label("The reporter may be told").check()
    page.get_by_label("Criminal", exact=True).check()
    today = shown_day(page)
    for box, number in (("day", today.day), ("month", today.month), ("year", today.year)):
        page.locator(f"input[name=happened_on_{box}]").fill(str(number))
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("Give your force's own reference", exact=False).first).to_be_visible()
    page.get_by_label("Your force's own reference").fill("INV/26/00042")
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("INV/26/00042")).to_be_visible()


def _find_in_the_figures(page: Page) -> None:
    """Today's contact, report and referral are each counted once, each under its own measure. What a force
    says of investigations is told once a year, and rounded: never of one day."""
    today = shown_day(page).isoformat()
    answer = page.request.get(f"/figures.csv?from={today}&to={today}")
    rows = csv.DictReader(answer.text().splitlines())
    totals = {row["measure"]: row["value"] for row in rows if not row["by"]}
    assert (totals["M01"], totals["M04"], totals["M07"]) == ("1", "1", "1")
    assert "M14" not in totals
    page.goto("/figures")
    expect(page.get_by_role("heading", level=1)).to_be_visible()

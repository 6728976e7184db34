"""Somebody asks for information and an officer lets it in, page by page, so that each can be looked at."""

import re
from collections.abc import Iterator

from playwright.sync_api import Page


def _press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def asking(page: Page) -> Iterator[str]:
    """Every page from the first words to the code, and those that the code opens; gives each page's name."""
    page.goto("/foi/ask")
    _press(page, "Continue")
    yield "words, to put right"
    page.get_by_role("textbox").fill("How many calls came in, and who pays for the line?")
    _press(page, "Continue")
    yield "offers"
    page.get_by_role("button", name=re.compile("ask us", re.IGNORECASE)).click()
    _press(page, "Add another question")
    yield "questions"
    _press(page, "Continue")
    _press(page, "Continue")
    yield "who asks, to put right"
    page.get_by_label("Your name").fill("Testa Axe-Test")
    page.get_by_label("On this site, with a code").check()
    _press(page, "Continue")
    yield "check"
    _press(page, "Send")
    yield "sent"
    code = page.locator("#code").inner_text()
    page.goto("/foi/follow")
    _press(page, "Open")
    yield "follow, to put right"
    page.get_by_label("Your code").fill(code)
    _press(page, "Open")
    yield "followed"
    _press(page, "Send")
    yield "followed, to put right"


def letting_in(page: Page) -> Iterator[str]:
    """The officer's pages from triage to the first decision and letter; gives each page's name."""
    page.goto("/desk/foi")
    page.get_by_role("link", name=re.compile("^How many calls came in, and who pays")).first.click()
    yield "new request"
    page.get_by_role("link", name="Triage").click()
    yield "triage"
    triage = page.url
    for kind in ("It is a report about a person", re.compile("subject access"), "A court order"):
        page.goto(triage)
        page.get_by_label(kind).check()
        _press(page, "Continue")
        yield f"divert: {kind}"
    page.goto(triage)
    _press(page, "Let it in")
    yield "triage, to put right"
    page.get_by_label("What is it about?").select_option("funding")
    _press(page, "Let it in")
    yield "request"
    request = page.url
    for link in ("Ask what is meant", "Decide question 1", "Add a file to the answer", "Hand it on"):
        page.goto(request)
        page.get_by_role("link", name=link).click()
        yield link
    page.goto(request)
    page.get_by_role("link", name="Acknowledge it").click()
    _press(page, "Send it")
    page.get_by_role("link", name=re.compile("^We have your request")).click()
    yield "letter"

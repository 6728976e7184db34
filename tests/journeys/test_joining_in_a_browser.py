"""An invited person joins, sets up a passkey, and comes in by passphrase and passkey together."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.conftest import Site

pytestmark = pytest.mark.browser

WORDS = "four words of mine"
A_KEY = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": False,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def desk(chromium: Browser, site: Site) -> Iterator[BrowserContext]:
    """The desk by a name: browsers keep passkeys for names, not for numbers."""
    context = chromium.new_context(base_url=site.url.replace("127.0.0.1", "localhost"))
    yield context
    context.close()


def invited(context: BrowserContext) -> str:
    page = context.new_page()
    page.goto("/desk/sign-in")
    page.get_by_role("button", name=re.compile("Look round as Ada")).click()
    page.get_by_label("Name", exact=True).fill("Newt Invented")
    page.get_by_label("Role").select_option("assessor")
    page.get_by_role("button", name="Make the link").click()
    link = page.get_by_label("The link for Newt Invented, shown this once").input_value()
    page.get_by_role("button", name="Sign out").click()
    page.close()  # a passkey answers to the page in front only
    return link


def sign_in(page: Page) -> None:
    page.get_by_label("Sign-in name").fill("newt")
    page.get_by_label("Passphrase").fill(WORDS)
    page.get_by_role("button", name="Sign in", exact=True).click()


def plug_in(page: Page) -> None:
    """A security key, as Chromium plays one."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": A_KEY})


def test_passphrase_and_passkey_together_open_the_desk_and_neither_does_alone(desk: BrowserContext) -> None:
    page = desk.new_page()
    page.goto(invited(desk))
    page.get_by_label("Sign-in name").fill("newt")
    page.get_by_label("Passphrase", exact=True).fill(WORDS)
    page.get_by_label("The same passphrase again").fill(WORDS)
    page.get_by_role("button", name="Join").click()

    sign_in(page)
    page.get_by_role("link", name="Use a passkey or a security key instead").click()
    expect(page.get_by_text("The passkey did not answer")).to_be_hidden()
    plug_in(page)
    page.get_by_role("button", name="Set up").click()
    expect(page.get_by_text("Your passkey is set up.")).to_be_visible()

    page.get_by_role("button", name="Sign out").click()
    assert {cookie["name"] for cookie in desk.cookies()} <= {"form"}
    expect(page.get_by_role("button", name="passkey")).to_have_count(0)
    sign_in(page)
    page.goto("/desk/worklist")
    expect(page).to_have_url(re.compile("/desk/sign-in"))
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(re.compile("/desk/worklist$"))


def test_a_passkey_that_does_not_answer_is_told_on_the_page(desk: BrowserContext) -> None:
    page = desk.new_page()
    page.goto("/desk/sign-in")
    page.get_by_role("button", name=re.compile("Look round as Rhona")).click()
    page.goto("/desk/your-sign-in/passkey")
    page.get_by_label("Passphrase").fill("rhona looks round the rehearsal")
    page.get_by_role("button", name="Continue").click()
    page.evaluate("() => { navigator.credentials.create = () => Promise.reject(new Error('no key')) }")

    page.get_by_role("button", name="Set up").click()

    expect(page.get_by_text("The passkey did not answer. Try again")).to_be_visible()

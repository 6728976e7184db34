"""A reporter's way through the form, as the load generator walks it."""

import random
import secrets

from candour.bench.browser import Browser, Refused, hidden
from candour.demo.accounts import invent

CATEGORIES = ("money_favours", "personal_advantage", "sexual_boundary", "partner_abuse", "discrimination")
# One answer a page, in the order of the pages.
PAGES = (
    ("category", ("category",)),
    ("role", ("role",)),
    ("force", ("force",)),
    ("duty", ("duty",)),
    ("place", ("place",)),
    ("who", ("who",)),
    ("what", ("what",)),
    ("when", ("when",)),
    ("where", ("where",)),
    ("how_known", ("how_known", "how_known_words")),
    ("danger", ("danger",)),
    ("identity", ("identity",)),
)
RECEIPT = "words"


def answers(rng: random.Random) -> dict[str, str]:
    """An invented report of about two thousand characters, as the form's own boxes."""
    account = invent(rng, category=rng.choice(CATEGORIES), by_phone=False, about="MPS", confidential=False)
    what = account.what
    while len(what) < 1_600:
        what += "\n\n" + invent(rng, category=account.category, by_phone=False, about="MPS").what
    return {
        "category": account.category,
        "role": account.who_kind,
        "force": "metropolitan",
        "duty": account.on_duty,
        "place": account.place,
        "who": account.who,
        "what": f"{what[:2_000]} {secrets.token_hex(4)}",
        "when": account.when,
        "where": account.where,
        "how_known": account.how_known_code,
        "how_known_words": account.how_known,
        "danger": "no",
        "identity": "anonymous",
    }


async def to_check(browser: Browser, told: dict[str, str], token: str) -> dict[str, str]:
    """Straight to the check page with every answer; returns the final form, ready to be sent."""
    page = await browser.post("/report", {**told, "step": "identity", "csrfmiddlewaretoken": token})
    form = hidden(page)
    if "words" not in form:
        raise Refused(200)
    return {**form, "send": "1"}


async def send(browser: Browser, form: dict[str, str]) -> None:
    """The final send. Refused unless the receipt page comes back."""
    page = await browser.post("/report", form)
    if f'class="{RECEIPT}"' not in page:
        raise Refused(200)


async def walk(browser: Browser, told: dict[str, str]) -> int:
    """The whole way, page by page, from the start page to the receipt; returns the pages seen."""
    await browser.get("/")
    form = hidden(await browser.get("/report"))
    for step, names in PAGES:
        given = {name: told[name] for name in names}
        form = hidden(await browser.post("/report", {**form, **given, "step": step}))
    await send(browser, {**form, "send": "1"})
    return len(PAGES) + 3

"""A reporter's requests to the web form, as the load generator sends them."""

import random
import secrets

from candour.bench.browser import Browser, UnexpectedAnswer, hidden
from candour.codes.categories import reporter_categories

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


_SAID = (
    "The one I mean walks about at night and asks people for money.",
    "Everybody at the desk knows, and nobody says a word about it.",
    "It was written on a slip of paper, and the slip has gone.",
    "After that the telephone rang every evening for a week.",
    "I have seen the car outside the shop on Lantern Row.",
    "They laughed, and then they went quiet when I looked up.",
)


def answers(rng: random.Random) -> dict[str, str]:
    """An invented report of about two thousand characters, as the form's own boxes. No two are alike."""
    account = " ".join(rng.choice(_SAID) for _ in range(32))
    return {
        "category": rng.choice([category.code for category in reporter_categories()]),
        "role": rng.choice(["officer", "staff", "volunteer", "unknown"]),
        "force": "metropolitan",
        "duty": "on",
        "place": "in_person",
        "who": "Somebody called Brackenthwaite-Test",
        "what": f"{account[:1_900]} {secrets.token_hex(8)}",
        "when": "Since the spring",
        "where": "At a station on Lantern Row",
        "how_known": "saw",
        "how_known_words": "There may be papers.",
        "danger": "no",
        "identity": "anonymous",
    }


async def to_check(browser: Browser, report: dict[str, str], token: str) -> dict[str, str]:
    """Post every answer at once; returns the fields of the final form, ready to be sent."""
    page = await browser.post("/report", {**report, "step": "identity", "csrfmiddlewaretoken": token})
    form = hidden(page)
    if "words" not in form:
        raise UnexpectedAnswer(200)
    return {**form, "send": "1"}


async def send(browser: Browser, form: dict[str, str]) -> None:
    """The final send. UnexpectedAnswer unless the receipt page comes back."""
    page = await browser.post("/report", form)
    if f'class="{RECEIPT}"' not in page:
        raise UnexpectedAnswer(200)


async def walk(browser: Browser, report: dict[str, str]) -> int:
    """Fill in the form page by page, from the start page to the receipt; returns the number of pages."""
    await browser.get("/")
    form = hidden(await browser.get("/report"))
    for step, names in PAGES:
        page_answers = {name: report[name] for name in names}
        form = hidden(await browser.post("/report", {**form, **page_answers, "step": step}))
    await send(browser, {**form, "send": "1"})
    return len(PAGES) + 3

"""`candour bench intake`: how many reports a second are told, sealed and safely on disk."""

import asyncio
import itertools
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import close_old_connections, connection

from candour.bench.browser import Browser, hidden
from candour.bench.ceilings import fsyncs_a_second, seals_a_second
from candour.bench.journey import answers, send, to_check, walk
from candour.bench.load import LoadResult, drive
from candour.intake.models import Contact
from candour.seal.keys import Context
from candour.staff import actions as staff
from candour.staff.models import RehearsalCard, Role
from candour.teams.actions import assessors

Say = Callable[[str], None]
SAMPLE = 20


@dataclass
class Measured:
    """The three loads of one run."""

    sends: LoadResult
    journeys: LoadResult
    checks: LoadResult


async def _measure(url: str, *, clients: int, seconds: float) -> Measured:
    browsers = [Browser(url) for _ in range(clients)]
    tokens = [hidden(await browser.get("/report"))["csrfmiddlewaretoken"] for browser in browsers]
    numbers, rng = itertools.count(), random.Random()  # noqa: S311
    token_of = dict(zip(map(id, browsers), tokens, strict=True))
    ready: dict[int, list[dict[str, str]]] = {id(browser): [] for browser in browsers}

    async def check(browser: Browser) -> int:
        next(numbers)
        form = await to_check(browser, answers(rng), token_of[id(browser)])
        ready[id(browser)].append(form)
        return 1

    async def final(browser: Browser) -> int | None:
        if not ready[id(browser)]:
            return None
        await send(browser, ready[id(browser)].pop())
        return 1

    async def whole(browser: Browser) -> int:
        return await walk(browser, answers(rng))

    checks = await drive(browsers, check, seconds=seconds * 1.5)
    sends = await drive(browsers, final, seconds=seconds)
    journeys = await drive(browsers, whole, seconds=seconds)
    for browser in browsers:
        await browser.close()
    return Measured(sends=sends, journeys=journeys, checks=checks)


def run(url: str, *, clients: int, seconds: float, folder: Path, say: Say) -> bool:
    """Measure and print; False if a contact that was acknowledged is not in the database."""
    before = Contact.objects.count()
    close_old_connections()
    key, report = assessors(), answers(random.Random(1))  # noqa: S311
    seals, fsyncs = seals_a_second(key, report), fsyncs_a_second(folder)
    measured = asyncio.run(_measure(url, clients=clients, seconds=seconds))
    _print(measured, seals=seals, fsyncs=fsyncs, clients=clients, say=say)
    acknowledged = len(measured.sends.milliseconds) + len(measured.journeys.milliseconds)
    stored = Contact.objects.count() - before
    unsure = sum(measured.sends.faults.values()) + sum(measured.journeys.faults.values())
    say(f"acknowledged {acknowledged:,}; found afterwards {stored:,}; opened a sample of {_open_sample()}")
    return acknowledged <= stored <= acknowledged + unsure


def _open_sample() -> int:
    """Unseal some of the newest accounts as an assessor, and return how many. WrongKey if one cannot be."""
    card = RehearsalCard.objects.select_related("member").filter(member__role=Role.ASSESSOR).first()
    if card is None:
        raise ValidationError("This rehearsal has no assessor to open a sample with.")
    keys = staff.unlock(card.member, card.passphrase)
    sample = Contact.objects.filter(holding=None, channel="web_form").order_by("-day")[:SAMPLE]
    opened = [keys.open_fields(contact.sealed, Context("account", contact.pk)) for contact in sample]
    return sum(1 for account in opened if account["what"])


def _print(measured: Measured, *, seals: float, fsyncs: float, clients: int, say: Say) -> None:
    sends, journeys, checks = measured.sends, measured.journeys, measured.checks
    say(f"database {connection.vendor}, {clients} clients, server in another process on the same machine")
    for name, load in (("check pages", checks), ("final sends", sends), ("whole journeys", journeys)):
        faults = f"{sum(load.faults.values())} {dict(load.faults) or ''}"
        say(
            f"{name:>15}: {load.rate:8.1f} a second   p50 {load.percentile(50):6.1f} ms   "
            f"p95 {load.percentile(95):6.1f} ms   faults {faults}"
        )
    pages = journeys.pages / journeys.seconds if journeys.seconds else 0.0
    say(f"{'pages':>15}: {pages:8.1f} a second within the journeys")
    for name, ceiling in (("seal only", seals), ("fsync only", fsyncs)):
        say(f"{name:>15}: {ceiling:8.1f} a second on one core   sends to it: {sends.rate / ceiling:.3f}")

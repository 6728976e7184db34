"""`candour bench foi`: how fast the disclosure log is searched, and how often the right page comes first."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import cycle
from statistics import median, quantiles
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from candour.bench import foi_log
from candour.foi.rules import Headline
from candour.publication.models import Catalogue
from candour.publication.searching.finding import find

Say = Callable[[str], None]
FEWEST, MOST = 100, 1_000_000
# The targets: of the stated questions, how many find their page among the first three; and how fast.
RIGHT, MILLISECONDS = 36, 50.0
# What the target of speed is for; the whole page, with all that surrounds a list, is printed beside them.
SEARCHES = ("no filter", "filters")
_ROUNDS = 3
_LONGEST_RUN = 1_800
# What else is typed: one word that thousands have, a few, a reference, and what nobody has.
SHORT_TEXTS = (
    "hotline",
    "officers",
    "reports 2023",
    "police dogs",
    "complaints about officers dismissed in 2024",
    "how many officers",
    "cost",
    "statistics",
    "freedom of information",
    "training materials",
    "77/FOI/15/050000",
    "misconduct hearings in the last five years",
    "the",
    "xylophone",
    "number of arrests by rank and force broken down by month in the financial year",
)
_FILTERS: tuple[dict[str, Any], ...] = (
    {"year": 2023},
    {"headline": Headline.PART.value},
    {"section": "40"},
    {"topic": "figures"},
    {"year": 2011, "headline": Headline.REFUSED.value},
    {"section": "31", "topic": "money", "year": 2019},
)


def run(entries: int, *, say: Say) -> bool:
    """Fill a scratch database with so many entries, search it, and print the results; whether targets hold.

    By default on SQLite in a temporary folder; on PostgreSQL in the empty database that DATABASE_URL names.
    """
    if not FEWEST <= entries <= MOST:
        raise ValidationError(f"Choose {FEWEST:,} to {MOST:,} entries.")
    say(f"{entries:,} entries: writing and indexing them …")
    with tempfile.TemporaryDirectory(prefix="candour-bench-") as folder:
        environment = {**os.environ, "CANDOUR_DATA": folder, "CANDOUR_HTTPS": "0", "CANDOUR_DOOR": "all"}
        measured = _in_a_process_of_its_own(entries, environment)
    _print(measured, say)
    is_quick = all(measured["times"][name]["p95"] < MILLISECONDS for name in SEARCHES)
    return is_quick and bool(measured["questions"][foi_log.STATED]["in_three"] >= RIGHT)


def _in_a_process_of_its_own(entries: int, environment: Mapping[str, str]) -> dict[str, Any]:
    arguments = ["-m", "candour", "bench", "foi", "--step", "measure", "--entries", str(entries)]
    process = subprocess.run(  # noqa: S603
        [sys.executable, *arguments],
        env=dict(environment),
        stdout=subprocess.PIPE,
        text=True,
        timeout=_LONGEST_RUN,
        check=False,
    )
    if process.returncode:
        raise ValidationError("The measuring stopped. What it said is above.")
    measured: dict[str, Any] = json.loads(process.stdout.splitlines()[-1])
    return measured


def step(entries: int) -> str:
    """Fill and measure, in this process and its database. The measurements, as JSON in one line."""
    if connection.introspection.table_names():
        raise ValidationError("This database is in use. Name an empty one of its own in DATABASE_URL.")
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    began = time.perf_counter()
    foi_log.fill(entries)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return json.dumps({"database": connection.vendor, "fill": time.perf_counter() - began, **_measured()})


def _measured() -> dict[str, Any]:
    questions = {name: foi_log.questions(name) for name in (foi_log.STATED, foi_log.FRESH)}
    texts = [*(question.text for batch in questions.values() for question in batch), *SHORT_TEXTS, *_typed()]
    page = reverse("foi_log")
    times = {
        "no filter": [_timed(partial(find, text)) for _ in range(_ROUNDS) for text in texts],
        "filters": [_timed(partial(find, **search)) for search in _filtered(texts)],
        "the page": [_timed(partial(_get, page, text)) for text in texts],
    }
    return {
        "questions": {name: _answered(batch) for name, batch in questions.items()},
        "times": {name: _summary(measured) for name, measured in times.items()},
        "scan": median(_timed(_scan)[0] for _ in range(3)),
        "read": median(_timed(partial(Catalogue.objects.get, pk=foi_log.slug(1)))[0] for _ in range(50)),
    }


def _answered(questions: Sequence[foi_log.SearchQuestion]) -> dict[str, Any]:
    """How many of the questions find their page first, and among the first three; and those that do not."""
    ranks = [rank_of(question) for question in questions]
    is_in_three = [1 <= rank <= 3 for rank in ranks]
    return {
        "asked": len(ranks),
        "first": ranks.count(1),
        "in_three": sum(is_in_three),
        "wrong": [question.text for question, right in zip(questions, is_in_three, strict=True) if not right],
    }


def rank_of(question: foi_log.SearchQuestion) -> int:
    """At which rank the right page came, from 1; 0 if it is not among the first ten."""
    slugs = [row.slug for row in find(question.text, limit=10).rows]
    return slugs.index(question.slug) + 1 if question.slug in slugs else 0


def _typed() -> list[str]:
    """Whole questions of some hundred entries, as somebody who asks the same again would paste them."""
    rows = Catalogue.objects.order_by("slug").values_list("questions", flat=True)
    apart = max(1, min(97, rows.count() // 100))
    return list(rows[: 100 * apart : apart])


def _filtered(texts: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Each text with one filter or more, in turn; and nothing typed at all."""
    for text, filters in zip([*texts, *[""] * len(_FILTERS)], cycle(_FILTERS), strict=False):
        yield {"text": text, **filters}


def _get(page: str, text: str) -> None:
    answer = Client(SERVER_NAME="localhost").get(page, {"q": text})
    if answer.status_code != 200:
        raise ValidationError(f"{page} answered {answer.status_code}.")


def _scan() -> None:
    """What a search without an index does: every entry is read for one word."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM publication_catalogue WHERE lower(title || questions || answers) LIKE %s",
            ["%xylophone%"],
        )
        cursor.fetchall()


def _timed(act: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds on the clock, and of this process's own work; a database server's work is in the first."""
    began, worked = time.perf_counter(), time.process_time()
    act()
    return (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000


def _summary(times: Sequence[tuple[float, float]]) -> dict[str, float]:
    clock, work = zip(*times, strict=True)
    return {
        "n": len(times),
        "p50": median(clock),
        "p95": quantiles(clock, n=20)[-1],
        "max": max(clock),
        "work_p50": median(work),
        "work_p95": quantiles(work, n=20)[-1],
    }


def _print(measured: Mapping[str, Any], say: Say) -> None:
    scan, read = measured["scan"], measured["read"]
    seconds = f"{measured['fill']:.0f} s"
    say(f"{measured['database']}, {os.cpu_count()} processors; written and indexed in {seconds}")
    say(f"a plain scan for one word: {scan:.1f} ms; a read by primary key: {read:.2f} ms")
    say(
        f"{'searches':>12} {'n':>5} {'p50 ms':>8} {'p95 ms':>8} {'max ms':>8} "
        f"{'own p50':>8} {'own p95':>8} {'x scan':>7}"
    )
    for name, times in measured["times"].items():
        say(
            f"{name:>12} {times['n']:>5} {times['p50']:>8.1f} {times['p95']:>8.1f} {times['max']:>8.1f} "
            f"{times['work_p50']:>8.1f} {times['work_p95']:>8.1f} {times['p95'] / scan:>7.2f}"
        )
    for name, answered in measured["questions"].items():
        say(
            f"of {answered['asked']} questions ({name}) the right page came first for {answered['first']}, "
            f"among the first three for {answered['in_three']}"
        )
        for text in answered["wrong"]:
            say(f"  not among the first three: {text}")
    say(
        f"targets: {RIGHT} of {foi_log.STATED}; p95 under {MILLISECONDS:.0f} ms for a search, with filters "
        "or without. Own: the work of this process alone, however busy the machine is; all of it on SQLite"
    )

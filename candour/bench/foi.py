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
from django.urls import NoReverseMatch, reverse

from candour.bench import foi_log
from candour.foi.rules import Headline
from candour.publication.models import Catalogue
from candour.publication.searching.finding import find

Say = Callable[[str], None]
MOST = 1_000_000
# The targets: milliseconds for 95 of 100 searches, and how many of the test set's forty questions come right.
MILLISECONDS, RIGHT = 50.0, 36
# What the target is for; the whole page, with all that surrounds a list, is printed beside them.
SEARCHES = ("no filter", "filters")
_ROUNDS = 3
_LONGEST = 1_800
# What else is typed: one word that thousands have, a few, a reference, and what nobody has.
_SHORT = (
    "hotline", "officers", "reports 2023", "police dogs", "complaints about officers dismissed in 2024",
    "how many officers", "cost", "statistics", "freedom of information", "training materials",
    "77/FOI/15/050000", "misconduct hearings in the last five years", "the", "xylophone",
    "number of arrests by rank and force broken down by month in the financial year",
)  # fmt: skip


def run(entries: int, *, say: Say) -> bool:
    """Fill a scratch database with so many entries, search it, and print what was seen; whether targets hold.

    By default on SQLite in a temporary folder; on PostgreSQL in the empty database that DATABASE_URL names.
    """
    if not 1_000 <= entries <= MOST:
        raise ValidationError(f"Choose 1,000 to {MOST:,} entries.")
    say(f"{entries:,} entries: writing and indexing them …")
    with tempfile.TemporaryDirectory(prefix="candour-bench-") as folder:
        scratch = {**os.environ, "CANDOUR_DATA": folder, "CANDOUR_HTTPS": "0", "CANDOUR_DOOR": "all"}
        seen = _in_a_process_of_its_own(entries, scratch)
    _print(seen, say)
    is_quick = all(seen["times"][name]["p95"] < MILLISECONDS for name in SEARCHES)
    return is_quick and bool(seen["right_in_three"] >= RIGHT)


def _in_a_process_of_its_own(entries: int, environment: Mapping[str, str]) -> dict[str, Any]:
    command = [
        sys.executable,
        "-m",
        "candour",
        "bench",
        "foi",
        "--step",
        "measure",
        "--entries",
        str(entries),
    ]
    done = subprocess.run(  # noqa: S603
        command, env=dict(environment), stdout=subprocess.PIPE, text=True, timeout=_LONGEST, check=False
    )
    if done.returncode:
        raise ValidationError("The measuring stopped. What it said stands above.")
    measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return measured


def step(entries: int) -> str:
    """Fill and measure, in this process and its database. Returns the measures as one line of JSON."""
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
    questions = foi_log.questions()
    ranks = [_rank_of(question) for question in questions]
    texts = [*(question.text for question in questions), *_SHORT, *_typed()]
    times = {
        "no filter": [_timed(partial(find, text)) for _ in range(_ROUNDS) for text in texts],
        "filters": [_timed(partial(find, **search)) for search in _filtered(texts)],
    }
    if page := _page():
        times["the page"] = [_timed(partial(_get, page, text)) for text in texts]
    return {
        "asked": len(ranks),
        "right_first": ranks.count(1),
        "right_in_three": sum(1 <= rank <= 3 for rank in ranks),
        "wrong": [
            question.text for question, rank in zip(questions, ranks, strict=True) if not 1 <= rank <= 3
        ],
        "times": {name: _summary(samples) for name, samples in times.items()},
        "scan": median(_timed(_scan) for _ in range(3)),
        "read": median(_timed(partial(Catalogue.objects.get, pk=foi_log.slug(1))) for _ in range(50)),
    }


def _rank_of(question: foi_log.SearchQuestion) -> int:
    """The rank of the right page, from 1; 0 if it is not among the first ten."""
    slugs = [row.slug for row in find(question.text, limit=10).rows]
    return slugs.index(question.slug) + 1 if question.slug in slugs else 0


def _typed() -> list[str]:
    """Whole questions of entries that are there, as somebody who asks the same again would paste them."""
    rows = Catalogue.objects.order_by("slug").values_list("questions", flat=True)
    return [text for index, text in enumerate(rows[: 100 * 97].iterator()) if index % 97 == 0]


def _filtered(texts: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Arguments for find(): each text with one filter or two, in turn, then each filter without a text."""
    filters: tuple[dict[str, Any], ...] = (
        {"year": 2023},
        {"headline": Headline.PART.value},
        {"section": "40"},
        {"topic": "figures"},
        {"year": 2011, "headline": Headline.REFUSED.value},
        {"section": "31", "topic": "money", "year": 2019},
    )
    for text, chosen in zip([*texts, *[""] * len(filters)], cycle(filters), strict=False):
        yield {"text": text, **chosen}


def _page() -> str:
    try:
        return reverse("foi_log")
    except NoReverseMatch:  # a log without a page yet is searched all the same
        return ""


def _get(page: str, text: str) -> None:
    answer = Client(SERVER_NAME="localhost").get(page, {"q": text})
    if answer.status_code != 200:
        raise ValidationError(f"{page} answered {answer.status_code}.")


def _scan() -> None:
    """Search every entry for one word without an index."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM publication_catalogue WHERE lower(title || questions || answers) LIKE %s",
            ["%xylophone%"],
        )
        cursor.fetchall()


def _timed(act: Callable[[], object]) -> float:
    """Milliseconds."""
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def _summary(times: Sequence[float]) -> dict[str, float]:
    return {"n": len(times), "p50": median(times), "p95": quantiles(times, n=20)[-1], "max": max(times)}


def _print(seen: Mapping[str, Any], say: Say) -> None:
    scan, read = seen["scan"], seen["read"]
    say(f"{seen['database']}, {os.cpu_count()} processors; written and indexed in {seen['fill']:.0f} s")
    say(f"a plain scan for one word: {scan:.1f} ms; a read by primary key: {read:.2f} ms")
    say(f"{'searches':>12} {'n':>5} {'p50 ms':>8} {'p95 ms':>8} {'max ms':>8} {'x scan':>7} {'x read':>7}")
    for name, times in seen["times"].items():
        say(
            f"{name:>12} {times['n']:>5} {times['p50']:>8.1f} {times['p95']:>8.1f} {times['max']:>8.1f} "
            f"{times['p95'] / scan:>7.2f} {times['p95'] / read:>7.0f}"
        )
    say(
        f"of {seen['asked']} questions the right page came first for {seen['right_first']}, among the first "
        f"three for {seen['right_in_three']} (target {RIGHT})"
    )
    for text in seen["wrong"]:
        say(f"  not among the first three: {text}")
    say(f"target for a search, with filters or without: p95 under {MILLISECONDS:.0f} ms; ratios are of p95")

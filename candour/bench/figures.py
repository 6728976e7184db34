"""`candour bench figures`: how long a yearly release takes to make of a long ledger, and in what memory."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from resource import RUSAGE_SELF, getrusage
from statistics import median
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

from candour.bench import ledgers
from candour.bench.releases import compile_annual, count_annual, publish

Say = Callable[[str], None]
PAGES = ("/figures", "/figures/forces", "/figures/number/1.1-1")
TIMES = 50
MOST = 20_000_000
# Up to so many entries, hundreds of years of this line, the limits hold; beyond, the times are only stated.
LIMITED = 1_000_000
# Counting may take so many times as long as the ledger's lines take to be read into Python once. In arrays,
# as was done before, it took twice as long as that reading; in SQL it may take twice that again.
MOST_READINGS = 4
# A step that takes longer than this has no place in a comparison.
_LONGEST = 900


def run(sizes: Sequence[int], *, say: Say) -> bool:
    """Measure each size, the smaller first, and print one table; whether every target was met.

    Each step is a process of its own, so that the memory is that of the compiling alone. By default on SQLite
    in a temporary folder; on PostgreSQL in the empty database that DATABASE_URL names.
    """
    if not 1_000 <= min(sizes) <= max(sizes) <= MOST:
        raise ValidationError(f"Choose 1,000 to {MOST:,} entries.")
    with _environment() as environment:
        _step("prepare", environment)
        measured = [_measure(size, environment, say) for size in sorted(sizes)]
        pages: dict[str, float] = _step("page", environment)
    _print(measured, pages, say)
    is_quick = all(_is_within(size) for size in measured if size["entries"] <= LIMITED)
    return is_quick and max(pages.values()) < 20


def _is_within(size: Mapping[str, Any]) -> bool:
    return bool(size["count"] <= MOST_READINGS * size["read"] and size["megabytes"] < 1024)


@contextmanager
def _environment() -> Iterator[Mapping[str, str]]:
    """Where the steps work: a folder of their own, and the database that was asked for."""
    with tempfile.TemporaryDirectory(prefix="candour-bench-") as folder:
        yield {**os.environ, "CANDOUR_DATA": folder, "CANDOUR_HTTPS": "0", "CANDOUR_DOOR": "all"}


def _measure(size: int, environment: Mapping[str, str], say: Say) -> dict[str, Any]:
    say(f"{size:,} entries: writing them …")
    _step("fill", environment, size)
    say(f"{size:,} entries: compiling a year …")
    return {"entries": size, **_step("compile", environment)}


def _step(name: str, environment: Mapping[str, str], size: int = 0) -> dict[str, Any]:
    command = [sys.executable, "-m", "candour", "bench", "figures", "--step", name, "--entries", str(size)]
    done = subprocess.run(  # noqa: S603
        command, env=dict(environment), stdout=subprocess.PIPE, text=True, timeout=_LONGEST, check=False
    )
    if done.returncode:
        raise ValidationError(f"The step {name!r} stopped. What it said is above.")
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def step(name: str, size: int) -> str:
    """One step, in this process: prepare, fill, compile or page. What it saw, as JSON in one line."""
    return json.dumps({"prepare": _prepare, "fill": _fill, "compile": _compile, "page": _pages}[name](size))


def _prepare(_size: int) -> dict[str, Any]:
    if connection.introspection.table_names():
        raise ValidationError("This database is in use. Name an empty one of its own in DATABASE_URL.")
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    return {"database": connection.vendor}


def _fill(size: int) -> dict[str, Any]:
    began = time.perf_counter()
    ledgers.fill(size)
    return {"seconds": time.perf_counter() - began}


def _compile(_size: int) -> dict[str, Any]:
    scan, read = _scan(), _read()
    began = time.perf_counter()
    count_annual(ledgers.LAST)
    count = time.perf_counter() - began
    began = time.perf_counter()
    compiled = compile_annual(ledgers.LAST)
    seconds = time.perf_counter() - began
    peak = getrusage(RUSAGE_SELF).ru_maxrss / 1024
    numbers = sum(1 for _ in compiled.document.numbers())
    publish(compiled)
    return {
        "database": connection.vendor,
        "scan": scan,
        "read": read,
        "count": count,
        "seconds": seconds,
        "megabytes": peak,
        "numbers": numbers,
    }


def _scan() -> float:
    """Seconds in which the database reads the whole table once: the second of two times, when it is warm."""
    for _ in range(2):
        began = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT sum(quantity), max(happened_on), max(event), max(category) FROM ledger_entry"
            )
            cursor.fetchall()
    return time.perf_counter() - began


def _read() -> float:
    """Seconds in which every line is read into Python once, and let go: what counting outside the database
    would begin with."""
    began = time.perf_counter()
    # PostgreSQL hands out a long answer in pieces only within a transaction.
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(ledgers.COLUMNS)} FROM ledger_entry")  # noqa: S608
        while cursor.fetchmany(20_000):
            pass
    return time.perf_counter() - began


def _pages(_size: int) -> dict[str, float]:
    """The median time of each published page, in milliseconds, within the process that answers it."""
    return {page: _median_time(page) for page in PAGES}


def _median_time(page: str) -> float:
    client, times = Client(SERVER_NAME="localhost"), []
    for _ in range(TIMES):
        began = time.perf_counter()
        answer = client.get(page)
        times.append((time.perf_counter() - began) * 1000)
        if answer.status_code != 200:
            raise ValidationError(f"{page} answered {answer.status_code}.")
    return median(times)


def _print(measured: Sequence[Mapping[str, Any]], pages: Mapping[str, float], say: Say) -> None:
    say(f"\n{measured[0]['database']}, a release of a whole year, {os.cpu_count()} processors")
    heads = f"{'entries':>12} {'scan s':>8} {'read s':>8} {'count s':>8} {'x read':>7}"
    say(f"{heads} {'compile s':>10} {'µs/row':>7} {'MB':>6}")
    for row in measured:
        size, read, count, seconds = row["entries"], row["read"], row["count"], row["seconds"]
        say(
            f"{size:>12,} {row['scan']:>8.2f} {read:>8.2f} {count:>8.2f} {count / read:>7.1f} "
            f"{seconds:>10.2f} {seconds / size * 1e6:>7.2f} {row['megabytes']:>6.0f}   "
            f"{row['numbers']:,} numbers"
        )
    for page, milliseconds in pages.items():
        say(f"{page:>24}: {milliseconds:5.1f} ms at the median of {TIMES} (target under 20)")
    say(
        f"targets up to {LIMITED:,} entries: counted within {MOST_READINGS} times the reading of all "
        "lines, and under 1,024 MB"
    )

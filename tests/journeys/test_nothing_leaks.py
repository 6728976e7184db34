"""After two hundred contacts and letters, nothing of them is to be found but what is sealed."""

import asyncio
import datetime as dt
import random
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings

from candour.bench.browser import Browser, hidden
from candour.bench.journey import answers, send, to_check
from tests.hypothesis_profiles import repeats
from tests.journeys.installation import Installation, installation

AGENT = "Agentmarkeragent"
WORD = "Quillmarkerquill"
# 127.0.0.1 is the server's own address too, so the clients come from others of the same loop.
CLIENTS = [f"127.77.{number}.99" for number in range(1, 5)]


class MarkedBrowser(Browser):
    """A browser that names itself, and calls from an address that can be told from the server's."""

    def __init__(self, url: str, address: str) -> None:
        super().__init__(url)
        self.address = address

    async def _ask(self, head: str, body: bytes) -> str:
        if self._streams is None:
            local = (self.address, 0)
            self._streams = await asyncio.open_connection(self.host, self.port, local_addr=local)
        marks = f"User-Agent: {AGENT}\r\nX-Forwarded-For: {self.address}\r\n"
        return await super()._ask(f"{head}{marks}", body)


async def _tell(line: Installation, contacts: int, letters: int) -> None:
    browsers = [MarkedBrowser(line.url, address) for address in CLIENTS]
    for number in range(contacts):
        browser = browsers[number % len(browsers)]
        token = hidden(await browser.get("/report"))["csrfmiddlewaretoken"]
        told = answers(random.Random(number))
        told["what"] = f"{WORD} told number {number}"
        told["who"] = f"{WORD} subject {number}"
        form = await to_check(browser, told, token)
        await send(browser, form)
        if number < letters:
            words = {"words": form["words"], "csrfmiddlewaretoken": form["csrfmiddlewaretoken"]}
            page = await browser.post("/mailbox", words)
            await browser.post("/mailbox", {**hidden(page), "do": "write", "text": f"{WORD} letter {number}"})
    for browser in browsers:
        await browser.close()


def _files(line: Installation) -> Iterator[tuple[str, bytes]]:
    for folder in (line.desk, line.public, line.scratch):
        for file in folder.rglob("*"):
            if file.is_file() and "static" not in file.parts:
                yield str(file), file.read_bytes()
    yield from _cluster_files()


def _cluster_files() -> Iterator[tuple[str, bytes]]:
    """PostgreSQL's own files and log, but for the write-ahead log, of which docs/threats.md tells."""
    if "postgresql" not in settings.DATABASES["default"]["ENGINE"]:
        return
    folder = Path(settings.DATABASES["default"]["HOST"])
    for file in folder.rglob("*"):
        if file.is_file() and "pg_wal" not in file.parts:
            # Another worker may drop a table of its own database meanwhile.
            with suppress(FileNotFoundError):
                yield str(file), file.read_bytes()


def _rows(line: Installation) -> Iterator[tuple[str, dict[str, Any]]]:
    if line.database.startswith("sqlite"):
        with closing(sqlite3.connect(line.desk / "candour.sqlite3")) as connection:
            connection.row_factory = sqlite3.Row
            for (table,) in connection.execute(
                # The log's word index shows its rows to nobody; the tables behind it are read here too.
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'publication_search'"
            ).fetchall():
                for row in connection.execute(f"SELECT * FROM {table}"):
                    yield table, dict(row)
        return
    with psycopg.connect(line.database, row_factory=psycopg.rows.dict_row) as pg:
        listed = pg.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        for entry in listed:
            for row in pg.execute(f"SELECT * FROM {entry['tablename']}"):
                yield entry["tablename"], row


CONTACTS, LETTERS = repeats(fast=28, full=140, long=140), repeats(fast=12, full=60, long=60)


@pytest.mark.slow
@pytest.mark.django_db
def test_two_hundred_contacts_leave_no_word_no_address_and_no_time(tmp_path: Path) -> None:
    with installation(tmp_path) as line:
        before = {(table, repr(sorted(row.items(), key=str))) for table, row in _rows(line)}
        asyncio.run(_tell(line, contacts=CONTACTS, letters=LETTERS))
        if not line.database.startswith("sqlite"):
            with psycopg.connect(line.database, autocommit=True) as pg:
                pg.execute("CHECKPOINT")
        rows = [(table, row) for table, row in _rows(line)]
        counted = [table for table, _ in rows]
        assert (counted.count("intake_contact"), counted.count("mailbox_letter")) == (CONTACTS, LETTERS)

        new = [(t, row) for t, row in rows if (t, repr(sorted(row.items(), key=str))) not in before]
        _no_time_of_day(new)
        found = [
            (name, mark)
            for name, content in _files(line)
            for mark in (WORD, AGENT, *CLIENTS)
            if mark.encode() in content or mark.lower().encode() in content
        ]
        assert found == []


def _no_time_of_day(rows: list[tuple[str, dict[str, Any]]]) -> None:
    clock = re.compile(r"\d\d:\d\d(:\d\d)?")
    assert len(rows) >= CONTACTS + LETTERS
    for table, row in rows:
        for column, value in row.items():
            assert not isinstance(value, dt.datetime | dt.time), (table, column)
            if isinstance(value, str):
                assert not clock.search(value), (table, column)


def test_the_search_would_find_a_marker_that_is_there(tmp_path: Path) -> None:
    line = Installation(tmp_path / "desk", tmp_path / "public", tmp_path / "scratch", "sqlite://")
    for folder in (line.desk, line.public, line.scratch):
        folder.mkdir()
    (line.scratch / "public.log").write_text(f"GET / from {AGENT}")

    assert any(AGENT.encode() in content for _, content in _files(line))
    shutil.rmtree(line.scratch)

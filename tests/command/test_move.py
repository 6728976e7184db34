"""A line moves from SQLite to PostgreSQL with every row, and goes on there."""

import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.conf import settings
from psycopg import sql

from tests.rehearsal import ROOT, template

from .installed import environment

pytestmark = [pytest.mark.slow, pytest.mark.postgresql]


@pytest.fixture
def empty(db: None) -> Iterator[str]:
    """The address of an empty database beside the tests' own."""
    own = settings.DATABASES["default"]
    name = f"moved_{uuid.uuid4().hex[:8]}"
    server = f"postgresql://{own['USER']}@{quote(own['HOST'], safe='')}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield f"{server}/{name}"
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def run(url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "candour", *arguments],
        cwd=ROOT,
        env=environment(CANDOUR_DATA=str(template("small")), DATABASE_URL=url),
        capture_output=True,
        text=True,
    )


def test_a_line_moves_with_every_row_and_its_tables_still_only_grow(empty: str) -> None:
    file = template("small") / "candour.sqlite3"
    moved = run(empty, "move", "--from", str(file))

    assert moved.returncode == 0, moved.stderr
    assert "the counts agree" in moved.stdout
    assert run(empty, "begun").stdout == "rehearsal\n"
    again = run(empty, "move", "--from", str(file))
    assert again.returncode == 1 and "has tables already" in again.stderr
    with psycopg.connect(empty, autocommit=True) as connection:
        with pytest.raises(psycopg.errors.RaiseException, match="only grows"):
            connection.execute("DELETE FROM ledger_entry")
        count = "SELECT count(DISTINCT slug) FROM publication_logentry"
        (pages,) = connection.execute(count).fetchone() or ()
        (indexed,) = connection.execute("SELECT count(*) FROM publication_search").fetchone() or ()
        assert pages and indexed == pages
        identities = connection.execute(
            "SELECT table_name, column_name FROM information_schema.columns "
            "WHERE table_schema = 'public' AND is_identity = 'YES'"
        ).fetchall()
        assert identities
        for table, column in identities:
            statement = sql.SQL("SELECT nextval(pg_get_serial_sequence({}, {})), max({}) FROM {}").format(
                sql.Literal(table), sql.Literal(column), sql.Identifier(column), sql.Identifier(table)
            )
            following, highest = connection.execute(statement).fetchone() or ()
            assert following > (highest or 0), table


@pytest.mark.parametrize("source", ["none.sqlite3", "empty.sqlite3"])
def test_what_is_no_line_is_not_moved(empty: str, tmp_path: Path, source: str) -> None:
    (tmp_path / "empty.sqlite3").touch()
    refused = run(empty, "move", "--from", str(tmp_path / source))

    assert refused.returncode == 1 and "Traceback" not in refused.stderr
    assert "There is no file" in refused.stderr or "holds no line" in refused.stderr
    with psycopg.connect(empty) as connection:
        tables = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
        assert tables == (0,)

"""What makes the tests quick takes nothing from what they can catch."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from candour.forces.models import Force
from candour.ledger.models import Entry
from tests import fork_server, hypothesis_profiles, recorded, rehearsal, schema
from tests.figures import releases
from tests.figures.ledgers import taken_back

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = {"PYTHONPATH": str(ROOT), "PATH": "", "LC_ALL": "C.UTF-8"}

PROGRAM = """
import os, resource, sys, time
sys.stderr.write("heard")
act = sys.stdin.buffer.read().decode()
print(sorted(name for name in os.environ if name != "LC_CTYPE"), flush=True)
if act == "raise":
    raise ValueError(act)
if act == "exit":
    sys.exit(3)
if act == "abort":
    os.abort()
if act == "memory":
    resource.setrlimit(resource.RLIMIT_AS, (2**29, 2**29))
    bytes(2**30)
if act == "compute":
    resource.setrlimit(resource.RLIMIT_CPU, (1, 1))
    while True:
        pass
if act == "sleep":
    time.sleep(60)
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "program_apart.py").write_text(
        PROGRAM.replace("\nimport", "\nif __name__ != '__main__':\n    raise ImportError\nimport", 1)
    )
    return {**ENVIRONMENT, "PYTHONPATH": f"{ROOT}:{tmp_path}"}


def _outcome(run, act: str, environment: dict[str, str], timeout: float = 30) -> tuple[object, bytes, bytes]:
    command = [*fork_server.PREFIX, "program_apart"]
    try:
        done = run(
            command, input=act.encode(), capture_output=True, timeout=timeout, env=environment, check=False
        )
    except subprocess.TimeoutExpired as late:
        return "late", late.stdout or b"", (late.stderr or b"")[:5]
    return done.returncode, done.stdout, done.stderr[:5]


@pytest.mark.parametrize("act", ["end", "raise", "exit", "abort", "memory", "compute"])
def test_a_forked_process_ends_as_a_started_one_does(act: str, environment: dict[str, str]) -> None:
    forked = _outcome(fork_server.run, act, environment)

    assert forked == _outcome(fork_server.real_run, act, environment)
    assert forked[1] == b"['LC_ALL', 'PATH', 'PYTHONPATH']\n"


@pytest.mark.slow
def test_a_forked_process_that_takes_too_long_is_stopped_and_the_next_one_runs(
    environment: dict[str, str],
) -> None:
    assert _outcome(fork_server.run, "sleep", environment, timeout=3)[0] == "late"
    assert _outcome(fork_server.run, "end", environment)[0] == 0


def test_other_commands_are_started_as_ever() -> None:
    done = subprocess.run([sys.executable, "-c", "print(1)"], capture_output=True, text=True, check=True)

    assert done.stdout == "1\n"


def test_each_lane_has_its_number_of_examples() -> None:
    assert [hypothesis_profiles.scaled(60, lane) for lane in ("fast", "full", "long")] == [10, 60, 600]
    assert [hypothesis_profiles.scaled(5, lane) for lane in ("fast", "full", "long")] == [1, 5, 50]
    assert hypothesis_profiles.scaled(1, "fast") == 1


@settings(max_examples=17)
@given(st.integers())
def _asks_for_seventeen(number: int) -> None:
    raise AssertionError("never called")


def test_a_test_s_own_number_of_examples_is_scaled(request: pytest.FixtureRequest) -> None:
    item = pytest.Function.from_parent(request.node.parent, name="scaled", callobj=_asks_for_seventeen)
    hypothesis_profiles.scale(item)
    scaled = _asks_for_seventeen._hypothesis_internal_use_settings.max_examples  # type: ignore[attr-defined]

    assert scaled == hypothesis_profiles.scaled(17, settings.get_current_profile_name())


def test_what_needs_no_database_is_tried_beside_one_of_them_only(request: pytest.FixtureRequest) -> None:
    assert not hypothesis_profiles.needs_a_database(request.node)


def test_what_needs_a_database_is_tried_on_both(request: pytest.FixtureRequest, cast: object) -> None:
    assert hypothesis_profiles.needs_a_database(request.node)


def test_a_rehearsal_is_loaded_once_until_what_makes_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[Path] = []

    def load(folder: Path) -> None:
        loaded.append(folder)
        (folder / "candour.sqlite3").write_text("rows")

    monkeypatch.setitem(rehearsal.LOADERS, "small", load)
    source = tmp_path / "replay.py"
    source.write_text("first")
    monkeypatch.setattr(rehearsal, "ROOT", tmp_path)
    monkeypatch.setattr(rehearsal, "_sources", lambda: [source])
    cache = tmp_path / "cache"

    first = rehearsal.template("small", cache)
    assert rehearsal.template("small", cache) == first and len(loaded) == 1
    source.write_text("second")
    assert rehearsal.template("small", cache) != first and len(loaded) == 2
    assert (first / "candour.sqlite3").read_text() == "rows"


def test_code_data_letters_and_published_papers_make_the_rehearsal() -> None:
    names = {str(file.relative_to(ROOT)) for file in rehearsal._sources()}

    assert {"requirements.lock", "candour/demo/replay.py", "candour/settings.py"} <= names
    for kind in ("csv", "txt", "sql", "py"):
        assert any(name.startswith("candour/") and name.endswith(kind) for name in names), kind
    assert any(name.startswith("tests/") for name in names)
    assert not any(name.endswith(".html") for name in names)


def test_rows_that_are_written_again_are_the_same_rows(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recorded, "_recordings", {})

    def make() -> None:
        releases.a_year(big=6, small=2)
        Force.objects.filter(pk="kent").update(name="Kent, renamed")

    def rows() -> list[tuple[object, ...]]:
        return [*Entry.objects.order_by("pk").values_list(), *Force.objects.order_by("pk").values_list()]

    with taken_back():
        recorded.written_once("a small year", make)
        first = rows()
    assert rows() != first
    recorded.written_once("a small year", make)

    if connection.vendor == "sqlite":
        assert rows() == first
    assert len(rows()) == len(first) and Force.objects.get(pk="kent").name == "Kent, renamed"


def test_all_that_migrations_import_is_in_the_key_of_a_copied_database() -> None:
    imported = set()
    for file in (ROOT / "candour").glob("*/migrations/*.py"):
        imported |= set(re.findall(r"^from (candour\.\S+) import", file.read_text(), re.MULTILINE))
    files = {str(file.relative_to(ROOT)) for file in schema.sources()}

    assert imported and {f"{module.replace('.', '/')}.py" for module in imported} <= files
    assert "candour/ledger/migrations/0001_initial.py" in files

"""An older folder is copied before its tables change; `candour --help` knows every command."""

import io
import socket
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management.base import OutputWrapper

from candour.command import console
from candour.command.progress import progress
from candour.ledger.models import Installation
from tests.rehearsal import ROOT

from .installed import checkout, environment


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "candour", *arguments],
        cwd=ROOT,
        env=environment(CANDOUR_DATA=str(folder), CANDOUR_PASSPHRASE="an invented passphrase for tests"),
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )


@pytest.mark.slow
@pytest.mark.sqlite
def test_an_older_line_is_copied_first_and_its_files_are_closed_to_others(tmp_path: Path) -> None:
    assert run(tmp_path, "init").returncode == 0
    database = tmp_path / "candour.sqlite3"
    with sqlite3.connect(database) as older:
        older.execute("DELETE FROM django_migrations WHERE id = (SELECT max(id) FROM django_migrations)")
        (begun_on,) = older.execute(f"SELECT begun_on FROM {Installation._meta.db_table}").fetchone()
    database.chmod(0o644)

    done = run(tmp_path, "upgrade")
    (copy,) = tmp_path.glob("candour.sqlite3.before-*")

    assert "A copy as it was" in done.stdout and str(copy) in done.stdout
    assert {stat.S_IMODE(file.stat().st_mode) for file in (database, copy)} == {0o600}
    with sqlite3.connect(copy) as copied:
        assert copied.execute(f"SELECT begun_on FROM {Installation._meta.db_table}").fetchone() == (begun_on,)


@pytest.mark.slow
@pytest.mark.sqlite
def test_a_folder_of_this_version_is_left_alone(tmp_path: Path) -> None:
    assert run(tmp_path, "init").returncode == 0

    done = run(tmp_path, "upgrade")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not list(tmp_path.glob("candour.sqlite3.before-*"))


def test_the_help_lists_every_command_of_ours_and_borrows_what_is_there() -> None:
    folder = ROOT / "candour/command/management/commands"
    commands = {file.stem for file in folder.glob("[a-z]*.py")}

    assert set(console.OURS) == commands
    assert all(f"  {name} " in console.overview() for name in commands)


@pytest.mark.parametrize("name", sorted(console.OURS))
def test_every_option_has_help(name: str) -> None:
    command = console.load_command_class("candour.command", name)
    parser = command.create_parser("candour", name)

    assert command.help
    assert [action.dest for action in parser._actions if not action.help] == []


@pytest.mark.parametrize("is_terminal", [True, False])
def test_progress_is_a_bar_in_a_terminal_and_ten_lines_elsewhere(is_terminal: bool) -> None:
    out = io.StringIO()
    out.isatty = lambda: is_terminal  # type: ignore[method-assign]
    show = progress(OutputWrapper(out), "Loading")
    for done in range(1, 2001):
        show(done, 2000)
    printed = out.getvalue()

    assert ("\r" in printed) == is_terminal
    assert printed.rstrip().endswith("100 %")
    if not is_terminal:
        assert printed.splitlines() == [f"Loading: {percent} %" for percent in range(0, 101, 10)]


@pytest.mark.slow
@pytest.mark.sqlite
def test_a_port_in_use_is_told_before_anything_is_loaded_and_a_shells_database_is_not_used(
    tmp_path: Path,
) -> None:
    folder = checkout(tmp_path / "checkout")
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        taken = subprocess.run(
            ["./run", "--port", port, "--data", str(tmp_path / "data"), "--empty"],
            cwd=folder,
            env=environment(),
            capture_output=True,
            text=True,
        )

    assert taken.returncode == 1 and "Choose another: --port" in taken.stderr and taken.stdout == ""
    assert not (tmp_path / "data").exists()

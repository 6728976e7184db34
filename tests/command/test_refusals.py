"""No command, argument or surrounding prints a traceback: each says what is wrong, then what to do."""

import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from candour.command import console, faults
from tests.rehearsal import ROOT

from .installed import environment

RUDE = ("Traceback", "Error:", "error:", "invalid", "illegal", "usage:", 'File "')

# What is typed, the exit code, and a part of what is said. An empty line's database, without a key.
TYPED = [
    ("nonsense", 2, "There is no command nonsense"),
    ("createsuperuser --noinput --username x", 2, "There is no command"),
    ("changepassword ada", 2, "There is no command"),
    ("flush", 2, "There is no command"),
    ("runserver", 2, "There is no command"),
    ("help nonsense", 2, "There is no command nonsense"),
    ("--wat", 2, "There is no command --wat"),
    ("serve --port many", 2, "--port wants a whole number"),
    ("serve --port 0", 1, "There is no port 0"),
    ("serve --port 70000", 1, "There is no port 70000"),
    ("serve --port", 2, "--port wants something after it"),
    ("serve --workers 0", 1, "--workers wants a number from 1"),
    ("serve --host no.such.name.example", 1, "There is no address"),
    ("serve --wat", 2, "We do not know what “--wat” means here"),
    ("serve here", 2, "We do not know what “here” means here"),
    ("serve", 1, "has not been begun"),
    ("move", 2, "Something is missing: --from"),
    ("figures", 2, "Something is missing: TASK"),
    ("figures M07", 1, "The ledger is empty"),
    ("figures M07 --by nonsense --from 2026-01-01 --to 2026-02-01", 1, "is not counted by nonsense"),
    ("figures M07 --from 2026-02-01 --to 2026-01-01", 1, "ledger is empty"),
    ("figures M07 --from yesterday", 2, "--from wants a day such as"),
    ("figures M07 --as-at 2026-13-01", 2, "--as-at wants a day such as"),
    ("figures M99", 1, "There is no measure M99"),
    ("figures again", 1, "Which release?"),
    ("figures again 99.1", 1, "There is no release 99.1"),
    ("figures attack --histories -1", 1, "--histories wants a number from 1"),
    ("figures attack --histories 0", 1, "--histories wants a number from 1"),
    ("figures attack --seed x", 2, "--seed wants a whole number"),
    ("foi", 2, "Something is missing"),
    ("foi nonsense", 2, "cannot be “nonsense”"),
    ("foi due", 2, "Something is missing: day"),
    ("foi due tomorrow", 1, "Write it as 2026-07-08"),
    ("foi due 9999-12-31", 1, "No calendar goes that far"),
    ("foi due 2026-07-08 --law nonsense", 2, "--law cannot be “nonsense”"),
    ("foi account", 1, "candour foi account publish"),
    ("foi account nonsense", 1, "candour foi account publish"),
    ("foi import", 2, "Something is missing: file"),
    ("foi import no-such-file.txt", 1, "We cannot read no-such-file.txt"),
    ("foi import .", 1, "We cannot read"),
    ("recover", 2, "--team, --to"),
    ("recover --team nonsense --to ada", 2, "--team cannot be “nonsense”"),
    ("recover --team assessors --to nobody", 1, "no such team or member"),
    ("bench", 2, "Something is missing"),
    ("bench intake --clients 0", 1, "Choose 1 to 64 clients"),
    ("bench intake", 1, "Only a rehearsal can be measured"),
    ("bench figures --entries 0", 1, "--entries wants a number from 1"),
    ("demo --contacts 0", 1, "--contacts wants a number from 1"),
    ("demo --contacts -3", 1, "--contacts wants a number from 1"),
    ("demo --contacts 99999", 1, "--contacts wants a number from 1"),
    ("migrate nonsense", 1, "nonsense"),
    ("sqlmigrate intake 9999", 1, "9999"),
]


def assert_in_words(code: int, said: str, *, expected: int, part: str) -> None:
    assert code == expected, said
    assert part in said, said
    assert [word for word in RUDE if word in said] == [], said
    assert len(said.strip().splitlines()) <= 4, said


@pytest.fixture
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands run in this process, on the database of the test."""
    monkeypatch.setattr(console.connections, "close_all", lambda: None)


@pytest.mark.parametrize(("typed", "code", "part"), TYPED, ids=[row[0] for row in TYPED])
def test_what_is_typed_wrong_is_told_in_words(
    db: None, _here: None, capsys: pytest.CaptureFixture[str], typed: str, code: int, part: str
) -> None:
    if typed == "serve" or "--host" in typed:
        typed += f" --port {_free_port()}"
    ended = console.run(typed.split())
    printed = capsys.readouterr()

    assert_in_words(ended, printed.err, expected=code, part=part)


@pytest.mark.postgresql
def test_a_traceback_is_printed_for_whoever_asks(
    db: None, _here: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(faults, "sentences", lambda fault: "In words.")
    monkeypatch.setattr("candour.command.roles.PUBLIC", "no'such")

    assert console.run(["grants", "--apply", "--traceback"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_an_exception_that_nobody_foresaw_is_told_without_what_it_quotes() -> None:
    try:
        raise RuntimeError("the words of a report")
    except RuntimeError as fault:
        said = faults.sentences(fault)

    assert "RuntimeError" in said and "words of a report" not in said


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _run(folder: Path, typed: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "candour", *typed.split()],
        cwd=ROOT,
        env=environment(**{"CANDOUR_DATA": str(folder), **more}),
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )


@contextmanager
def _untouched(folder: Path) -> Iterator[dict[str, str]]:
    yield {}


@contextmanager
def _half_made(folder: Path) -> Iterator[dict[str, str]]:
    (folder / "candour.sqlite3").touch()
    yield {}


@contextmanager
def _not_a_database(folder: Path) -> Iterator[dict[str, str]]:
    (folder / "candour.sqlite3").write_text("What somebody kept here by mistake. " * 100)
    yield {}


@contextmanager
def _a_folder_for_a_database(folder: Path) -> Iterator[dict[str, str]]:
    (folder / "candour.sqlite3").mkdir()
    yield {}


@contextmanager
def _locked(folder: Path) -> Iterator[dict[str, str]]:
    file = sqlite3.connect(folder / "candour.sqlite3", isolation_level=None)
    file.execute("CREATE TABLE other (number int)")
    file.execute("BEGIN EXCLUSIVE")
    yield {}
    file.close()


@contextmanager
def _corrupt_secrets(folder: Path) -> Iterator[dict[str, str]]:
    (folder / "secrets.env").write_bytes(b"CANDOUR_SECRET_KEY=\xff\xfe\x00\x80\n")
    yield {}


@contextmanager
def _secrets_are_a_folder(folder: Path) -> Iterator[dict[str, str]]:
    (folder / "secrets.env").mkdir()
    yield {}


@contextmanager
def _a_file_for_the_folder(folder: Path) -> Iterator[dict[str, str]]:
    (folder / "file").touch()
    yield {"CANDOUR_DATA": str(folder / "file")}


@contextmanager
def _missing_folder(folder: Path) -> Iterator[dict[str, str]]:
    yield {"CANDOUR_DATA": str(folder / "none")}


def _address(url: str) -> Callable[[Path], object]:
    @contextmanager
    def surrounding(_folder: Path) -> Iterator[dict[str, str]]:
        yield {"DATABASE_URL": url}

    return surrounding


def _door(name: str, **more: str) -> Callable[[Path], object]:
    @contextmanager
    def surrounding(_folder: Path) -> Iterator[dict[str, str]]:
        yield {"CANDOUR_DOOR": name, "CANDOUR_SECRET_KEY": "s" * 50, **more}

    return surrounding


REFUSED = _address(f"postgresql://nobody:secret@127.0.0.1:1/{'x' * 8}")
# What surrounds the command, what is typed, its exit code, and a part of what is said.
SURROUNDINGS = [
    ("refused", REFUSED, "begun", 3, "cannot be reached"),
    ("refused", REFUSED, "figures M07", 1, "cannot be reached"),
    ("refused", REFUSED, "init", 1, "cannot be reached"),
    ("unknown host", _address("postgresql://x@no.such.host.example/y"), "begun", 3, "cannot be reached"),
    ("unknown kind", _address("mysql://x:secret@127.0.0.1/y"), "begun", 1, "DATABASE_URL is of no kind"),
    ("garbage", _address("garbage"), "serve", 1, "DATABASE_URL is of no kind"),
    ("garbage", _address("postgresql//x"), "migrate", 1, "DATABASE_URL is of no kind"),
    ("unknown door", _door("dek"), "serve", 1, "candour.E001"),
    ("public door without a key", _door("public", CANDOUR_SECRET_KEY="x"), "serve", 1, "not the desk's"),
    ("missing folder", _missing_folder, "figures again 1.1", 1, "cannot be opened"),
    ("missing folder", _missing_folder, "migrate", 1, "candour.E002"),
    ("missing folder", _missing_folder, "upgrade", 1, "There is no database here yet"),
    ("a file for the folder", _a_file_for_the_folder, "init", 1, "Give another"),
    ("a file for the folder", _a_file_for_the_folder, "demo --contacts 1", 1, "Give another"),
    ("half-made folder", _half_made, "figures M07", 1, "no tables yet"),
    ("half-made folder", _half_made, "recover --team assessors --to ada", 1, "candour.E002"),
    ("half-made folder", _half_made, "clearsessions", 1, "candour.E002"),
    ("not a database", _not_a_database, "begun", 3, "damaged"),
    ("not a database", _not_a_database, "upgrade", 1, "damaged"),
    ("a folder for a database", _a_folder_for_a_database, "begun", 3, "cannot be opened"),
    ("corrupt secrets", _corrupt_secrets, "begun", 1, "cannot be read as text"),
    ("secrets are a folder", _secrets_are_a_folder, "serve", 1, "cannot be read as text"),
    ("no secrets", _untouched, "foi account publish", 1, "candour.E002"),
    (
        "grants on SQLite",
        _door("all", **dict.fromkeys(("CANDOUR_LEDGER_KEY", "CANDOUR_SECOND_FACTOR_KEY"), "k" * 50)),
        "grants",
        1,
        "SQLite has no roles",
    ),
]


@pytest.mark.slow
@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("name", "surrounding", "typed", "code", "part"),
    SURROUNDINGS,
    ids=[f"{row[0]}: {row[2]}" for row in SURROUNDINGS],
)
def test_what_surrounds_a_command_is_told_in_words(
    tmp_path: Path, name: str, surrounding: Callable[[Path], object], typed: str, code: int, part: str
) -> None:
    with surrounding(tmp_path) as settings:  # type: ignore[attr-defined]
        done = _run(tmp_path, typed, **settings)

    assert_in_words(done.returncode, done.stderr, expected=code, part=part)
    assert "secret@" not in done.stderr

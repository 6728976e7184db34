"""A real installation in miniature: `candour init`, then a public door of its own, as processes."""

import atexit
import functools
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
ADMINISTRATOR, PASSPHRASE = "ada", "an invented passphrase for the tests"
# What a public process has no use for, and is not given.
_WITHHELD = ("CANDOUR_LEDGER_KEY", "CANDOUR_SECOND_FACTOR_KEY")


@dataclass
class Installation:
    """Where it keeps its things. `database` is the address that both processes use."""

    desk: Path
    public: Path
    scratch: Path
    database: str
    url: str = ""
    pid: int = 0

    def environment(self, folder: Path, **more: str) -> dict[str, str]:
        """A clean environment: nothing of the test's own."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        own = {"CANDOUR_DATA": str(folder), "DATABASE_URL": self.database, "CANDOUR_HTTPS": "0"}
        return {**kept, **own, "TMPDIR": str(self.scratch), **more}

    def candour(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the desk's installation."""
        return subprocess.run(
            [sys.executable, "-m", "candour", *arguments],
            cwd=ROOT,
            env=self.environment(self.desk, **more),
            capture_output=True,
            text=True,
            check=True,
            stdin=subprocess.DEVNULL,
        )


@contextmanager
def _database(desk: Path) -> Iterator[str]:
    own = settings.DATABASES["default"]
    if "postgresql" not in own["ENGINE"]:
        yield f"sqlite:///{desk / 'candour.sqlite3'}"
        return
    name = f"candour_{uuid.uuid4().hex[:12]}"
    server = {"host": own["HOST"], "user": own["USER"], "password": own["PASSWORD"], "port": own["PORT"]}
    server = {key: value for key, value in server.items() if value}
    with psycopg.connect(dbname="postgres", autocommit=True, **server) as admin:
        admin.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
        try:
            yield f"postgresql://{own['USER']}@{quote(own['HOST'], safe='')}/{name}"
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[arg-type]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert process.poll() is None, "the public door did not open"
        time.sleep(0.05)
    raise AssertionError("the public door did not answer in ten seconds")


def _kept(folder: Path) -> dict[str, str]:
    lines = (folder / "secrets.env").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines)


def _begin(line: Installation) -> None:
    """Run `candour init`. On SQLite once in a process: after that the folder it made is copied."""
    arguments = ("init", "--administrator", ADMINISTRATOR)
    if not line.database.startswith("sqlite"):
        line.candour(*arguments, CANDOUR_PASSPHRASE=PASSPHRASE)
        return
    begun = _begun_folder()
    if not any(begun.iterdir()):
        line.candour(*arguments, CANDOUR_PASSPHRASE=PASSPHRASE)
        shutil.copytree(line.desk, begun, dirs_exist_ok=True)
    else:
        shutil.copytree(begun, line.desk, dirs_exist_ok=True)


@functools.cache
def _begun_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="candour-begun-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@contextmanager
def installation(folder: Path) -> Iterator[Installation]:
    """Begin a real line in `folder`, and open its public door in a process of its own."""
    desk, public, scratch = folder / "desk", folder / "public", folder / "scratch"
    for one in (desk, public, scratch):
        one.mkdir()
    with _database(desk) as database:
        line = Installation(desk, public, scratch, database)
        _begin(line)
        secrets = {name: value for name, value in _kept(desk).items() if name not in _WITHHELD}
        (public / "secrets.env").write_text("".join(f"{name}={value}\n" for name, value in secrets.items()))
        port = _free_port()
        with (scratch / "public.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "candour", "serve", "--port", str(port), "--workers", "1"],
                cwd=ROOT,
                env=line.environment(public, CANDOUR_DOOR="public"),
                stdout=log,
                stderr=log,
            )
            try:
                _wait_for(port, process)
                line.url, line.pid = f"http://127.0.0.1:{port}", process.pid
                yield line
            finally:
                process.terminate()
                process.wait(timeout=15)

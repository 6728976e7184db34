"""Loads the rehearsal once, and gives each test that wants it a copy.

A template folder is kept in `.test_cache`, named after a hash of everything that could make the rehearsal
different, so a template that was made by other code is never used.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / ".test_cache"
PAPERS = ROOT / "tests" / "publication" / "data" / "papers"
# What is drawn when a page is asked for leaves nothing in the database.
_ONLY_SHOWN = {".html", ".css", ".js", ".svg", ".pyc"}
_TEMPLATES_KEPT = 4


def _sources() -> Iterator[Path]:
    yield ROOT / "requirements.lock"
    for folder in (ROOT / "candour", PAPERS):
        for file in sorted(folder.rglob("*")):
            if file.is_file() and file.suffix not in _ONLY_SHOWN and "bench" not in file.parts:
                yield file


def _key() -> str:
    digest = hashlib.sha256()
    for file in _sources():
        content = file.read_bytes()
        digest.update(f"{file.relative_to(ROOT)}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:16]


def environment_of(folder: Path) -> dict[str, str]:
    """The environment of a process of the rehearsal in `folder`: on SQLite, with no setting of the tests."""
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith(("CANDOUR_", "DJANGO_"))
    }
    inherited.pop("DATABASE_URL", None)
    return {**inherited, "CANDOUR_DATA": str(folder), "CANDOUR_HTTPS": "0"}


def _candour(folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "candour", *arguments]
    environment = environment_of(folder)
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    return done.stdout


def _load_small(folder: Path) -> None:
    _candour(folder, "demo", "--contacts", "60")


def _load_whole(folder: Path) -> None:
    assert "100 %" in _candour(folder, "demo")
    for seed in sorted(PAPERS.iterdir()):
        _candour(folder, "foi", "import", str(seed))


LOADERS = {"small": _load_small, "whole": _load_whole}


def _forget_older(directory: Path) -> None:
    templates = sorted(directory.glob("rehearsal-*"), key=lambda folder: folder.stat().st_mtime)
    for folder in templates[:-_TEMPLATES_KEPT]:
        shutil.rmtree(folder, ignore_errors=True)


def template(size: str, cache: Path = CACHE) -> Path:
    """The folder of a rehearsal that nobody changes, made now if it is missing.

    "small" has sixty contacts, "whole" all of them and both published papers. A second process that wants the
    same waits for the first.
    """
    cache.mkdir(exist_ok=True)
    with (cache / f"{size}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        finished = cache / f"rehearsal-{size}-{_key()}"
        if not finished.exists():
            unfinished = cache / f"unfinished-{size}"
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir(mode=0o700)
            LOADERS[size](unfinished)
            unfinished.rename(finished)
            _forget_older(cache)
    return finished


def copy(size: str, folder: Path) -> None:
    """Copy the rehearsal of this size into `folder`, which is there and empty."""
    shutil.copytree(template(size), folder, dirs_exist_ok=True)

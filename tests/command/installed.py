"""A checkout as ./run finds it: the product's code, and an environment that needs no installing."""

import os
import sys
from pathlib import Path

from tests.rehearsal import ROOT


def checkout(folder: Path) -> Path:
    """Make a folder with ./run in it, whose `candour` is the code that is tested. Returns the folder."""
    (folder / ".ci").mkdir(parents=True)
    (folder / ".venv/bin").mkdir(parents=True)
    (folder / "candour").symlink_to(ROOT / "candour")
    (folder / "run").write_bytes((ROOT / "run").read_bytes())
    (folder / "run").chmod(0o755)
    (folder / ".ci/environment").write_text("# Nothing to install.\n")
    command = folder / ".venv/bin/candour"
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m candour "$@"\n')
    command.chmod(0o755)
    return folder


def environment(**more: str) -> dict[str, str]:
    """An environment with nothing of the tests' own."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("CANDOUR_", "DJANGO_", "PYTEST_")) and name != "DATABASE_URL"
    }
    return {**inherited, **more}

"""Where an installation keeps its data, and that tests leave nothing behind."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from candour.store.surroundings import default_folder
from tests.rehearsal import ROOT


def test_a_checkout_keeps_its_data_in_var() -> None:
    assert default_folder(ROOT) == ROOT / "var"


def test_a_package_keeps_its_data_outside_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packages = tmp_path / "lib" / "site-packages"
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert default_folder(packages) == tmp_path / "data" / "candour"

    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_folder(packages) == tmp_path / ".local" / "share" / "candour"


@pytest.mark.fresh_process
def test_the_tests_leave_no_folder_behind(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "CANDOUR_DATA"}
    look = "import django.conf; print(django.conf.settings.DATA)"
    done = subprocess.run(
        [sys.executable, "-c", look],
        cwd=ROOT,
        env={**environment, "TMPDIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.startswith(str(tmp_path))
    assert list(tmp_path.iterdir()) == []

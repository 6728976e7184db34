"""The walls of the house: every contract is kept, and each has been seen to fail when it is breached."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).resolve().parents[2]

# contract → a file, and an import that would breach its wall there
BREACHES = {
    "corridor": ("intake/models.py", "import candour.assessment.models"),
    "two-wings": ("figures/public.py", "import candour.intake.models"),
    "within-a-room": ("mailbox/models.py", "import candour.mailbox.actions"),
    "public-door": ("doors/public.py", "import candour.staff.models"),
    "opening": ("intake/actions.py", "import candour.seal.unsealing"),
    "pure": ("assessment/rules.py", "import django"),
    "splink": ("intake/actions.py", "import splink"),
    "one-file-each": ("staff/actions.py", "import argon2"),
}


def _lint(folder: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    for contract in contracts:
        command += ["--contract", contract]
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


def _contracts() -> set[str]:
    lines = (ROOT / ".importlinter").read_text().splitlines()
    return {line.split(":")[2].rstrip("]") for line in lines if line.startswith("[importlinter:contract:")}


def _copy(folder: Path) -> Path:
    shutil.copytree(
        ROOT / "candour", folder / "candour", ignore=shutil.ignore_patterns("__pycache__", "static")
    )
    shutil.copy(ROOT / ".importlinter", folder)
    return folder


def test_every_contract_is_kept() -> None:
    result = _lint(ROOT)

    assert result.returncode == 0, result.stdout


def test_every_contract_has_its_breach() -> None:
    assert _contracts() == set(BREACHES)


@pytest.mark.parametrize("contract", sorted(BREACHES))
def test_a_breached_contract_fails(contract: str, tmp_path: Path) -> None:
    house = _copy(tmp_path)
    file, breach = BREACHES[contract]
    with (house / "candour" / file).open("a") as page:
        page.write(f"\n{breach}  # noqa\n")

    result = _lint(house, contract)

    assert result.returncode == 1, result.stdout
    assert "1 broken" in result.stdout


def test_a_folder_that_nobody_placed_fails(tmp_path: Path) -> None:
    house = _copy(tmp_path)
    (house / "candour" / "shed").mkdir()
    (house / "candour" / "shed" / "__init__.py").write_text("")

    assert _lint(house, "corridor").returncode == 1


ROOMS = [
    "ledger",
    "audit",
    "forces",
    "teams",
    "staff",
    "mailbox",
    "intake",
    "assessment",
    "referral",
    "outcome",
    "workforce",
    "figures",
    "foi",
    "pages",
]
ACCOUNT_WING = {"ledger", "forces", "figures", "foi", "pages"}


def _related_rooms(model: type[models.Model]) -> set[str]:
    related = {field.related_model for field in model._meta.concrete_fields if field.is_relation}
    return {one._meta.app_label for one in related if isinstance(one, type)}


def _rooms_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model._meta.app_label in ROOMS]


def test_no_model_of_the_account_wing_is_related_to_the_work_wing() -> None:
    # The linter does not see a foreign key that is given as a string.
    for model in _rooms_models():
        if model._meta.app_label in ACCOUNT_WING:
            assert _related_rooms(model) <= ACCOUNT_WING, model


def test_no_earlier_room_has_a_field_for_a_later_one() -> None:
    for model in _rooms_models():
        for room in _related_rooms(model):
            assert ROOMS.index(room) <= ROOMS.index(model._meta.app_label), model


# Each of these is known to one file, so that it can be changed or left in one place.
ONE_FILE = {
    "holidays": "foi/clock/known.py",
    "imap_tools": "foi/mail/fetching.py",
    "mailparser_reply": "foi/folding/library.py",
    "nh3": "foi/masking/html.py",
    "pikepdf": "foi/files/pdf_objects.py",
    "phonenumbers": "foi/masking/numbers.py",
    "PIL": "foi/files/pictures.py",
    "puremagic": "foi/files/kinds.py",
    "pypdfium2": "foi/files/pdf_pages.py",
    "typst": "foi/letters/typesetting.py",
    "scipy": "figures/disclosure/intruder.py",
}


def _importers(library: str, folder: Path) -> set[str]:
    found = set()
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            if any(name.split(".")[0] == library for name in names):
                found.add(str(file.relative_to(folder)))
    return found


@pytest.mark.parametrize("library", sorted(ONE_FILE))
def test_a_library_of_one_purpose_is_known_to_one_file(library: str) -> None:
    assert _importers(library, ROOT / "candour") == {ONE_FILE[library]}


def test_a_second_file_that_knows_it_would_be_seen(tmp_path: Path) -> None:
    (tmp_path / "page.py").write_text("def later():\n    from typst.things import compile\n")

    assert _importers("typst", tmp_path) == {"page.py"}


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    long = [
        str(file.relative_to(ROOT))
        for file in (ROOT / "candour").rglob("*.py")
        if "migrations" not in file.parts and len(file.read_text().splitlines()) > 250
    ]

    assert long == []

"""The walls of the house: every contract is kept, and each has been seen to fail when it is breached."""

import ast
import functools
import os
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping, Set
from copy import deepcopy
from pathlib import Path

import grimp
import pytest
from django.apps import apps
from django.db import models
from importlinter.api import read_configuration
from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.contracts.independence import IndependenceContract
from importlinter.contracts.layers import LayersContract
from importlinter.domain.contract import Contract

ROOT = Path(__file__).resolve().parents[2]

# contract → a file, and an import that would breach its wall there
BREACHES = {
    "corridor": ("intake/models.py", "import candour.assessment.models"),
    "two-wings": ("figures/public.py", "import candour.intake.models"),
    "within-a-room": ("mailbox/models.py", "import candour.mailbox.actions"),
    "foi-corridor": ("foi/triage/desk.py", "import candour.foi.worklist.desk"),
    "figures-corridor": ("figures/counting/tally.py", "import candour.figures.releasing.numbers"),
    "publication-corridor": ("publication/log/register.py", "import candour.publication.annotations.forms"),
    "public-door": ("doors/public.py", "import candour.staff.models"),
    "opening": ("intake/actions.py", "import candour.seal.unsealing"),
    "pure": ("assessment/rules.py", "import django"),
    "splink": ("intake/actions.py", "import splink"),
    "one-file-each": ("staff/actions.py", "import argon2"),
    "post": ("post/parsing.py", "import candour.ledger.models"),
    "papers": ("papers/formats/pictures.py", "import candour.papers.inspection.pdf"),
}


CONTRACT_TYPES: dict[str, type[Contract]] = {
    "forbidden": ForbiddenContract,
    "independence": IndependenceContract,
    "layers": LayersContract,
}


def _lint(folder: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    """Run lint-imports as a colleague would; `contracts` are section ids, all of them if none is named."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    for contract in contracts:
        command += ["--contract", contract]
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


@functools.cache
def _contracts() -> dict[str, Contract]:
    """Every contract of .importlinter by its id."""
    options = read_configuration(str(ROOT / ".importlinter"))
    return {
        contract["id"]: CONTRACT_TYPES[contract["type"]](
            name=contract["name"], session_options=options["session_options"], contract_options=contract
        )
        for contract in options["contracts_options"]
    }


@functools.cache
def _graph() -> grimp.ImportGraph:
    """All imports of the product, parsed once. Copy it before changing it."""
    return grimp.build_graph("candour", include_external_packages=True, cache_dir=None)


def _breached(file: str, breach: str) -> grimp.ImportGraph:
    """The imports of the product, and one more: the line `breach`, in `file`."""
    graph = deepcopy(_graph())
    importer = "candour." + file.removesuffix(".py").replace("/", ".")
    (statement,) = ast.parse(breach).body
    assert importer in graph.modules and isinstance(statement, ast.Import)
    for alias in statement.names:
        if not alias.name.startswith("candour."):
            graph.add_module(alias.name, is_squashed=True)
        assert alias.name in graph.modules, alias.name
        graph.add_import(importer=importer, imported=alias.name, line_number=1, line_contents=breach)
    return graph


def _is_kept(contract: str, graph: grimp.ImportGraph) -> bool:
    return _contracts()[contract].check(deepcopy(graph), verbose=False).kept


def test_every_contract_is_kept() -> None:
    result = _lint(ROOT)

    assert result.returncode == 0, result.stdout


def test_every_contract_has_its_breach() -> None:
    assert set(_contracts()) == set(BREACHES)


@pytest.mark.parametrize("contract", sorted(BREACHES))
def test_a_breached_contract_fails(contract: str) -> None:
    assert _is_kept(contract, _graph())
    assert not _is_kept(contract, _breached(*BREACHES[contract]))


def test_a_room_that_files_are_looked_into_in_knows_no_django() -> None:
    assert not _is_kept("pure", _breached("papers/masking/spared.py", "import django"))


@pytest.mark.parametrize(
    ("file", "room"),
    [
        ("figures/disclosure/protecting.py", "releasing.numbers"),
        ("figures/releasing/compiling.py", "files.tidy"),
        ("figures/files/sentences.py", "showing.marks"),
        ("figures/showing/marks.py", "desk"),
        ("figures/rules.py", "models"),
    ],
)
def test_no_part_of_figures_imports_what_is_made_of_it(file: str, room: str) -> None:
    assert not _is_kept("figures-corridor", _breached(file, f"import candour.figures.{room}"))


def test_a_breach_in_a_file_is_seen_by_the_command(tmp_path: Path) -> None:
    """The other breaches are made in memory; this one is written down, and linted as CI does it."""
    shutil.copytree(
        ROOT / "candour",
        tmp_path / "candour",
        ignore=shutil.ignore_patterns("__pycache__", "static", "templates", "data", "migrations"),
    )
    shutil.copy(ROOT / ".importlinter", tmp_path)
    file, breach = BREACHES["two-wings"]
    with (tmp_path / "candour" / file).open("a") as page:
        page.write(f"\n\ndef later():\n    {breach}  # noqa\n")

    result = _lint(tmp_path, "two-wings")

    assert result.returncode == 1, result.stdout
    assert "1 broken" in result.stdout


@pytest.mark.parametrize(
    ("contract", "breach"), [("corridor", "import candour.ledger.rules"), ("pure", "import django")]
)
def test_the_lists_of_codes_know_no_room_and_no_django(contract: str, breach: str) -> None:
    assert not _is_kept(contract, _breached("codes/listed.py", breach))


def test_a_folder_that_nobody_placed_fails() -> None:
    graph = deepcopy(_graph())
    graph.add_module("candour.shed")

    assert not _is_kept("corridor", graph)


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
    "publication",
    "pages",
]
ACCOUNT_WING = {"ledger", "forces", "figures", "foi", "publication", "pages"}


def _related_rooms(model: type[models.Model]) -> set[str]:
    related = {field.related_model for field in model._meta.concrete_fields if field.is_relation}
    return {model._meta.app_label for model in related if isinstance(model, type)}


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
    "charset_normalizer": "post/charsets.py",
    "flufl": "post/bounces.py",
    "holidays": "foi/clock/known_holidays.py",
    "imap_tools": "post/fetching.py",
    "inscriptis": "post/html_as_text.py",
    "mailparser_reply": "post/folding/library.py",
    "pikepdf": "papers/formats/pdf_objects.py",
    "phonenumbers": "papers/masking/telephone_numbers.py",
    "PIL": "papers/formats/pictures.py",
    "puremagic": "papers/formats/file_kinds.py",
    "pypdfium2": "papers/formats/pdf_pages.py",
    "tnefparse": "post/tnef.py",
    "typst": "papers/formats/typeset_pdf.py",
    "snowballstemmer": "store/stems.py",
    "highspy": "figures/disclosure/solver.py",
}


@functools.cache
def _importers(folder: Path) -> Mapping[str, Set[str]]:
    """Library → the files below `folder` that import it, or anything in it, anywhere in their text."""
    importers = defaultdict(set)
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            for name in names:
                importers[name.split(".")[0]].add(str(file.relative_to(folder)))
    return importers


@pytest.mark.parametrize("library", sorted(ONE_FILE))
def test_a_library_of_one_purpose_is_known_to_one_file(library: str) -> None:
    assert _importers(ROOT / "candour")[library] == {ONE_FILE[library]}


def test_a_second_file_that_knows_it_would_be_seen(tmp_path: Path) -> None:
    (tmp_path / "page.py").write_text("def later():\n    from typst.things import compile\n")

    assert _importers(tmp_path)["typst"] == {"page.py"}


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    long = [
        str(file.relative_to(ROOT))
        for file in (ROOT / "candour").rglob("*.py")
        if "migrations" not in file.parts and len(file.read_text().splitlines()) > 250
    ]

    assert long == []

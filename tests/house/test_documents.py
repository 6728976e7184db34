"""What the documents say of the code is held to the code."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from candour.command import console

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
DECISION_PARTS = ["Context", "Decision", "Consequences", "What this does not cover"]
# Where somebody's own machine would show: home folders, scratch folders, mounted work.
MACHINE = re.compile(r"(?<![\w.])(/(?:home|root|Users|tmp|work|workspace|mnt)/|[A-Z]:\\|~/)")


def _documents() -> list[Path]:
    return sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "candour").rglob("*.md")])


def _our_models() -> list[type[models.Model]]:
    return [one for one in apps.get_models() if one.__module__.startswith("candour.")]


def _marked(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


def _columns() -> dict[str, tuple[list[str], list[str]]]:
    """From threats.md: each table's columns in clear, and its sealed ones."""
    found = {}
    for line in (DOCS / "threats.md").read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 4 and re.fullmatch(r"`[a-z]+_[a-z]+`", cells[0]):
            assert cells[0] not in found, f"{cells[0]} is listed twice"
            found[cells[0].strip("`")] = (_marked(cells[1]), _marked(cells[2]))
    return found


def test_the_house_page_is_short_enough_to_read() -> None:
    assert len((DOCS / "house.md").read_text().splitlines()) < 80


def test_the_tree_names_every_room_and_no_other() -> None:
    tree = (DOCS / "house.md").read_text().split("```")[1]
    named = set(re.findall(r"^  (\w+)/", tree, re.MULTILINE))
    rooms = {file.parent.name for file in (ROOT / "candour").glob("*/__init__.py")}

    assert named == rooms


def test_the_files_that_the_house_page_names_are_there() -> None:
    told = (DOCS / "house.md").read_text().split("```")[2:]
    named = {name for name in _marked(" ".join(told)) if re.fullmatch(r"\w+/\w+\.(py|csv)", name)}

    assert len(named) > 5
    assert [name for name in named if not (ROOT / "candour" / name).exists()] == []


def test_every_model_has_its_entry_among_the_words() -> None:
    words = set(_marked((DOCS / "words.md").read_text()))
    ours = {f"{one._meta.app_label}.{one.__name__}" for one in _our_models()}

    assert ours - words == set()
    assert {word for word in words if re.fullmatch(r"[a-z]+\.[A-Z]\w+", word)} == ours


def test_no_word_is_explained_twice() -> None:
    lines = (DOCS / "words.md").read_text().splitlines()
    terms = [line.split("|")[1].strip() for line in lines if line.startswith("| ") and "---" not in line]
    terms = [term for term in terms if term != "word"]

    assert sorted(terms) == sorted(set(terms))


@pytest.mark.parametrize("model", _our_models(), ids=lambda model: model._meta.db_table)
def test_every_column_is_listed_as_clear_or_sealed(model: type[models.Model]) -> None:
    clear, sealed = _columns()[model._meta.db_table]

    assert sorted(clear + sealed) == sorted(str(field.column) for field in model._meta.concrete_fields)


def test_what_is_listed_as_sealed_is_bytes_and_nothing_named_sealed_is_listed_as_clear() -> None:
    for model in _our_models():
        clear, sealed = _columns()[model._meta.db_table]
        kinds = {str(field.column): field for field in model._meta.concrete_fields}
        assert all(isinstance(kinds[name], models.BinaryField) for name in sealed), model
        assert not {"sealed", "locked_key"} & set(clear), model


def test_no_table_is_listed_that_is_not_kept() -> None:
    assert set(_columns()) == {one._meta.db_table for one in _our_models()}


def test_the_libraries_tables_are_told_of_too() -> None:
    told = set(_marked((DOCS / "threats.md").read_text()))
    every = {one._meta.db_table for one in apps.get_models(include_auto_created=True)}

    assert every - {one._meta.db_table for one in _our_models()} - told == set()


def _claims_end_to_end(text: str) -> list[str]:
    sentences = re.split(r"(?<=[.:?!])\s+", text)
    return [one for one in sentences if re.search(r"end[- ]to[- ]end", one, re.I) and "encrypt" in one]


def test_no_document_or_page_claims_end_to_end_encryption() -> None:
    pages = [*_documents(), *(ROOT / "candour").rglob("*.html")]
    claims = [one for page in pages for one in _claims_end_to_end(page.read_text())]

    assert claims, "threats.md says that it is not"
    assert [one for one in claims if not re.search(r"\bnot\b", one)] == []


def test_every_check_is_explained_and_no_other() -> None:
    code = (ROOT / "candour" / "checks.py").read_text()
    numbers = {f"candour.E{int(number):03}" for number in re.findall(r"_fault\(\s*(\d+)", code)}
    ids = numbers | set(re.findall(r"candour\.W\d{3}", code))

    assert len(ids) >= 9
    assert set(re.findall(r"candour\.[EW]\d{3}", (DOCS / "operate.md").read_text())) == ids


def test_every_setting_is_explained_and_no_other() -> None:
    asked = set()
    for file in (ROOT / "candour").rglob("*.py"):
        asked |= set(re.findall(r"""["'](CANDOUR_[A-Z_]+|DATABASE_URL)["']""", file.read_text()))
    table = (DOCS / "operate.md").read_text()
    explained = set(re.findall(r"^\| `(CANDOUR_[A-Z_]+|DATABASE_URL)` \|", table, re.MULTILINE))

    assert explained == asked


def test_every_command_is_explained() -> None:
    commands = (ROOT / "candour" / "command" / "management" / "commands").glob("[a-z]*.py")
    told = set(re.findall(r"^\| `candour (\w+)", (DOCS / "operate.md").read_text(), re.MULTILINE))

    assert {file.stem for file in commands} - told == set()


@pytest.mark.parametrize(
    "page", ["docs/operate.md", "README.md", "CONTRIBUTING.md", "docs/figures.md", "docs/foi.md"]
)
def test_every_command_that_a_document_names_is_there(page: str) -> None:
    text = (ROOT / page).read_text()
    named = set(re.findall(r"(?:`|^|/)candour ([a-z]+)(?= |`|$)", text, re.MULTILINE))

    assert named - set(console.OURS | console.BORROWED | console.MAKING) == set()


def test_the_units_of_a_service_are_whole() -> None:
    service = next(
        block for block in (DOCS / "operate.md").read_text().split("```") if "candour serve --port" in block
    )

    assert re.findall(r"^ *\[(\w+)\]$", service, re.MULTILINE) == ["Unit", "Service", "Install"]


def _decisions() -> list[Path]:
    return sorted((DOCS / "decisions").glob("*.md"))


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [int(one.name[:4]) for one in _decisions()] == list(range(1, len(_decisions()) + 1))


@pytest.mark.parametrize("decision", _decisions(), ids=lambda one: one.stem)
def test_a_decision_says_why_what_follows_and_what_it_leaves_out(decision: Path) -> None:
    text = decision.read_text()

    assert text.startswith(f"# {decision.name[:4]} ")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == DECISION_PARTS
    assert len(text.split()) < 500


def _links(page: Path) -> Iterator[str]:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text()):
        if not re.match(r"(https?|mailto):|#", target):
            yield target.split("#")[0]


@pytest.mark.parametrize("page", _documents(), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    assert [target for target in _links(page) if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", _documents(), ids=lambda page: str(page.relative_to(ROOT)))
def test_no_document_names_a_place_on_somebodys_machine(page: Path) -> None:
    assert [found.group() for found in MACHINE.finditer(page.read_text())] == []


def test_a_place_on_somebodys_machine_would_be_found() -> None:
    assert MACHINE.search("see /home/someone/candour") and MACHINE.search("in ~/candour")
    assert not MACHINE.search("/srv/candour and https://example.org/work/")


def test_the_changelog_knows_this_version_and_speaks_to_each_reader() -> None:
    version = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    changes = (ROOT / "CHANGELOG.md").read_text()

    assert version and f"\n## {version.group(1)}" in changes
    assert "\n## Unreleased" in changes
    assert set(re.findall(r"^### (.+)$", changes, re.MULTILINE)) <= {
        "Reporters",
        "Desk",
        "Forces",
        "Publishing",
        "Operators",
    }

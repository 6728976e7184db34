"""Two locks: what a running line needs, and what its tests need besides."""

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
RUN, TEST = "requirements.lock", "requirements-test.lock"
POSTGRESQL = "requirements-postgresql.lock"
WANTED = {
    RUN: [*PROJECT["project"]["dependencies"], *PROJECT["build-system"]["requires"]],
    POSTGRESQL: PROJECT["project"]["optional-dependencies"]["postgresql"],
    TEST: PROJECT["dependency-groups"]["dev"],
}


def pins(lock: str) -> dict[str, str]:
    """The version of each package that a lock names for this Python and system."""
    lines = re.findall(r"^[\w.-]+(?:\[.*?\])?==[^\\\n]+", (ROOT / lock).read_text(), re.MULTILINE)
    named = [Requirement(line) for line in lines]
    return {
        canonicalize_name(package.name): str(package.specifier)
        for package in named
        if package.marker is None or package.marker.evaluate()
    }


def needs(requirements: list[str]) -> set[str]:
    """The packages that these need on this machine, and what those need in turn."""
    names: set[str] = set()
    waiting = [(Requirement(line), "") for line in requirements]
    seen = set()
    while waiting:
        requirement, extra = waiting.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
            continue
        names.add(canonicalize_name(requirement.name))
        for chosen in {"", *requirement.extras}:
            if (requirement.name, chosen) not in seen:
                seen.add((requirement.name, chosen))
                more = metadata.requires(requirement.name) or []
                waiting += [(Requirement(line), chosen) for line in more]
    return names


@pytest.mark.parametrize("lock", [RUN, POSTGRESQL, TEST])
def test_a_lock_names_all_that_is_needed_and_a_running_line_nothing_else(lock: str) -> None:
    wanted, named = needs(WANTED[lock]), set(pins(lock))
    if lock == POSTGRESQL:
        named |= set(pins(RUN))

    assert wanted - named == set()
    if lock == RUN:
        assert named - wanted == set()


def test_the_two_locks_agree() -> None:
    run, test = pins(RUN), pins(TEST)

    assert {name: test[name] for name in run.keys() & test.keys()} == {
        name: run[name] for name in run.keys() & test.keys()
    }
    assert {"pytest", "playwright", "mypy", "ruff", "hypothesis"} <= test.keys() - run.keys()


@pytest.mark.parametrize("lock", [RUN, POSTGRESQL, TEST])
def test_every_package_has_its_hashes_and_no_registry_is_named(lock: str) -> None:
    text = (ROOT / lock).read_text()
    packages = re.split(r"^(?=[\w.-]+(?:\[.*?\])?==)", text, flags=re.MULTILINE)[1:]

    assert packages and all("--hash=sha256:" in package for package in packages)
    assert "index-url" not in text and "://" not in text

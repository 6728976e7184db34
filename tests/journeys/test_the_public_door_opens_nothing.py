"""Whoever takes the public machine gets public keys, and reports that stay shut."""

import asyncio
import os
import random
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from candour.bench.browser import Browser, UnexpectedAnswer, hidden
from candour.bench.journey import answers, send, to_check
from candour.seal.keys import Context, PrivateKey, WrongKey, unlock_with_passphrase
from candour.seal.unsealing import unseal, unseal_fields
from tests.journeys.installation import PASSPHRASE, ROOT, Installation, installation
from tests.journeys.test_nothing_leaks import _rows

pytestmark = pytest.mark.slow  # Each begins a line and starts a public process.

WORK_WING = ("staff", "assessment", "referral", "outcome", "audit")


async def _send_one(line: Installation) -> dict[str, str]:
    browser, told = Browser(line.url), answers(random.Random(7))
    token = hidden(await browser.get("/report"))["csrfmiddlewaretoken"]
    await send(browser, await to_check(browser, told, token))
    await browser.close()
    return told


async def _status(line: Installation, path: str) -> int:
    browser = Browser(line.url)
    try:
        await browser.get(path)
    except UnexpectedAnswer as refused:
        return refused.status
    finally:
        await browser.close()
    return 200


def _table(line: Installation, name: str) -> list[dict[str, object]]:
    return [row for table, row in _rows(line) if table == name]


def _bytes(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else b""


def _private_keys(line: Installation) -> list[PrivateKey]:
    """What the desk can get at with the administrator's passphrase: their own key and the teams'."""
    (member,) = _table(line, "staff_member")
    own = unlock_with_passphrase(
        _bytes(member["locked_key"]), PASSPHRASE, Context("member key", uuid.UUID(str(member["id"])))
    )
    teams = []
    for share in _table(line, "staff_keyshare"):
        if share["member_id"]:
            context = Context("team key", uuid.UUID(str(share["team_key_id"])))
            teams.append(PrivateKey.from_seed(unseal(_bytes(share["sealed"]), own, context)))
    return [own, *teams]


def _memory(pid: int) -> Iterator[bytes]:
    """All that the public processes can write to and hold at this moment, the workers' memory too."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    for one in (str(pid), *children):
        with open(f"/proc/{one}/mem", "rb", buffering=0) as memory:
            for area in Path(f"/proc/{one}/maps").read_text().splitlines():
                start, end = (int(edge, 16) for edge in area.split()[0].split("-"))
                if area.split()[1].startswith("rw") and not area.endswith("[vvar]"):
                    memory.seek(start)
                    yield memory.read(end - start)


def _on_the_machine(line: Installation) -> Iterator[bytes]:
    yield from (file.read_bytes() for file in line.public.rglob("*") if file.is_file())
    yield Path(f"/proc/{line.pid}/environ").read_bytes()
    yield from _memory(line.pid)


def _found(line: Installation, wanted: set[bytes]) -> set[bytes]:
    return {one for part in _on_the_machine(line) for one in wanted if one in part}


@pytest.mark.django_db
def test_nothing_on_the_public_machine_opens_a_report(tmp_path: Path) -> None:
    with installation(tmp_path) as line:
        told = asyncio.run(_send_one(line))
        (contact,) = _table(line, "intake_contact")
        keys = _private_keys(line)
        halves = {half for key in keys for half in (key.seed[:64], key.seed[64:])}
        private = _found(line, halves | {half.hex().encode() for half in halves})
        public = _found(line, {key.public.raw for key in keys})

    # The search works: the assessors' public key did come through the machine's memory.
    assert public
    assert private == set()
    assert _opens_with(contact, keys)["what"] == told["what"]


def _open(contact: dict[str, object], key: PrivateKey) -> dict[str, object]:
    context = Context("account", uuid.UUID(str(contact["id"])))
    return unseal_fields(_bytes(contact["sealed"]), key, context)


def _opens_with(contact: dict[str, object], keys: list[PrivateKey]) -> dict[str, object]:
    for key in keys:
        try:
            return _open(contact, key)
        except WrongKey:
            continue
    raise AssertionError("Not even the assessors can open it.")


@pytest.mark.django_db
def test_no_address_of_another_door_answers_at_the_public_one(tmp_path: Path) -> None:
    paths = ("/desk", "/desk/sign-in", "/desk/worklist", "/force", "/force/sign-in", "/force/inbox", "/admin")
    with installation(tmp_path) as line:
        assert asyncio.run(_status(line, "/report")) == 200
        assert {path: asyncio.run(_status(line, path)) for path in paths} == dict.fromkeys(paths, 404)


def test_a_public_process_does_not_even_load_the_work_wing(tmp_path: Path) -> None:
    look = (
        "import sys, django; django.setup()\n"
        "from django.urls import get_resolver; get_resolver().url_patterns\n"
        f"print([room for room in {WORK_WING!r} if 'candour.' + room in sys.modules])\n"
        "print('candour.intake.public' in sys.modules)"
    )
    environment = {
        "PATH": os.environ["PATH"],
        "CANDOUR_DATA": str(tmp_path),
        "CANDOUR_DOOR": "public",
        "DJANGO_SETTINGS_MODULE": "candour.settings",
    }

    seen = subprocess.run(
        [sys.executable, "-c", look], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )

    assert seen.stdout.splitlines() == ["[]", "True"]


def test_a_public_process_that_is_given_the_desks_keys_refuses_to_start(tmp_path: Path) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "CANDOUR_DATA": str(tmp_path),
        "CANDOUR_DOOR": "public",
        "CANDOUR_SECRET_KEY": "s" * 50,
        "CANDOUR_LEDGER_KEY": "l" * 50,
    }

    refused = subprocess.run(
        [sys.executable, "-m", "candour", "serve"], cwd=ROOT, env=environment, capture_output=True, text=True
    )

    assert refused.returncode != 0
    assert "candour.E004" in refused.stderr

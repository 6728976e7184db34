"""The cast: Hana takes calls, Asif and Amara assess, Rhona approves, Finn answers requests, Ada
administers, Olu counts; Mo is of the Metropolitan unit and Kit of Kent's. The reporter has no name."""

import base64
import copy
import datetime as dt
import fcntl
import functools
import gc
import secrets
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.utils import is_mfa_enabled
from django.db import connection
from django.test import Client
from django.utils import timezone

from candour.forces.models import Force
from candour.ledger import actions as ledger
from candour.seal import keys as seal_keys
from candour.seal.keys import Context, PassphraseCost, PrivateKey, lock_with_passphrase, lock_with_secret
from candour.staff import actions as staff
from candour.staff.keyring import Keyring
from candour.staff.models import Member, Role
from candour.staff.session import COOKIE, KEY_MARK, key_mark
from candour.teams import actions as teams
from candour.teams.models import Team

from . import fork_server, hypothesis_profiles
from .committing import _as_migrated_again as _as_migrated_again
from .committing import flushable as flushable
from .recorded import written_once
from .schema import django_db_modify_db_settings as django_db_modify_db_settings

hypothesis_profiles.register()
DAY = dt.date(2026, 3, 2)
PASSPHRASE = "an invented passphrase for tests"


def _left_out(item: pytest.Item) -> bool:
    """Whether it is a test of the other database, or of none, which is tried beside SQLite alone."""
    if connection.vendor == "postgresql":
        return item.get_closest_marker("sqlite") is not None or not hypothesis_profiles.needs_a_database(item)
    return item.get_closest_marker("postgresql") is not None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is not tried on this database: it is deselected, so nothing is skipped."""
    left_out = [item for item in items if _left_out(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if not _left_out(item)]
    # The longest goes first, so that no worker waits for it at the end.
    items.sort(key=lambda item: item.get_closest_marker("rehearsal") is None)
    for item in items:
        hypothesis_profiles.scale(item)


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: let the garbage collector pass it over."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(autouse=True, scope="session")
def _fork_server() -> Iterator[None]:
    """Short-lived processes of the product are forked, not started: see tests/fork_server.py."""
    subprocess.run = fork_server.run  # type: ignore[assignment]
    yield
    subprocess.run = fork_server.real_run
    fork_server.stop_all()


@pytest.fixture(autouse=True)
def _fresh_process(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the marker `fresh_process`, the product's processes are started as in production."""
    if request.node.get_closest_marker("fresh_process"):
        monkeypatch.setattr(subprocess, "run", fork_server.real_run)


@pytest.fixture(autouse=True)
def _roles_of_one_worker(request: pytest.FixtureRequest) -> Iterator[None]:
    """PostgreSQL's roles belong to the whole server, so one worker at a time makes and uses them."""
    if not request.node.get_closest_marker("postgresql"):
        yield
        return
    with (Path(tempfile.gettempdir()) / "candour-tests-roles.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(autouse=True, scope="session")
def _cheap_locks() -> Iterator[None]:
    """Argon2id at full cost would take most of the suite's time; tests/seal tries the real one."""
    real = seal_keys.PASSPHRASE_COST
    seal_keys.PASSPHRASE_COST = PassphraseCost(memory=8, passes=1, lanes=1)
    yield
    seal_keys.PASSPHRASE_COST = real


@pytest.fixture(autouse=True)
def _mark_forgotten() -> Iterator[None]:
    ledger._mark.clear()
    yield
    ledger._mark.clear()


@dataclass
class Cast:
    """Everybody, their keyrings, and the two units."""

    hana: Member
    asif: Member
    amara: Member
    rhona: Member
    finn: Member
    ada: Member
    olu: Member
    mo: Member
    kit: Member
    assessors: Team
    metropolitan: Force
    kent: Force
    keys: dict[str, Keyring] = field(default_factory=dict)

    def ring(self, member: Member) -> Keyring:
        """The member's keyring, as if they had just signed in."""
        if member.username not in self.keys:
            self.keys[member.username] = staff.unlock(member, PASSPHRASE)
        return self.keys[member.username]


@functools.cache
def _pair(name: str) -> PrivateKey:
    return PrivateKey.generate()


def _member(name: str, role: str, force: Force | None = None) -> Member:
    member = Member(username=name.casefold(), name=name, role=role, force=force)
    private = _pair(name)
    member.public_key = private.public.raw
    member.locked_key = lock_with_passphrase(private, PASSPHRASE, Context("member key", member.pk))
    member.set_password(PASSPHRASE)
    member.save()
    return member


def _assemble() -> tuple[Cast, dict[str, str]]:
    """Everybody with their keys, in the database; and the fingerprints of our teams' keys, by team."""
    ledger.begin(rehearsal=True)
    met, kent = Force.objects.get(pk="metropolitan"), Force.objects.get(pk="kent")
    people = {
        "hana": _member("Hana", Role.CALL_HANDLER),
        "asif": _member("Asif", Role.ASSESSOR),
        "amara": _member("Amara", Role.ASSESSOR),
        "rhona": _member("Rhona", Role.SUPERVISOR),
        "finn": _member("Finn", Role.INFORMATION_OFFICER),
        "olu": _member("Olu", Role.FIGURES_OFFICER),
        "ada": _member("Ada", Role.ADMINISTRATOR),
        "mo": _member("Mo", Role.FORCE_MEMBER, met),
        "kit": _member("Kit", Role.FORCE_MEMBER, kent),
    }
    our_teams, fingerprints = teams.our_teams(), {}
    for team in our_teams:
        holders = [member for member in people.values() if team.slug in member.teams()]
        fingerprints[team.slug] = staff.make_team_key(team, holders=holders).fingerprint
    for name, force in (("mo", met), ("kit", kent)):
        staff.make_team_key(teams.unit_of(force), holders=[people[name]], confirmed=True)
    return Cast(**people, assessors=our_teams[0], metropolitan=met, kent=kent), fingerprints


# By day, since the keys of a team bear theirs.
_assembled: dict[dt.date, tuple[Cast, dict[str, str]]] = {}


@pytest.fixture
def cast(db: None, settings) -> Cast:
    """The cast on stage: teams with keys, pinned; Kent's and the Met's units confirmed."""
    today = timezone.localdate()

    def assemble() -> None:
        _assembled[today] = copy.deepcopy(_assemble())

    written_once(f"the cast on {today}", assemble)
    members, fingerprints = copy.deepcopy(_assembled[today])
    settings.TEAM_FINGERPRINTS = {**settings.TEAM_FINGERPRINTS, **fingerprints}
    return members


@pytest.fixture
def through_the_door(cast: Cast) -> Callable[[Member], Client]:
    """A browser in which the member has signed in with their second factor, key cookie and all."""

    def sign_in(member: Member) -> Client:
        client = Client()
        client.force_login(member)
        if not is_mfa_enabled(member):
            TOTP.activate(member, generate_totp_secret())
        secret = secrets.token_bytes(32)
        session = client.session
        locked = lock_with_secret(_pair(member.name), secret, Context("session key", member.pk))
        session["locked_key"] = base64.b64encode(locked).decode()
        session[KEY_MARK] = key_mark(secret)
        session.save()
        client.cookies[COOKIE] = base64.urlsafe_b64encode(secret).decode()
        return client

    return sign_in

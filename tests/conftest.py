"""The cast: Hana takes calls, Asif and Amara assess, Rhona approves, Finn answers requests, Ada
administers, Olu counts; Mo is of the Metropolitan unit and Kit of Kent's. The reporter has no name."""

import base64
import datetime as dt
import fcntl
import functools
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
from pytest_django import DjangoDbBlocker

from candour.command.roles import GROWING
from candour.forces.models import Force
from candour.ledger import actions as ledger
from candour.seal import keys as seal_keys
from candour.seal.keys import Context, PassphraseCost, PrivateKey, lock_with_passphrase, lock_with_secret
from candour.staff import actions as staff
from candour.staff.keyring import Keyring
from candour.staff.models import Member, Role
from candour.staff.session import COOKIE, KEY_MARK, key_mark
from candour.store.append_only import statements
from candour.teams import actions as teams
from candour.teams.models import Team

from . import fork_server, hypothesis_profiles

hypothesis_profiles.register()
DAY = dt.date(2026, 3, 2)
PASSPHRASE = "an invented passphrase for tests"
# The tables whose triggers are lifted before a database is emptied.
APPEND_ONLY = (*GROWING, "ledger_installation")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is about the other database alone: there is nothing to try, so nothing is skipped."""
    other = "sqlite" if connection.vendor == "postgresql" else "postgresql"
    left_out = [item for item in items if item.get_closest_marker(other)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if not item.get_closest_marker(other)]
    # The longest goes first, so that no worker waits for it at the end.
    items.sort(key=lambda item: item.get_closest_marker("rehearsal") is None)
    for item in items:
        hypothesis_profiles.scale(item)


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


def _triggers(lift: bool) -> None:
    with connection.cursor() as cursor:
        for table in APPEND_ONLY:
            if connection.vendor == "postgresql":
                cursor.execute(f"ALTER TABLE {table} {'DISABLE' if lift else 'ENABLE'} TRIGGER USER")
            elif lift:
                for act in ("update", "delete"):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{act}")
            else:
                for statement in statements("sqlite", table):
                    cursor.execute(statement.replace("CREATE TRIGGER", "CREATE TRIGGER IF NOT EXISTS"))


def _state() -> tuple[object, ...]:
    """How many rows each table has, the forces, and the triggers that stand."""
    with connection.cursor() as cursor:
        counts = {}
        for table in connection.introspection.django_table_names(only_existing=True):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")
            counts[table] = cursor.fetchone()
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname, tgrelid, tgenabled FROM pg_trigger WHERE NOT tgisinternal")
        else:
            cursor.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'")
        triggers = sorted(cursor.fetchall())
    return counts, triggers, list(Force.objects.order_by("pk").values_list())


@pytest.fixture
def _as_migrated_again(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Torn down after the flush: put back the rows and the triggers that the migrations made."""
    with django_db_blocker.unblock():
        before = _state()
    yield
    with django_db_blocker.unblock():
        connection.creation.deserialize_db_from_string(connection._test_serialized_contents)  # type: ignore[attr-defined]
        _triggers(lift=False)
        assert _state() == before, "A test that commits has left something behind."


@pytest.fixture
def flushable(
    _as_migrated_again: None, django_db_serialized_rollback: None, transactional_db: None
) -> Iterator[None]:
    """For tests that commit: the append-only triggers stand meanwhile, and are lifted for the flush only.

    Any test may come after it in the same process: the database is again as the migrations left it.
    """
    yield
    _triggers(lift=True)


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


@pytest.fixture
def cast(db: None, settings) -> Cast:
    """The cast on stage: teams with keys, pinned; Kent's and the Met's units confirmed."""
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
    ours = teams.our_teams()
    for team in ours:
        holders = [one for one in people.values() if team.slug in one.teams()]
        key = staff.make_team_key(team, holders=holders)
        settings.TEAM_FINGERPRINTS = {**settings.TEAM_FINGERPRINTS, team.slug: key.fingerprint}
    for name, force in (("mo", met), ("kit", kent)):
        staff.make_team_key(teams.unit_of(force), holders=[people[name]], confirmed=True)
    return Cast(**people, assessors=ours[0], metropolitan=met, kent=kent)


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

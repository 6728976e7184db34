import io
import stat
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from candour.command import secrets_file
from candour.ledger import actions as ledger
from candour.seal.keys import Context, WrongKey, from_paper
from candour.seal.sealing import seal_text
from candour.staff import actions as staff
from candour.staff.models import KeyShare, Member
from candour.staff.recovery import recover_key
from candour.teams.actions import assessors
from candour.teams.models import Team

WORDS = "five invented words stand here"


@pytest.fixture
def begun(db: None, settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """What `candour init` prints, run in an empty folder with no key in the environment."""
    settings.DATA = tmp_path / "line"
    settings.LEDGER_KEY = settings.SECOND_FACTOR_KEY = ""
    settings.TEAM_FINGERPRINTS = {}
    monkeypatch.setenv("CANDOUR_PASSPHRASE", WORDS)
    return run("init", administrator="Ada")


def run(command: str, **options: str) -> str:
    out = io.StringIO()
    call_command(command, stdout=out, **options)
    return out.getvalue()


def paper_in(output: str) -> str:
    return "\n".join(line for line in output.splitlines() if len(line) == 29 and line.isupper())


def test_a_real_line_has_an_administrator_who_opens_what_is_sealed_to_either_team(begun: str) -> None:
    ada = Member.objects.get(username="ada")
    keys = staff.unlock(ada, WORDS)

    assert not ledger.is_rehearsal()
    assert ada.role == "administrator"
    for team in Team.objects.all():
        context = Context("report", ada.pk)
        assert keys.open_text(seal_text("told", [team.recipient()], context), context) == "told"


def test_the_pins_are_printed_kept_and_used_at_once(begun: str) -> None:
    line = next(line for line in begun.splitlines() if line.startswith("CANDOUR_TEAM_FINGERPRINTS="))

    assert secrets_file.read()["CANDOUR_TEAM_FINGERPRINTS"] == line.split("=", 1)[1]
    assert assessors().fingerprint in line


def test_the_keys_of_the_installation_are_made_and_only_their_owner_may_read_them(
    begun: str, settings
) -> None:
    file = Path(settings.DATA) / "secrets.env"

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert secrets_file.read()["CANDOUR_LEDGER_KEY"] == settings.LEDGER_KEY
    assert len(settings.SECOND_FACTOR_KEY) >= 32
    assert WORDS not in file.read_text()
    assert WORDS not in begun


def test_a_database_that_was_begun_is_refused_and_left_alone(begun: str, settings) -> None:
    before = (Path(settings.DATA) / "secrets.env").read_text()

    with pytest.raises(CommandError, match="begun already"):
        run("init", administrator="Eve")

    assert not Member.objects.filter(username="eve").exists()
    assert (Path(settings.DATA) / "secrets.env").read_text() == before


def test_a_passphrase_that_is_too_short_begins_nothing(
    db: None, settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA = tmp_path
    monkeypatch.setenv("CANDOUR_PASSPHRASE", "short")

    with pytest.raises(CommandError, match="15 characters"):
        run("init", administrator="ada")

    assert not ledger.is_begun()


def test_without_a_terminal_six_words_are_minted_shown_and_work(
    db: None, settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA = tmp_path
    monkeypatch.delenv("CANDOUR_PASSPHRASE", raising=False)
    monkeypatch.setattr(sys, "stdin", io.StringIO())

    output = run("init", administrator="ada")

    minted = output.split("shown this once: ", 1)[1].splitlines()[0]
    assert len(minted.split()) == 6
    staff.unlock(Member.objects.get(), minted)


def test_the_paper_brings_a_key_back_that_nobody_holds_any_more(
    begun: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asif = staff.add_member(username="asif", name="Asif", role="assessor", passphrase=WORDS)
    context = Context("report", asif.pk)
    sealed = seal_text("told", [assessors()], context)
    KeyShare.objects.exclude(member=None).delete()
    with pytest.raises(WrongKey):
        staff.unlock(asif, WORDS).open_text(sealed, context)

    monkeypatch.setattr(sys, "stdin", io.StringIO(paper_in(begun).lower()))
    run("recover", team="assessors", to="asif")

    assert staff.unlock(asif, WORDS).open_text(sealed, context) == "told"


@pytest.mark.parametrize(("slip", "words"), [("", "nine|lines|9"), ("not the paper", "lines")])
def test_what_is_not_the_paper_is_told_in_words(
    begun: str, monkeypatch: pytest.MonkeyPatch, slip: str, words: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(slip))

    with pytest.raises(CommandError, match=words):
        run("recover", team="assessors", to="ada")


def test_another_line_s_paper_opens_no_key_here(begun: str, monkeypatch: pytest.MonkeyPatch) -> None:
    KeyShare.objects.exclude(recovery=None).delete()
    monkeypatch.setattr(sys, "stdin", io.StringIO(paper_in(begun)))

    with pytest.raises(CommandError, match="this line's paper"):
        run("recover", team="assessors", to="ada")


def test_the_paper_hands_no_key_to_a_role_that_is_not_given_it(begun: str) -> None:
    hana = staff.add_member(username="hana", name="Hana", role="call_handler", passphrase=WORDS)

    with pytest.raises(Exception, match="does not belong"):
        recover_key(Team.objects.get(pk="assessors"), to=hana, paper=from_paper(paper_in(begun)))

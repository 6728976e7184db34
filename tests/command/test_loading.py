"""The rehearsal is loaded while the server answers: what can be read, what waits, and where it goes on."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client

from candour.intake.models import Contact
from candour.ledger.actions import is_begun, is_rehearsal
from candour.staff.models import Member
from candour.store.loading import end_loading, note_loaded, percent_loaded


@pytest.fixture
def begun(db: None, settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rehearsal that is only begun, as ./run leaves it to the server."""
    settings.DATA, settings.HISTORY = tmp_path / "line", tmp_path / "line" / "history"
    settings.LEDGER_KEY, settings.TEAM_FINGERPRINTS = "", {}
    # The tests' database is in memory, where no file tells whether there is one.
    monkeypatch.setattr("candour.command.management.commands.demo.has_begun", is_begun)
    call_command("demo", contacts=5, begin=True)


def test_what_is_only_begun_has_its_people_and_says_how_far_it_is(begun: None) -> None:
    assert is_rehearsal() and Member.objects.filter(username="hana").exists()
    assert not Contact.objects.exists()
    assert percent_loaded() == 0
    assert "Its history is still being loaded: 0 % is there." in Client().get("/").content.decode()


@pytest.mark.parametrize("path", ["/report", "/desk/sign-in", "/foi/ask"])
def test_nothing_can_be_sent_until_all_is_there(begun: None, path: str) -> None:
    note_loaded(40)
    answer = Client().post(path)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert "40 % of its history is there" in answer.content.decode()


def test_a_second_call_goes_on_and_then_it_is_whole(begun: None) -> None:
    call_command("demo", contacts=5)

    assert Contact.objects.count() == 5
    assert percent_loaded() is None
    assert "still being loaded" not in Client().get("/").content.decode()
    with pytest.raises(CommandError, match="begun already"):
        call_command("demo", contacts=5)


def test_a_load_that_was_stopped_leaves_nothing_and_can_go_on(
    begun: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_cast: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("candour.command.management.commands.demo.ask_all", stop)
        with pytest.raises(KeyboardInterrupt):
            call_command("demo", contacts=5)
    assert not Contact.objects.exists()
    assert percent_loaded() == 99

    call_command("demo", contacts=5)

    assert (Contact.objects.count(), percent_loaded()) == (5, None)


def test_a_real_line_has_nothing_to_load(db: None) -> None:
    end_loading()

    assert percent_loaded() is None
    assert not (Path(settings.DATA) / "rehearsal-loading").exists()

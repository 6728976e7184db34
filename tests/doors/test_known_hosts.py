"""Only the names in CANDOUR_HOSTS are answered; /health says whether a door can serve."""

import pytest
from django.db import DatabaseError
from django.test import Client

from candour.ledger import actions as ledger

PATHS = ["/", "/report", "/mailbox", "/foi", "/health", "/desk", "/force", "/desk/health", "/static/none"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "sub.testserver", "a b", ""])
def test_another_host_is_answered_nowhere(db: None, path: str, host: str) -> None:
    for send in (Client().get, Client().post):
        response = send(path, headers={"host": host})

        assert response.status_code == 400
        assert "is not known here" in response.content.decode()


@pytest.mark.parametrize("host", ["127.0.0.1:8001", "localhost", "testserver"])
def test_the_names_of_this_door_are_answered(db: None, host: str) -> None:
    ledger.begin(rehearsal=True)

    assert Client().get("/health", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("door", ["public", "desk", "force"])
def test_a_door_says_whether_it_serves_and_nothing_else(
    db: None, door: str, settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DOOR, settings.ROOT_URLCONF = door, f"candour.doors.{door}"
    path = "/health" if door == "public" else f"/{door}/health"
    ledger.begin(rehearsal=True)

    assert Client().get(path).content == b"This door is open.\n"

    def refuse() -> bool:
        raise DatabaseError("the words of a row")

    monkeypatch.setattr("candour.doors.health.is_begun", refuse)
    response = Client().get(path)

    assert response.status_code == 503
    assert response.content == b"This door cannot reach its database.\n"

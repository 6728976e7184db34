"""The figures desk through its door: one person compiles, another releases."""

import datetime as dt
from collections.abc import Callable

import pytest
import time_machine
from django.test import Client

from candour.figures.models import Announcement, Draft, Publication
from candour.figures.releasing import register
from candour.staff.models import Member
from tests.conftest import Cast

from . import releases as given

pytestmark = pytest.mark.django_db
Door = Callable[[Member], Client]
NOW = dt.datetime(2025, 3, 10, 10, tzinfo=dt.UTC)


def day(name: str, on: dt.date) -> dict[str, str]:
    return {f"{name}_day": str(on.day), f"{name}_month": str(on.month), f"{name}_year": str(on.year)}


@pytest.fixture
def line(cast: Cast) -> None:
    given.a_year()


def compiled(client: Client) -> Draft:
    """Announced and compiled through the pages."""
    period = f"quarterly {given.QUARTER.since} {given.QUARTER.until}"
    client.post("/desk/releases", {"period": period, **day("on", dt.date(2025, 4, 10))})
    note = {"note": "Everything is invented."}
    answer = client.post("/desk/release/1/compile", day("as_at", dt.date(2025, 3, 9)) | note)
    assert answer.status_code == 302, answer.content.decode()
    return Draft.objects.get()


def test_one_person_compiles_another_releases_and_the_public_sees_it_at_half_past_nine(
    line: None, cast: Cast, through_the_door: Door
) -> None:
    with time_machine.travel(NOW, tick=False):
        officer, second = through_the_door(cast.olu), through_the_door(cast.rhona)
        draft = compiled(officer)
        page = f"/desk/draft/{draft.pk}"
        assert "Needs another person" in officer.get(page).content.decode()
        refused = officer.post(f"{page}/release")
        assert refused.status_code == 422 and "second person" in refused.content.decode()
        assert not Publication.objects.exists()
        assert "SHA-256" in second.get(page).content.decode()
        assert second.post(f"{page}/release").status_code == 302
        assert Client().get("/figures/releases/1.1").status_code == 404
    with time_machine.travel(dt.datetime(2025, 4, 10, 8, 30, tzinfo=dt.UTC), tick=False):
        assert Client().get("/figures/releases/1.1").status_code == 200


@pytest.mark.parametrize("part", ["compile", "move", "correct"])
def test_a_form_left_empty_comes_back_with_what_to_do(
    line: None, cast: Cast, through_the_door: Door, part: str
) -> None:
    with time_machine.travel(NOW, tick=False):
        client = through_the_door(cast.olu)
        compiled(client)
        answer = client.post(f"/desk/release/1/{part}", {})
    assert answer.status_code == 422 and "There is something to put right" in answer.content.decode()


def test_signs_that_cannot_be_seen_are_refused_and_nothing_is_announced(
    line: None, cast: Cast, through_the_door: Door
) -> None:
    asked = {"question": "How many?\u202e", "measure": "M01", "since": "2025-01", "until": "2025-02"}
    with time_machine.travel(NOW, tick=False):
        answer = through_the_door(cast.olu).post(
            "/desk/releases/ask", asked | day("on", dt.date(2025, 3, 12))
        )
    assert answer.status_code == 422 and "cannot be seen" in answer.content.decode()
    assert "How many?" in answer.content.decode()
    assert not Announcement.objects.exists()


def test_a_file_name_that_no_database_takes_is_simply_not_found(line: None) -> None:
    given.published()
    assert register.file_of("1.1", "x\x00y") is None
    assert Client().get("/figures/releases/1.1/x%00y").status_code == 404

from collections.abc import Callable

from django.test import Client

from candour.staff.models import Member
from tests.conftest import Cast
from tests.referral import story

Door = Callable[[Member], Client]


def test_the_trail_says_how_it_names_a_row_and_leads_nowhere(cast: Cast, through_the_door: Door) -> None:
    report = story.assessed(cast)

    page = through_the_door(cast.ada).get("/desk/audit").content.decode()

    assert f"report {str(report.pk)[:8]}" in page
    assert "named by the first letters of its row’s number, and not by its reference" in page
    assert report.reference not in page

from collections.abc import Callable

import pytest
from django.test import Client

from candour.assessment import actions
from candour.audit.models import Act
from candour.mailbox.actions import receive_letter
from candour.staff.models import Member
from tests.assessment.contact_steps import LETTER, MARKER, described, received
from tests.conftest import DAY, Cast

SignIn = Callable[[Member], Client]
OUTSIDERS = ("hana", "finn", "olu", "ada", "mo")


def addresses(cast: Cast) -> list[tuple[str, str]]:
    report = described(cast.asif)
    subject = actions.add_subject(report, fields={"name": MARKER}, by=cast.asif)
    told = received()
    one = told.contact
    assert one is not None and one.mailbox is not None
    receive_letter(one.mailbox, receipt=told.receipt, text=LETTER, on=DAY)
    here, there = f"/desk/contact/{one.pk}", f"/desk/report/{report.reference}"
    steps = ["take-up", "put-back", "close", "report", "join", "letter"]
    parts = ["details", "subjects", "items", "sanitised", "decision", f"subjects/{subject.pk}/remove"]
    return [
        ("get", "/desk/worklist"),
        ("get", "/desk/reports"),
        ("get", here),
        ("get", f"{there}?open=1"),
        ("post", "/desk/worklist/next"),
        *(("post", f"{here}/{step}") for step in steps),
        *(("post", f"{there}/{part}") for part in parts),
    ]


@pytest.mark.parametrize("name", OUTSIDERS)
def test_others_are_refused_everywhere_and_shown_nothing(
    cast: Cast, through_the_door: SignIn, name: str
) -> None:
    pages, client = addresses(cast), through_the_door(getattr(cast, name))
    acts = Act.objects.count()
    for method, address in pages:
        answer = getattr(client, method)(address)
        assert answer.status_code == 403, address
        assert MARKER not in answer.content.decode() and "Taking money" not in answer.content.decode()
    assert Act.objects.count() == acts


def test_nobody_comes_in_without_signing_in(cast: Cast) -> None:
    for method, address in addresses(cast):
        answer = getattr(Client(), method)(address)
        assert answer.status_code == 302 and answer["Location"].startswith("/desk/sign-in"), address


def test_steps_are_not_taken_by_following_a_link(cast: Cast, through_the_door: SignIn) -> None:
    client = through_the_door(cast.asif)
    for method, address in addresses(cast):
        if method == "post":
            assert client.get(address).status_code == 405, address

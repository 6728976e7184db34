"""Who may take a call, and what a call handler can never reach."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from candour.assessment import actions as assessment
from candour.intake.models import Contact
from tests.conftest import Cast
from tests.intake.calling import ADDRESS, fresh, send, text


@pytest.mark.parametrize("name", ["hana", "asif", "rhona"])
def test_those_who_handle_reports_may_take_a_call(cast: Cast, through_the_door, name: str) -> None:
    client = through_the_door(getattr(cast, name))

    assert send(client, **fresh(client)).status_code == 200
    assert Contact.objects.count() == 1


@pytest.mark.parametrize("name", ["finn", "olu", "ada", "mo", "kit"])
def test_nobody_else_may(cast: Cast, through_the_door, name: str) -> None:
    words = fresh(through_the_door(cast.hana))
    client = through_the_door(getattr(cast, name))

    assert client.get(ADDRESS).status_code == 403
    assert send(client, **words).status_code == 403
    assert not Contact.objects.exists()


def test_a_stranger_is_sent_to_sign_in(cast: Cast) -> None:
    response = Client().get(ADDRESS)

    assert response.status_code == 302
    assert response["Location"].startswith("/desk/sign-in")


def test_the_call_page_stands_behind_the_desk_door_alone(cast: Cast) -> None:
    assert Client().get("/call").status_code == 404
    assert Client().get("/force/call").status_code == 404


def test_no_page_of_a_call_leads_to_an_account(cast: Cast, through_the_door) -> None:
    client = through_the_door(cast.hana)
    new = fresh(client)
    pages = [text(client.get(ADDRESS)), text(send(client, **new)), text(send(client, **new))]
    contact = Contact.objects.get()

    assert not any(str(contact.pk) in page or str(contact.token) in page for page in pages)
    assert not any(
        f'href="/desk/{room}' in page for page in pages for room in ("contact", "worklist", "report")
    )


def test_a_call_handler_is_refused_the_assessors_pages(cast: Cast, through_the_door) -> None:
    client = through_the_door(cast.hana)
    send(client, **fresh(client))
    contact = Contact.objects.get()
    desk = "candour.doors.desk"
    lists = [reverse(name, urlconf=desk) for name in ("worklist", "reports")]
    acts = ("", "_take_up", "_put_back", "_close", "_start_report", "_join", "_ask")
    of_contact = [reverse(f"contact{act}", args=[contact.pk], urlconf=desk) for act in acts]

    assert {client.get(address).status_code for address in (*lists, of_contact[0])} == {403}
    assert {client.post(address).status_code for address in of_contact} <= {403, 405}
    assert client.post(of_contact[1]).status_code == 403


def test_a_call_handler_is_refused_the_assessors_actions_and_has_no_key(cast: Cast, through_the_door) -> None:
    client = through_the_door(cast.hana)
    send(client, **fresh(client))
    contact = Contact.objects.get()

    with pytest.raises(PermissionDenied):
        assessment.take_up(contact, by=cast.hana)
    with pytest.raises(PermissionDenied):
        assessment.open_account(contact, by=cast.hana, keys=cast.ring(cast.hana))
    assert not cast.hana.shares.exists()

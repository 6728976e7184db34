"""The public door's database role asks, confirms, follows and says, and reads no request."""

import uuid

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client

from candour.command.roles import PUBLIC
from candour.foi.models import InformationRequest, PostedFile
from candour.foi.requests.steps import post_line, stage_of
from candour.foi.rules import Stage
from candour.foi.worklist.taking_in import take_in_heard
from candour.post.keyed_codes import keyed_code
from candour.store.narrowed import FOI
from tests.command.test_grants import role
from tests.post.mails import OURS

from .test_asking_pages import checked, code_in

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture(autouse=True)
def _an_address(settings) -> None:
    settings.FOI_ADDRESS = OURS


def test_a_request_is_asked_followed_and_confirmed_by_a_role_that_reads_no_request() -> None:
    client = Client()
    with role(PUBLIC):
        assert client.get("/foi").status_code == 200
        assert client.post("/foi/ask", {"step": "words", "words": "Who pays?"}).status_code == 200
        boxes = checked(client) | {"send": "1"}
        code = code_in(client.post("/foi/ask", boxes).content.decode())
        assert code_in(client.post("/foi/ask", boxes).content.decode()) == code
        for table in (
            "foi_informationrequest",
            "foi_requester",
            "foi_requestquestion",
            "foi_heard",
            "foi_message",
        ):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                connection.cursor().execute(f"SELECT * FROM {table}")
        said = {"code": code, "do": "say", "kind": "more", "text": "More.", "once": str(uuid.uuid4())}
        for _ in range(2):
            assert "We have your message" in client.post("/foi/follow", said).content.decode()

    made = InformationRequest.objects.get()
    address = f"/foi/confirm/{made.pk}/{keyed_code('confirm', made.pk)}"
    with role(PUBLIC):
        assert "is confirmed" in client.post(address).content.decode()
    with role(FOI):
        assert take_in_heard() == 1

    line = post_line(made, "responded", "Our answer", body="As in the table.")
    file = PostedFile.objects.create(posted=line, name="a.csv", media_type="text/csv", content=b"1")
    with role(PUBLIC):
        assert "a.csv" in client.post("/foi/follow", {"code": code}).content.decode()
        assert client.post("/foi/follow", {"code": code, "file": str(file.pk)}).content == b"1"
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            PostedFile.objects.create(posted=line, name="b.csv", media_type="text/csv", content=b"2")

    assert stage_of(made) == Stage.NEW
    assert made.messages.get().text == "More."

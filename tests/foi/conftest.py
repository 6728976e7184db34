"""A request or two, with invented askers."""

import datetime as dt
import uuid

import pytest

from candour.foi.models import InformationRequest
from candour.foi.requests import actions, receiving
from candour.foi.rules import Channel, Footing
from tests.post.post_office import imap as imap
from tests.post.post_office import post as post
from tests.post.stand_in_server import server as server

DAY = dt.date(2026, 7, 8)
FINN, SECOND = uuid.uuid4(), uuid.uuid4()
ASKER = receiving.Asker(name="Testa Asker", email="testa.asker@example.org")


def make_request(
    *questions: str, channel: Channel = Channel.WEB, on: dt.date = DAY, asker: receiving.Asker = ASKER
) -> InformationRequest:
    """A request that waits for triage."""
    made, _ = receiving.receive_request(
        questions=questions or ("How many contacts came in June 2026?",), asker=asker, channel=channel, on=on
    )
    return made


def make_open(*questions: str, on: dt.date = DAY, footing: Footing = Footing.VOLUNTARY) -> InformationRequest:
    """A request that was let in on the day it came."""
    return actions.open_request(make_request(*questions, on=on), by=FINN, footing=footing, on=on)


@pytest.fixture
def request_that_waits(db: None) -> InformationRequest:
    return make_request()


@pytest.fixture
def open_one(db: None) -> InformationRequest:
    return make_open()

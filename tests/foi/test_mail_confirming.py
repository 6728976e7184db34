"""Whoever gives an address on the web is asked, once, whether it is theirs."""

from candour.foi.mail.confirming import queue_confirmations
from candour.foi.mail.rate_limit import limit_today
from candour.foi.mail.sending import send_waiting
from candour.foi.models import InformationRequest
from candour.foi.requests import receiving
from candour.foi.rules import Channel
from candour.post.keyed_codes import keyed_code
from tests.post.stand_in_server import Server

from .conftest import ASKER


def _from_the_web() -> InformationRequest:
    made, _ = receiving.receive_request(
        questions=["How many?"], asker=ASKER, channel=Channel.WEB, needs_confirming=True
    )
    return made


def test_an_address_from_the_web_is_asked_once_in_words_that_say_nothing(db: None, server: Server) -> None:
    made = _from_the_web()

    assert [queue_confirmations(limit_today()) for _ in range(2)] == [1, 0]
    send_waiting()
    got = server.taken[0][2]
    text = got.get_content()
    code = keyed_code("confirm", made.pk)
    assert f"https://line.example/foi/confirm/{made.pk}/{code}" in text
    assert f"{code[:5]}-{code[5:]}" in text
    told = f"{got['Subject']} {text}".casefold()
    assert not [word for word in ("police", "report", "request", "how many", "testa") if word in told]


def test_a_confirmed_or_plain_request_is_not_asked(db: None, request_that_waits: InformationRequest) -> None:
    made = _from_the_web()
    receiving.confirm_address(made.pk, keyed_code("confirm", made.pk))

    assert queue_confirmations(limit_today()) == 0

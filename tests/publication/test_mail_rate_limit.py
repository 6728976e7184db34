"""Addresses that anybody typed are asked sparingly: nobody's inbox is flooded through us."""

import datetime as dt

import pytest
import time_machine

from candour.foi.mail import rate_limit
from candour.foi.mail.confirming import queue_confirmations
from candour.foi.mail.sending import send_waiting
from candour.foi.models import InformationRequest, Outgoing
from candour.foi.requests import receiving
from candour.foi.rules import Channel
from candour.post.keyed_codes import keyed_code
from candour.publication.annotations.asking_writers import WRITERS_OF_NOTES, queue_annotation_mails
from candour.publication.models import AnnotationOffer
from tests.post.stand_in_server import Server

pytestmark = pytest.mark.django_db
TODAY = dt.datetime(2026, 7, 9, 10, tzinfo=dt.UTC)


def _asks(address: str) -> InformationRequest:
    asker = receiving.Asker(name="Testa Asker", email=address)
    made, _ = receiving.receive_request(
        questions=["How many?"], asker=asker, channel=Channel.WEB, needs_confirming=True
    )
    return made


def _notes(address: str) -> AnnotationOffer:
    return AnnotationOffer.objects.create(
        slug="a.page", name="A Reader", email=address, text="A note.", offered_on=dt.date(2026, 7, 9)
    )


def _run() -> int:
    limit = rate_limit.limit_today([WRITERS_OF_NOTES])
    return queue_confirmations(limit) + queue_annotation_mails(limit)


def test_an_inbox_is_asked_once_a_day_however_often_and_however_it_is_typed(server: Server) -> None:
    with time_machine.travel(TODAY, tick=False) as clock:
        for address in ("else@example.net", "ELSE@example.net", "else+1@example.net"):
            _asks(address)
            _notes(address)
        assert (_run(), _run()) == (1, 0)
        send_waiting()
        assert _run() == 0

        clock.shift(dt.timedelta(days=1))
        assert (_run(), _run()) == (1, 0)


def test_a_note_s_mail_counts_also_when_it_has_gone_out_and_its_row_with_it(server: Server) -> None:
    with time_machine.travel(TODAY, tick=False):
        _notes("else@example.net")
        assert _run() == 1
        send_waiting()
        assert not Outgoing.objects.exists()
        _notes("else@example.net")
        _asks("else@example.net")
        assert _run() == 0


def test_whoever_confirmed_is_asked_for_the_next_at_once() -> None:
    first = _asks("testa@example.org")
    _asks("testa@example.org")
    assert _run() == 1
    asked = Outgoing.objects.get().request or first
    receiving.confirm_address(asked.pk, keyed_code("confirm", asked.pk))

    assert _run() == 1
    assert Outgoing.objects.count() == 2


def test_others_do_not_wait_for_one_that_is_flooded() -> None:
    for address in ("else@example.net", "else@example.net", "testa@example.org"):
        _asks(address)

    assert _run() == 2


def test_all_together_are_no_more_than_stated_and_the_rest_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_limit, "MOST_A_DAY", 3)
    with time_machine.travel(TODAY, tick=False) as clock:
        for number in range(2):
            _asks(f"asker{number}@example.org")
        for number in range(3):
            _notes(f"reader{number}@example.org")
        assert (_run(), _run()) == (3, 0)

        clock.shift(dt.timedelta(days=1))
        assert (_run(), _run()) == (2, 0)
    assert rate_limit.RateLimit().left == 200

"""A thing said that is of no kind we know holds up neither the desk nor the mail."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from candour.foi.mail.mail_run import run_post
from candour.foi.models import Heard
from candour.foi.requests import receiving
from candour.foi.rules import Channel
from candour.foi.worklist.taking_in import not_understood, take_in_heard
from candour.post.keyed_codes import follow_hash
from tests.post.mails import OURS

from .conftest import ASKER, DAY


def test_it_is_left_and_reported_and_the_others_are_taken_in(db: None, settings, tmp_path: Path) -> None:
    settings.FOI_ADDRESS, settings.DATA = OURS, tmp_path
    made, code = receiving.receive_request(questions=["How many?"], asker=ASKER, channel=Channel.WEB, on=DAY)
    for place, kind in enumerate(("strange", "more"), start=2):
        Heard.objects.create(follow_hash=follow_hash(code), place=place, kind=kind, text="Words.", on=DAY)

    assert take_in_heard() == 1
    assert made.messages.get().text == "Words."
    assert [one.kind for one in Heard.objects.all()] == ["strange"]
    assert not_understood() == 1

    said: list[str] = []
    with pytest.raises(ValidationError, match="1 could not be taken in"):
        run_post(said.append)
    assert any(line.startswith("Sent:") for line in said)

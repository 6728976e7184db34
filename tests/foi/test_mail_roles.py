"""Mail as the desk's own database role handles it."""

import pytest
from django.core.management import call_command

from candour.foi.mail import held_mail
from candour.foi.mail.receiving import receive
from candour.foi.models import Forgotten, Message, Outgoing
from candour.foi.requests.outgoing import queue
from candour.store.narrowed import DESK, FOI
from tests.command.test_grants import role
from tests.conftest import Cast
from tests.post.mails import OURS, bounce, mail, reply
from tests.post.stand_in_server import Server

from .conftest import make_open

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def test_this_desk_s_role_receives_matches_and_forgets_mail(cast: Cast, settings) -> None:
    settings.FOI_ADDRESS = OURS
    asked = make_open()
    with role(FOI):
        letter = queue(asked, to="testa.asker@example.org", subject="Our answer", body="It is 412.")
        assert receive(reply(asked).as_bytes()).request == asked
        receive(bounce(letter))
        held_mail.divert_mail(receive(mail(number="<two@example.org>").as_bytes()), "report", by=cast.finn.pk)
        assert Forgotten.objects.count() == 1
        assert Message.objects.count() == 2


def test_the_mail_command_sends_as_the_desk_s_process(cast: Cast, server: Server, settings, tmp_path) -> None:
    settings.DATA, settings.IMAP = tmp_path, ""
    queue(make_open(), to="testa.asker@example.org", subject="Our answer", body="It is 412.")
    with role(DESK):
        call_command("foi", "post")

    assert len(server.taken) == 1
    assert Outgoing.objects.get().sent_at is not None

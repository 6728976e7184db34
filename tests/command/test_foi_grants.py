"""What the freedom-of-information desk's database role may do, tried as that role."""

import pytest
from django.db import ProgrammingError, connection, transaction

from candour.command.roles import PUBLIC, tables
from candour.foi.models import InformationRequest, Posted
from candour.foi.requests import actions, receiving, steps
from candour.foi.rules import Channel, Footing, Stage
from candour.post.keyed_codes import follow_hash, keyed_code
from candour.publication.models import AnnotationOffer
from candour.store.narrowed import DESK, FOI, acting_as
from tests.conftest import Cast
from tests.foi.conftest import ASKER, DAY, make_request

from .test_grants import role

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
# What this desk may read besides its own tables: no person, no report, no key is in them.
READABLE = {
    "ledger_installation",
    "forces_force",
    "forces_agreement",
    "figures_announcement",
    "figures_publication",
    "figures_publishedfile",
}


def _may_not(sql: str) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_this_desk_reads_no_contact_report_referral_member_key_or_ledger(cast: Cast) -> None:
    closed_tables = [
        name for name in tables() if not name.startswith(("foi_", "publication_")) and name not in READABLE
    ]
    assert {
        "intake_contact",
        "assessment_report",
        "referral_referral",
        "staff_keyshare",
        "teams_teamkey",
    } <= {*closed_tables}

    with role(FOI):
        for table in closed_tables:
            _may_not(f"SELECT * FROM {table}")


def test_this_desk_s_role_lets_a_request_in_and_diverts_another(cast: Cast) -> None:
    with role(FOI):
        opened = actions.open_request(make_request(), by=cast.finn.pk, footing=Footing.VOLUNTARY, on=DAY)
        assert steps.stage_of(opened) == Stage.OPEN
        actions.divert(make_request(), "report", by=cast.finn.pk)
        _may_not("DELETE FROM publication_logentry")
        _may_not("UPDATE foi_diverted SET kind = 'spam'")


def test_the_desk_s_process_steps_down_for_these_pages_and_up_again(cast: Cast) -> None:
    with role(DESK):
        with acting_as(FOI):
            _may_not("SELECT * FROM intake_contact")
        with pytest.raises(ZeroDivisionError), acting_as(FOI):
            raise ZeroDivisionError
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM intake_contact")


def test_the_public_role_takes_requests_in_and_reads_only_what_was_posted(cast: Cast) -> None:
    with role(PUBLIC):
        request, code = receiving.receive_request(
            questions=["How many?"], asker=ASKER, channel=Channel.WEB, needs_confirming=True
        )
        receiving.confirm_address(request.pk, keyed_code("confirm", request.pk))
        AnnotationOffer.objects.create(
            slug="x", name="Testa", email="t@example.org", text="a", offered_on=DAY
        )
        assert Posted.objects.filter(follow_hash=follow_hash(code)).count() == 1
        for table in (
            "informationrequest",
            "requester",
            "requestquestion",
            "message",
            "requestletter",
            "questiondecision",
            "outgoing",
        ):
            _may_not(f"SELECT * FROM foi_{table}")

    assert steps.stage_of(InformationRequest.objects.get(pk=request.pk)) == Stage.NEW


def test_a_force_s_role_knows_nothing_of_requests(cast: Cast) -> None:
    with role("candour_force"):
        for table in tables():
            if table.startswith("foi_"):
                _may_not(f"SELECT * FROM {table}")


def _refused(sql: str) -> None:
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


STEP = (
    'INSERT INTO foi_requeststep (id, request_id, place, kind, "on", note, by) '
    "VALUES (gen_random_uuid(), '{}', {}, '{}', now(), '', {})"
)
POSTED = (
    'INSERT INTO foi_posted (id, follow_hash, place, "on", kind, heading, body, file) '
    "VALUES (gen_random_uuid(), 'x', 9, now(), '{}', 'Our answer', '', {})"
)
REQUEST = (
    "INSERT INTO foi_informationrequest (id, reference, title, topic, channel, language, law, footing, "
    "needs_confirming, follow_hash, source_url) "
    "VALUES (gen_random_uuid(), '{}', 't', '', 'web', 'en', 'foia', 'voluntary', false, 'y', '')"
)


def test_the_public_role_cannot_say_what_is_the_desk_s_to_say(cast: Cast) -> None:
    opened = actions.open_request(make_request(), by=cast.finn.pk, footing=Footing.VOLUNTARY, on=DAY)

    with role(PUBLIC):
        _refused(STEP.format(opened.pk, 3, "responded", "NULL"))
        _refused(STEP.format(opened.pk, 2, "confirmed", f"'{cast.finn.pk}'"))
        _refused(POSTED.format("responded", "NULL"))
        _refused(POSTED.format("received", "'\\x00'::bytea"))
        _refused(REQUEST.format("01/FOI/26/999999"))

import uuid

import pytest
from django.db import DatabaseError, connection, transaction

from candour.audit.actions import note
from candour.audit.models import Act


@pytest.fixture
def act(db: None) -> Act:
    return note("opened", member=uuid.uuid4(), kind="contact", row=uuid.uuid4())


def test_an_act_cannot_be_changed(act: Act) -> None:
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        Act.objects.filter(pk=act.pk).update(member=None)

    member = act.member
    act.refresh_from_db()
    assert act.member == member


def test_an_act_cannot_be_deleted(act: Act) -> None:
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        act.delete()
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        connection.cursor().execute("DELETE FROM audit_act")

    assert Act.objects.filter(pk=act.pk).exists()

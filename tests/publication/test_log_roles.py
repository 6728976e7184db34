"""The log as each database role finds it: the public door reads pages and adds notes; the desk publishes."""

import pytest
from django.test import Client

from candour.command.roles import PUBLIC
from candour.foi.models import InformationRequest
from candour.post.keyed_codes import keyed_code
from candour.publication.annotations.annotating import confirm_annotation, offer_annotation
from candour.publication.log.publishing import correct, publish, tombstone
from candour.publication.models import LogEntry, LogFile, OfferStep
from candour.store.narrowed import FOI
from tests.command.test_grants import role
from tests.conftest import Cast
from tests.foi.answered import add_file, make_answered
from tests.foi.conftest import DAY

from .test_annotating import FORM, NOTE

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def test_the_public_role_serves_the_whole_log_and_takes_notes_without_reading_them(
    cast: Cast, settings
) -> None:
    settings.FOI_ADDRESS = "foi@line.example"  # without one, no reader could be asked to confirm
    request = make_answered()
    add_file(request, "answer.pdf", b"bytes")
    publish(request, by=cast.finn.pk)
    page, client = f"/foi/log/{request.slug}", Client()

    with role(PUBLIC):
        for address in ("", "?q=reports", ".atom", ".atom?q=reports", ".json", ".csv", "/fields"):
            answer = client.get(f"/foi/log{address}")
            assert answer.status_code == 200 and b"".join(answer)
        for address in (page, f"{page}.json", f"{page}/v/1", f"{page}/v/1/file/1", f"{page}/note"):
            assert client.get(address).status_code == 200
        assert client.post(f"{page}/note", FORM).status_code == 200
        number = offer_annotation(request.slug, NOTE)
        for _ in range(2):
            confirm_annotation(number, keyed_code("annotation", number))
    assert OfferStep.objects.count() == 1


def test_the_desk_s_role_publishes_corrects_and_takes_out(cast: Cast) -> None:
    request = make_answered()
    add_file(request, "answer.pdf", b"bytes")

    with role(FOI):
        publish(request, by=cast.finn.pk)
        InformationRequest.objects.filter(pk=request.pk).update(title="Another title")
        correct(request.slug, changes="The title was wrong.", by=cast.finn.pk)
        tombstone(request.slug, why="It named somebody.", by=cast.finn.pk)
    assert LogEntry.objects.filter(slug=request.slug).count() == 3


def test_what_was_taken_out_is_out_of_the_public_role_s_reach(db: None) -> None:
    entry = {
        "reference": "01/FOI/26/000001",
        "slug": "01.FOI.26.000001",
        "published_on": DAY,
        "content": b"{}",
    }
    LogEntry.objects.create(version=1, title="Too much", headline="full", sha256="a", **entry)
    LogFile.objects.create(
        slug=entry["slug"],
        version=1,
        place=1,
        name="a.pdf",
        media_type="application/pdf",
        content=b"x",
        sha256="b",
    )
    with role(PUBLIC):
        assert (LogEntry.objects.count(), LogFile.objects.count()) == (1, 1)
    LogEntry.objects.create(version=2, title="Gone", headline="full", sha256="c", is_tombstone=True, **entry)

    with role(PUBLIC):
        assert [one.version for one in LogEntry.objects.all()] == [2]
        assert not LogFile.objects.exists()

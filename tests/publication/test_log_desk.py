"""The log's desk through its door: reading before publishing, folds, corrections, taking out, and notes."""

from collections.abc import Callable

import pytest
from django.test import Client

from candour.foi.models import InformationRequest
from candour.post.keyed_codes import keyed_code
from candour.publication.annotations.annotating import confirm_annotation, offer_annotation
from candour.publication.log import register
from candour.publication.log.publishing import publish
from candour.publication.models import Annotation, AnnotationOffer, LogEntry
from candour.staff.models import Member
from tests.conftest import Cast
from tests.foi.answered import add_message, make_answered
from tests.foi.conftest import FINN, make_open, make_request

from .test_annotating import NOTE

pytestmark = pytest.mark.django_db
Door = Callable[[Member], Client]


def test_an_officer_reads_the_page_first_then_publishes_it(cast: Cast, through_the_door: Door) -> None:
    request, officer = make_answered(), through_the_door(cast.finn)
    address = f"/desk/foi/{request.pk}/publish"

    shown = officer.get(address).content.decode()
    assert (
        "Part: one not held, one disclosed" in shown and "Publish it" in shown and "e-mail address: " in shown
    )
    assert not LogEntry.objects.exists()
    assert officer.post(address, {"act": "publish"}).status_code == 302
    assert Client().get(f"/foi/log/{request.slug}").status_code == 200


def test_what_is_not_answered_cannot_be_published(cast: Cast, through_the_door: Door) -> None:
    request, officer = make_open(), through_the_door(cast.finn)
    address = f"/desk/foi/{request.pk}/publish"

    assert "not answered yet" in officer.get(address).content.decode()
    assert officer.post(address, {"act": "publish"}).status_code == 422
    assert officer.post(address, {"act": "dance"}).status_code == 422
    assert not LogEntry.objects.exists()


def test_a_request_that_nobody_let_in_yet_can_be_looked_at(cast: Cast, through_the_door: Door) -> None:
    shown = through_the_door(cast.finn).get(f"/desk/foi/{make_request().pk}/publish").content.decode()

    assert "It has no reference" in shown and "Publish it" not in shown


def test_a_fold_is_opened_for_everybody_by_a_correction(cast: Cast, through_the_door: Door) -> None:
    request, officer = make_answered(), through_the_door(cast.finn)
    fold = add_message(request, "Words.\n> more", folds=((1, 1, "earlier"),)).folds.get()
    publish(request, by=FINN)
    address = f"/desk/foi/{request.pk}/publish"

    officer.post(address, {"act": "open", "fold": fold.pk})
    fold.refresh_from_db()
    assert fold.opened_by == cast.finn.pk
    assert officer.post(address, {"act": "correct", "why": ""}).status_code == 422
    assert officer.post(address, {"act": "correct", "why": "It hid an answer."}).status_code == 302
    page = register.newest(request.slug)
    assert page and page.version == 2
    assert not any(block.fold == "earlier" for told in page.thread for block in told.blocks)


def test_a_fold_of_another_request_cannot_be_opened_here(cast: Cast, through_the_door: Door) -> None:
    request, other, officer = make_answered(), make_answered("One?", "Two?"), through_the_door(cast.finn)
    fold = add_message(other, "Words.\n> more", folds=((1, 1, "earlier"),)).folds.get()

    for number in (fold.pk, "nonsense"):
        answer = officer.post(f"/desk/foi/{request.pk}/publish", {"act": "open", "fold": number})
        assert answer.status_code == 422
    fold.refresh_from_db()
    assert fold.opened_by is None


def test_a_page_is_taken_out_with_a_reason(cast: Cast, through_the_door: Door) -> None:
    request, officer = make_answered(), through_the_door(cast.rhona)
    publish(request, by=FINN)
    address = f"/desk/foi/{request.pk}/publish"

    assert officer.post(address, {"act": "tombstone", "why": ""}).status_code == 422
    assert officer.post(address, {"act": "tombstone", "why": "It named somebody."}).status_code == 302
    assert "Taken out on" in officer.get(address).content.decode()
    assert Client().get(f"/foi/log/{request.slug}").status_code == 410


def test_notes_are_kept_or_refused_at_the_desk(cast: Cast, through_the_door: Door) -> None:
    request, officer = make_answered(), through_the_door(cast.finn)
    publish(request, by=FINN)
    assert "A note appears here" in officer.get("/desk/foi/annotations").content.decode()
    number = offer_annotation(request.slug, NOTE)
    confirm_annotation(number, keyed_code("annotation", number))

    assert NOTE.text in officer.get("/desk/foi/annotations").content.decode()
    assert (
        officer.post(f"/desk/foi/annotation/{number}", {"act": "keep", "measure": "M99"}).status_code == 422
    )
    assert (
        officer.post(f"/desk/foi/annotation/{number}", {"act": "keep", "measure": "M01"}).status_code == 302
    )
    kept = Annotation.objects.get()
    assert kept.measure == "M01" and kept.by == cast.finn.pk and not AnnotationOffer.objects.exists()
    assert officer.post(f"/desk/foi/annotation/{kept.pk}/off").status_code == 302
    assert not Annotation.objects.exists()


def test_nobody_else_comes_in(cast: Cast, through_the_door: Door) -> None:
    request: InformationRequest = make_answered()
    for member in (cast.asif, cast.olu, cast.ada):
        client = through_the_door(member)
        for address in (f"/desk/foi/{request.pk}/publish", "/desk/foi/annotations"):
            assert client.get(address).status_code == 403
    assert Client().get("/desk/foi/annotations").status_code == 302

"""Notes of readers: offered, confirmed, read by a person, and only then seen."""

import dataclasses
import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from candour.foi.mail.mail_run import run_post
from candour.foi.models import InformationRequest, Outgoing
from candour.post.keyed_codes import keyed_code
from candour.publication.annotations.annotating import (
    Note,
    confirm_annotation,
    confirmation_mail,
    note_asked,
    offer_annotation,
    waiting_confirmations,
)
from candour.publication.annotations.asking_writers import WRITERS_OF_NOTES
from candour.publication.annotations.moderating import (
    forget_unconfirmed,
    keep_annotation,
    refuse_annotation,
    remove_annotation,
    waiting,
)
from candour.publication.log.publishing import publish
from candour.publication.models import Annotation, AnnotationOffer, OfferStep
from candour.publication.searching.finding import find
from tests.foi.answered import make_answered
from tests.foi.conftest import DAY, FINN
from tests.post.mails import OURS

pytestmark = pytest.mark.django_db
NOTE = Note(
    name="A Reader", email="reader@example.org", text="A paper said 700 in a day.",
    source_name="The Daily Test", source_url="https://news.example.org/1", source_date=DAY,
)  # fmt: skip
FORM = {
    "name": "A Reader", "email": "reader@example.org", "text": "A paper said 700 in a day.",
    "source_url": "https://news.example.org/1",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _an_address(settings) -> None:
    settings.FOI_ADDRESS = OURS


@pytest.fixture
def published(db: None) -> InformationRequest:
    request = make_answered()
    publish(request, by=FINN)
    return request


def confirmed(slug: str, note: Note = NOTE) -> AnnotationOffer:
    number = offer_annotation(slug, note)
    confirm_annotation(number, keyed_code("annotation", number))
    return AnnotationOffer.objects.get(pk=number)


def test_a_note_is_seen_by_nobody_before_it_is_confirmed_and_read(
    client: Client, published: InformationRequest
) -> None:
    address = f"/foi/log/{published.slug}"
    assert client.post(f"{address}/note", FORM).status_code == 200
    offer = AnnotationOffer.objects.get()
    assert "700 in a day" not in client.get(address).content.decode() and waiting() == []

    link = f"/foi/log/note/{offer.pk}/{keyed_code('annotation', offer.pk)}"
    client.get(link)
    assert waiting() == []
    client.post(link)
    assert [one.offer for one in waiting()] == [offer]
    assert "700 in a day" not in client.get(address).content.decode()

    keep_annotation(offer, by=FINN)
    shown = client.get(address).content.decode()
    assert "700 in a day" in shown and "A Reader" in shown and "reader@example.org" not in shown


def test_a_link_with_another_code_confirms_nothing(client: Client, published: InformationRequest) -> None:
    number = offer_annotation(published.slug, NOTE)
    other = keyed_code("annotation", FINN)

    assert client.post(f"/foi/log/note/{number}/{other}").status_code == 404
    with pytest.raises(ValidationError, match="does not belong"):
        confirm_annotation(number, other)
    assert not OfferStep.objects.exists()


def test_confirming_twice_is_once(published: InformationRequest) -> None:
    offer = confirmed(published.slug)
    confirm_annotation(offer.pk, keyed_code("annotation", offer.pk))

    assert OfferStep.objects.count() == 1


def test_the_same_note_twice_is_one_and_is_not_taken_once_it_stands(published: InformationRequest) -> None:
    offer = confirmed(published.slug)
    offer_annotation(published.slug, dataclasses.replace(NOTE, text="  A paper SAID 700 in a day. "))
    assert AnnotationOffer.objects.count() == 1

    keep_annotation(offer, by=FINN)
    with pytest.raises(ValidationError, match="is on the page already"):
        offer_annotation(published.slug, dataclasses.replace(NOTE, email="other@example.org"))


@pytest.mark.parametrize(
    "link", ["http://x.example.org", "javascript:alert(1)", "ftp://x.example.org/a", "data:x"]
)
def test_only_links_that_are_safe_to_follow_are_taken(
    client: Client, published: InformationRequest, link: str
) -> None:
    with pytest.raises(ValidationError, match="https"):
        offer_annotation(published.slug, dataclasses.replace(NOTE, source_url=link))
    assert client.post(f"/foi/log/{published.slug}/note", FORM | {"source_url": link}).status_code == 422
    assert not AnnotationOffer.objects.exists()


def test_a_note_for_no_page_or_without_words_is_not_taken(published: InformationRequest) -> None:
    with pytest.raises(ValidationError, match="no such page"):
        offer_annotation("01.FOI.26.999999", NOTE)
    with pytest.raises(ValidationError, match="Write the note"):
        offer_annotation(published.slug, dataclasses.replace(NOTE, text=" "))
    with pytest.raises(ValidationError, match="shorter"):
        offer_annotation(published.slug, dataclasses.replace(NOTE, text="x" * 2001))


def test_its_writer_is_asked_once_by_mail_and_told_nothing_of_the_note(published: InformationRequest) -> None:
    offer_annotation(published.slug, NOTE)
    (offer,) = waiting_confirmations()
    subject, body = confirmation_mail(offer, origin="https://line.example.org")

    assert f"https://line.example.org/foi/log/note/{offer.pk}/{keyed_code('annotation', offer.pk)}" in body
    assert "700" not in body and NOTE.name not in subject + body
    note_asked(offer)
    assert waiting_confirmations() == []


def test_nobody_is_asked_of_a_note_that_is_confirmed(published: InformationRequest) -> None:
    confirmed(published.slug)

    assert waiting_confirmations() == []


def test_an_unconfirmed_note_cannot_be_kept_and_a_refused_one_is_deleted(
    published: InformationRequest,
) -> None:
    number = offer_annotation(published.slug, NOTE)
    with pytest.raises(ValidationError, match="not confirmed"):
        keep_annotation(AnnotationOffer.objects.get(pk=number), by=FINN)

    refuse_annotation(confirmed(published.slug), by=FINN)
    assert not AnnotationOffer.objects.exists() and not OfferStep.objects.exists()
    assert not Annotation.objects.exists()


def test_the_address_is_forgotten_once_a_note_is_kept(published: InformationRequest) -> None:
    keep_annotation(confirmed(published.slug), by=FINN)

    assert not AnnotationOffer.objects.exists()
    assert Annotation.objects.get().offer is None


def test_the_words_of_a_note_find_its_page_while_it_stands(published: InformationRequest) -> None:
    assert find("paper 700").rows == ()
    note = keep_annotation(confirmed(published.slug), by=FINN)
    assert [row.slug for row in find("paper 700").rows] == [published.slug]

    remove_annotation(note, by=FINN)
    assert find("paper 700").rows == ()


def test_a_misread_figure_stands_beside_what_the_measure_counts(
    client: Client, published: InformationRequest
) -> None:
    offer = confirmed(published.slug)
    with pytest.raises(ValidationError, match="no such measure"):
        keep_annotation(offer, by=FINN, measure="M99")
    made = keep_annotation(offer, by=FINN, measure="M01")

    shown = client.get(f"/foi/log/{published.slug}").content.decode()
    assert (
        "What our figures count" in shown and "(M01)" in shown and "No figure of it is published yet" in shown
    )
    remove_annotation(made, by=FINN)
    assert "700 in a day" not in client.get(f"/foi/log/{published.slug}").content.decode()


def test_a_note_that_nobody_confirms_is_deleted_after_fourteen_days(published: InformationRequest) -> None:
    offer_annotation(published.slug, NOTE, on=DAY)
    confirmed(published.slug, dataclasses.replace(NOTE, text="Another note."))

    assert forget_unconfirmed(DAY + dt.timedelta(days=14)) == 0
    assert forget_unconfirmed(DAY + dt.timedelta(days=15)) == 1
    assert AnnotationOffer.objects.get().text == "Another note."


def test_a_run_asks_each_writer_once_and_what_is_forgotten_leaves_no_address(
    published: InformationRequest, settings
) -> None:
    settings.PUBLIC_ORIGIN = "https://line.example.org"
    number = offer_annotation(published.slug, NOTE)

    told: list[str] = []
    for _ in range(2):
        run_post(told.append, others=[WRITERS_OF_NOTES])
    assert sum("Addresses that we asked about: 1." in line for line in told) == 1
    mail = Outgoing.objects.get()
    assert mail.to == NOTE.email and f"https://line.example.org/foi/log/note/{number}/" in mail.body
    refuse_annotation(AnnotationOffer.objects.get(), by=FINN)
    assert not Outgoing.objects.exists() and not OfferStep.objects.exists()


def test_no_note_is_taken_where_no_e_mail_can_go_to_its_writer(
    client: Client, published: InformationRequest, settings
) -> None:
    settings.FOI_ADDRESS = ""
    address = f"/foi/log/{published.slug}/note"

    assert "<textarea" not in client.get(address).content.decode()
    refused = client.post(address, FORM)
    assert refused.status_code == 422 and "We cannot take notes now" in refused.content.decode()
    assert not AnnotationOffer.objects.exists()

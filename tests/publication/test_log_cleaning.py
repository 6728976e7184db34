"""What is kept out of a page: signatures, letters to others, and what a member left out."""

import dataclasses
from collections import Counter
from collections.abc import Callable
from typing import get_type_hints
from xml.etree import ElementTree  # the feed is our own

import pytest
from django.test import Client

from candour.foi.models import InformationRequest, RequestLetter
from candour.publication.log import document
from candour.publication.log.cleaning import Cleaner
from candour.publication.log.compiling import compile_page
from candour.publication.log.document import to_bytes
from candour.publication.log.leaving_out import leave_out
from candour.publication.log.publishing import correct, publish, tombstone
from candour.staff.models import Member
from tests.conftest import Cast
from tests.foi.answered import ANSWERED, add_message, answer, decide, make_answered
from tests.foi.conftest import FINN

pytestmark = pytest.mark.django_db
Door = Callable[[Member], Client]


@pytest.fixture
def answered(db: None) -> InformationRequest:
    return make_answered()


def page_of(request: InformationRequest) -> str:
    return to_bytes(compile_page(request)).decode()


@pytest.mark.parametrize("opened_by", [None, FINN])
def test_an_askers_signature_is_left_out_and_a_bodys_is_folded(
    answered: InformationRequest, opened_by: object
) -> None:
    made = add_message(answered, "How many?\nTesta\nThe Fake Burrow", folds=((1, 2, "signature"),))
    made.folds.update(opened_by=opened_by)
    add_message(answered, "94.\nRecords Unit", writer="force", folds=((1, 1, "signature"),))

    told = page_of(answered)
    assert "[signature left out]" in told and "Burrow" not in told
    assert "Records Unit" in told and "Show the signature (1 line)" in told


def test_an_askers_signature_cannot_be_opened(
    cast: Cast, through_the_door: Door, answered: InformationRequest
) -> None:
    address = f"/desk/foi/{answered.pk}/publish"
    add_message(answered, "94.\nRecords Unit", writer="force", folds=((1, 1, "signature"),))
    assert "Open it for everybody" in through_the_door(cast.finn).get(address).content.decode()

    answered.messages.update(writer="asker")
    assert "Open it for everybody" not in through_the_door(cast.finn).get(address).content.decode()


def test_a_published_name_stays_and_the_address_under_it_goes(db: None) -> None:
    request = make_answered("How many?", "How long?", publish_name=True)
    add_message(request, "Yours\nTesta Plantedname\n3 Other Road\nTestham\nME14 1AA")

    told = page_of(request)
    assert "Yours\\nTesta Plantedname\\n[postal address]" in told and "Testham" not in told


def test_letters_to_others_are_no_part_of_the_thread(answered: InformationRequest) -> None:
    for kind in ("handing", "search_order"):
        RequestLetter.objects.create(
            request=answered, kind=kind, template=f"{kind}-1", subject="To a force", body="Between us alone.",
            drafted_by=FINN, drafted_on=ANSWERED, sent_on=ANSWERED,
        )  # fmt: skip

    assert "Between us alone" not in page_of(answered) and "This is our answer." in page_of(answered)


def test_each_text_of_a_page_is_cleaned_once(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    request = make_answered("How many?", "How long?")
    decide(request, 1, "disclosed_part", answer="Write to testa@host.example.", why="Because of this.")
    request.letters.all().delete()
    answer(request)
    add_message(request, "First words.\n> Quoted words.", folds=((1, 1, "earlier"),))
    cleaned: list[str] = []
    clean = Cleaner.clean

    def counted(cleaner: Cleaner, text: str) -> str:
        cleaned.append(text)
        return clean(cleaner, text)

    monkeypatch.setattr(Cleaner, "clean", counted)
    page = compile_page(request)

    assert "First words." in cleaned and "Because of this." in cleaned
    assert [text for text, times in Counter(cleaned).items() if times > 1] == []
    assert page.questions[0].answer == "Write to [email address]."


# What a page says in codes and sentences of ours. Any other text on it was typed by somebody.
OURS = {
    "LogPage": "reference slug headline headline_words law footing topic asked_by working gone",
    "PageQuestion": "outcome decision",
    "CitedSection": "code title",
    "CitedFigure": "sentence number address measure name period as_at rule release",
    "TextBlock": "label fold",
    "ThreadMessage": "writer note",
    "PublishedCopy": "media_type sha256",
    "RelatedPage": "slug reference title kind",
    "MaskedCount": "kind",
    "Difference": "where",
    "PageCorrection": "",
}


def _texts_of_ours(part: type) -> set[str]:
    hints = get_type_hints(part, include_extras=True)
    return {name for name, hint in hints.items() if hint in (str, tuple[str, ...])}


@pytest.mark.parametrize("name", sorted(OURS))
def test_every_text_on_a_page_is_cleaned_or_known_to_be_ours(name: str) -> None:
    assert _texts_of_ours(getattr(document, name)) == set(OURS[name].split())


def test_no_part_of_a_page_is_missing_from_that_list() -> None:
    parts = {name for name, part in vars(document).items() if dataclasses.is_dataclass(part)}

    assert parts == set(OURS)


def test_every_text_of_a_decision_is_cleaned_and_a_bodys_address_stays(db: None) -> None:
    request = make_answered()
    decide(
        request, 1, "held_elsewhere", holder="Testville Police, for Testa Plantedname",
        holder_address="foi@testville.police.uk, not planted.asker@example.org",
        url="https://www.example.org/?to=planted.asker@example.org",
        estimate=[["Reading for Testa Plantedname", 2]],
    )  # fmt: skip
    answer(request)

    one = compile_page(request).questions[0]
    assert one.holder == "Testville Police, for [name]" and "[name]" in one.decision
    assert one.holder_address == "foi@testville.police.uk, not [email address]"
    assert one.url == "" and one.estimate == ("Reading for [name]: 2 hours",)


def test_words_that_a_member_leaves_out_are_in_no_text_of_the_page(
    cast: Cast, through_the_door: Door, answered: InformationRequest
) -> None:
    add_message(answered, "My sister is ill with fakitis.")
    officer, address = through_the_door(cast.finn), f"/desk/foi/{answered.pk}/publish"

    assert officer.post(address, {"act": "leave_out", "left_out": "x"}).status_code == 422
    assert "fakitis" in page_of(answered)
    assert officer.post(address, {"act": "leave_out", "left_out": "Fakitis\nconcerned"}).status_code == 302
    assert "Fakitis\nconcerned</textarea>" in officer.get(address).content.decode()
    answered.refresh_from_db()
    told = page_of(answered).lower()
    assert "fakitis" not in told and "concerned" not in told and "[left out]" in told


def test_a_correction_says_no_word_that_it_leaves_out(answered: InformationRequest) -> None:
    publish(answered, by=FINN)
    leave_out(answered, "concerned other forces", by=FINN)
    made = correct(answered.slug, changes="It concerned other forces and Testa Plantedname", by=FINN)

    assert b"concerned" not in bytes(made.content) and made.changes == "It [left out] and [name]"
    gone = tombstone(answered.slug, why="Testa Plantedname asked us, T. Plantedname", by=FINN)
    assert gone.changes == "[name] asked us, [name]" and b"Plantedname" not in bytes(gone.content)


@pytest.mark.parametrize("query", ["%01", "%EF%BF%BE", "%00a%0B", "%7F"])
def test_the_feed_of_any_search_is_well_formed(db: None, query: str) -> None:
    told = Client().get(f"/foi/log.atom?q={query}")
    assert told.status_code == 200
    assert ElementTree.fromstring(told.content).tag.endswith("feed")  # noqa: S314

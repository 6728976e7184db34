import datetime as dt
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from candour.bench import foi_log
from candour.figures.measures import measures
from candour.figures.releasing import register
from candour.figures.releasing.numbers import AD_HOC, ANNUAL
from candour.figures.showing import cache
from candour.publication.models import Catalogue
from candour.publication.searching import index
from candour.publication.searching import offers as searching
from candour.publication.searching.offers import FIGURE, PAST_ANSWER, SCHEME, offers
from tests.figures.releases import DAY_OF_YEAR, YEAR, a_year, published


@pytest.fixture(autouse=True)
def _nothing_kept(db: None) -> Iterator[None]:
    index.rebuild()
    yield
    cache.forget()
    register.document_of.cache_clear()


def answered(number: int, title: str, questions: str, answers: str = "") -> Catalogue:
    row = Catalogue.objects.create(
        slug=f"01.FOI.25.{number:06d}", reference=f"01/FOI/25/{number:06d}", version=1, title=title,
        questions=questions, answers=answers, headline="full", published_on=dt.date(2025, 3, 1),
    )  # fmt: skip
    index.refresh(row.slug)
    return row


def test_a_past_answer_is_offered_as_plain_text(db: None) -> None:
    answered(1, "Dogs & cats", "How many dogs does the line keep?", "None, and no <b>cats</b>.")

    (offer,) = offers("do you keep dogs and cats")

    assert (offer.kind, offer.title, offer.url) == (PAST_ANSWER, "Dogs & cats", "/foi/log/01.FOI.25.000001")
    assert "<b>cats</b>" in offer.summary
    assert "<mark>" not in offer.summary


def test_what_has_little_to_do_with_a_question_is_not_offered(db: None) -> None:
    answered(1, "Dogs", "How many dogs does the line keep?")

    assert offers("which trombones were bought for the brass band of the line") == []
    assert offers("") == offers("   ") == offers("the of and") == []


def test_a_figure_is_offered_with_what_it_counts_before_any_is_released(db: None) -> None:
    (offer,) = [one for one in offers("how many people were convicted of a crime") if one.kind == FIGURE][:1]

    assert offer.title == measures()["M22"].name
    assert offer.url == "/figures/how-we-count#M22"
    assert offer.summary == measures()["M22"].words


@pytest.mark.parametrize(
    "question",
    [
        "How many calls and online reports came in November 2023?",
        "How many calls did the hotline get in 2023?",
        "how many online forms were sent",
    ],
)
def test_people_who_ask_for_calls_are_offered_contacts(db: None, question: str) -> None:
    assert [offer.title for offer in offers(question) if offer.kind == FIGURE][:1] == [measures()["M01"].name]


@pytest.mark.parametrize(
    "question", ["How many staff work for the charity?", "Which car does the chief drive?"]
)
def test_no_figure_is_offered_for_what_none_counts(db: None, question: str) -> None:
    assert [offer for offer in offers(question) if offer.kind == FIGURE] == []


def test_a_figure_is_offered_at_the_permanent_page_of_its_newest_number(db: None) -> None:
    a_year()
    published(ANNUAL, YEAR, DAY_OF_YEAR)

    offer = next(one for one in offers("how many referrals were there in 2025?") if "(M07)" in one.title)

    assert offer.kind == FIGURE
    document = register.newest()
    assert document is not None
    reference, _, place = offer.url.removeprefix("/figures/number/").rpartition("-")
    table, number = document.at(int(place))
    assert (reference, number.measure, number.by) == (document.reference, "M07", "")
    assert number.text in offer.summary


def test_the_publication_scheme_is_offered(db: None) -> None:
    offer = next(one for one in offers("who pays for this line and how much") if one.kind == SCHEME)

    assert offer.url == "/funding"


def test_no_more_is_offered_than_a_person_reads_and_each_kind_has_its_place(db: None) -> None:
    for row in foi_log.written_by_hand():
        row.save(force_insert=True)
    index.rebuild()

    many = offers("how many contacts and referrals had the hotline and who pays for this line")
    assert len(many) <= 5
    assert len(offers("how many arrests followed a report to the hotline", limit=2)) <= 2
    assert offers("arrests", limit=0) == []
    assert len({one.url for one in many}) == len(many)


def test_an_answered_question_is_offered_with_its_number_and_not_twice(
    monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    asked = SimpleNamespace(
        kind=AD_HOC, number=6, reference="6.1", question="How many contacts came by telephone?",
        title="How many contacts came by telephone?", tables=(SimpleNamespace(numbers=(1,)),),
    )  # fmt: skip
    monkeypatch.setattr(searching.register, "documents", lambda: [asked])
    monkeypatch.setattr(searching, "line_of", lambda *of: "12 contacts came by telephone.")

    offer = next(one for one in offers(asked.question) if one.url == "/figures/releases/6.1")
    assert (offer.title, offer.summary) == (asked.question, "12 contacts came by telephone.")

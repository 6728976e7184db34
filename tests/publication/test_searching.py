import datetime as dt
from dataclasses import replace
from importlib.resources import files

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from candour.bench import foi, foi_log
from candour.publication.models import Annotation, Catalogue
from candour.publication.searching import index
from candour.publication.searching.finding import find
from candour.publication.searching.indexed import indexed
from candour.publication.searching.snippets import marked, snippet
from candour.store.stems import _root, all_stems, stem, stems, stop_words, words

# Nothing of a text may reach the database but words: what either would take for its own syntax.
HOSTILE = (
    "", "   ", "\x00", "a\x00b", "'", '"', '"unclosed', "hotline AND", "NOT hotline", "OR", "NEAR(a b)",
    "title:dogs", "dogs*", "^dogs", "a & b | !c", "(((", "dogs <-> cats", "%", "_", "\\", "🐕 🚓",
    "the of and", "x" * 10_000, "dogs " * 2_000, "–—…", "Cŵn yr heddlu", "ﬁ", "\ud800", "-1",
    "'; DROP TABLE publication_search; --",
)  # fmt: skip


def entry(number: int, title: str, questions: str = "", answers: str = "", **other: object) -> Catalogue:
    slug = f"01.FOI.25.{number:06d}"
    given = {"headline": "full", "published_on": dt.date(2025, 3, 1) + dt.timedelta(days=number), **other}
    row = Catalogue.objects.create(
        slug=slug, reference=slug.replace(".", "/"), version=1, title=title, questions=questions,
        answers=answers, **given,
    )  # fmt: skip
    index.refresh(row.slug)
    return row


def found(text: str, **how: object) -> list[str]:
    return [row.name for row in find(text, **how).rows]  # type: ignore[arg-type]


@pytest.fixture
def three(db: None) -> list[Catalogue]:
    index.rebuild()  # what a test that commits has left is no part of this one
    return [
        entry(
            1,
            "Police dogs",
            "How many dogs are kept?",
            "Forty.",
            topic="staff",
            answered_on=dt.date(2024, 5, 1),
        ),
        entry(2, "Horses", "How many horses bite dogs?", "None.", headline="part", sections=" 30 40(2) "),
        entry(3, "Drones", "What do drones cost?", "Less than dogs.", answered_on=dt.date(2023, 1, 2)),
    ]


def test_the_title_weighs_more_than_the_questions_and_they_more_than_the_answers(
    three: list[Catalogue],
) -> None:
    assert found("dog") == ["Police dogs", "Horses", "Drones"]


def test_words_are_found_in_any_of_their_forms(three: list[Catalogue]) -> None:
    assert found("horse biting") == ["Horses"]


def test_what_is_meant_is_found_by_another_word(three: list[Catalogue]) -> None:
    assert found("expenditure on drones")[0] == "Drones"
    assert found("price") == ["Drones"]


def test_more_of_the_words_come_before_fewer(three: list[Catalogue]) -> None:
    assert found("do horses bite")[0] == "Horses"
    assert found("do police dogs bite")[0] == "Police dogs"


def test_each_filter_narrows(three: list[Catalogue]) -> None:
    assert found("dogs", year=2023) == ["Drones"]
    assert found("dogs", headline="part") == ["Horses"]
    assert found("dogs", section="40(2)") == found("dogs", section="40") == ["Horses"]
    assert found("dogs", section="4") == []
    assert found("dogs", topic="staff") == ["Police dogs"]
    assert found("dogs", topic="staff", year=2023) == []
    assert found("dogs", headline="' OR 1=1") == []


def test_nothing_typed_lists_the_newest_first(three: list[Catalogue]) -> None:
    assert found("") == ["Horses", "Police dogs", "Drones"]
    assert found("", headline="full") == ["Police dogs", "Drones"]
    assert found("", headline="none") == []


def test_a_list_is_shown_in_parts(three: list[Catalogue]) -> None:
    everything = find("dogs", limit=2)
    assert (everything.total, len(everything.rows), everything.total_in_words) == (3, 2, "3")
    assert [row.name for row in find("dogs", limit=2, offset=2).rows] == ["Drones"]
    assert find("dogs", offset=50).rows == ()


@pytest.mark.parametrize("typed", ["01/FOI/25/000003", "01.FOI.25.000003", "about 01/foi/25/000003 and dogs"])
def test_a_reference_in_either_style_finds_its_page_first(three: list[Catalogue], typed: str) -> None:
    assert found(typed)[0] == "Drones"
    assert "Drones" not in found("01/FOI/25/000003", headline="part")


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_is_typed_is_an_order_to_the_database(three: list[Catalogue], text: str) -> None:
    find(text)
    find(text, headline=text[:50], section=text[:50], topic=text[:50])
    assert Catalogue.objects.count() == 3


@pytest.mark.django_db
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(st.characters(), max_size=300))
def test_searching_never_stops_at_a_text(three: list[Catalogue], text: str) -> None:
    for row in find(text).rows:
        assert row.slug


def test_what_a_row_says_now_is_found_and_what_it_said_is_not(three: list[Catalogue]) -> None:
    row = three[0]
    row.title, row.questions = "Police cats", "How many cats are kept?"
    row.save()
    index.refresh(row.slug)

    assert found("cat") == ["Police cats"]
    assert found("dogs") == ["Horses", "Drones"]
    row.delete()
    index.refresh(row.slug)
    index.refresh("99.FOI.99.999999")
    assert found("cat") == []
    assert find("").total == 2


def test_the_index_made_anew_is_the_index_as_it_grew(three: list[Catalogue]) -> None:
    grown = _index()
    assert index.rebuild() == 3
    assert _index() == grown
    assert found("dog") == ["Police dogs", "Horses", "Drones"]


def _index() -> list[object]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM publication_search ORDER BY slug")
        return list(cursor.fetchall())


def test_readers_notes_messages_and_references_are_found_and_no_longer_once_they_are_gone(
    three: list[Catalogue],
) -> None:
    drones = three[2]
    drones.thread = "Our reference No: 2010080000104. PC Carrick was dismissed."
    drones.save()
    note = Annotation.objects.create(
        slug=drones.slug, place=1, name="A Reader", text="The Anytown Gazette called them eagles.",
        source_name="Anytown Gazette", published_on=dt.date(2025, 4, 1),
    )  # fmt: skip
    index.refresh(drones.slug)

    for text in ("2010080000104", "carrick", "eagle", "the gazette", "000003", "01 FOI 25 000003"):
        assert found(text)[0] == "Drones", text
    (row,) = find("carrick").rows
    assert "PC <mark>Carrick</mark>" in row.snippet
    assert "called them <mark>eagles</mark>" in find("eagles").rows[0].snippet

    note.delete()
    index.refresh(drones.slug)
    assert found("eagle") == []
    assert found("carrick") == ["Drones"]


@pytest.mark.parametrize("text", ["foi", "list of every foi you ever got", "Freedom of Information?"])
def test_a_text_of_stop_words_alone_is_looked_for_by_them(three: list[Catalogue], text: str) -> None:
    entry(4, "Every FOI of last year", "Give us a list of every freedom of information request.")

    assert found(text)[0] == "Every FOI of last year"
    assert "<mark>" in find(text).rows[0].title
    assert found(f"{text} about horses")[0] == "Horses"


def test_of_equally_good_pages_the_newest_comes_first(db: None) -> None:
    index.rebuild()
    for number in (3, 1, 2):
        entry(number, f"Dogs {number}0", "Dogs?")
    entry(4, "Dogs 40", "Dogs?", answered_on=dt.date(2001, 1, 1))
    assert found("dogs") == ["Dogs 30", "Dogs 20", "Dogs 10", "Dogs 40"]


def test_a_page_as_long_as_a_book_can_be_found(db: None) -> None:
    index.rebuild()
    page = entry(1, "A book", "What is in it?", thread="xylophone " * 20_000)
    assert "<mark>xylophone</mark>" in find("xylophone").rows[0].snippet

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM publication_search")
    thread = tuple(f"{'w' * 30}{number:x}" for number in range(50_000))  # more than a tsvector can hold
    index.engine().write([replace(indexed(page, []), thread=("dog", *thread))])
    assert found("dogs") == found("what is in the book") == found("w" * 30 + "0") == ["A book"]


def test_a_snippet_marks_the_words_and_nothing_typed_by_others_is_a_tag() -> None:
    said = "Before. " * 60 + "<script>alert(1)</script> The dogs' \x00 kennels & dog food."

    shown = snippet([said], frozenset({"dog", "kennel"}))

    assert "<mark>dogs</mark>" in shown
    assert "<mark>kennels</mark>" in shown
    assert "<script" not in shown
    assert "&amp;" in shown
    assert shown.startswith("…")
    assert len(shown) < 400
    assert marked("a <mark>", frozenset()) == "a &lt;mark&gt;"


@settings(deadline=None)
@given(text=st.text(max_size=400))
def test_a_snippet_has_no_tag_but_its_marks(text: str) -> None:
    shown = snippet([text, "dogs"], frozenset({"dog"})).replace("<mark>", "").replace("</mark>", "")
    assert "<" not in shown
    assert ">" not in shown


def test_only_small_letters_and_digits_are_left_of_a_text() -> None:
    assert words("The Café's No. 40(2) ŵ Ærø") == ["the", "cafe", "no", "40", "2", "w", "ærø"]
    assert all_stems("What is the number of dogs?") == ["what", "is", "the", "number", "of", "dog"]
    assert stems("What are the dogs for?") == ["dog"]
    assert "hotline" not in stop_words()


@settings(deadline=None)
@given(text=st.text(st.characters(), max_size=300))
def test_a_stem_is_letters_and_digits_alone(text: str) -> None:
    assert all(part.isalnum() for part in all_stems(text))


@pytest.mark.parametrize(
    ("word", "other"),
    [("investigations", "investigated"), ("officer", "constables"), ("sacked", "dismissal")],
)
def test_forms_of_a_word_and_words_that_mean_the_same_share_a_stem(word: str, other: str) -> None:
    assert stem(word) == stem(other)


def test_each_word_of_the_synonyms_stands_in_one_line_and_is_looked_for() -> None:
    lines = (
        files("candour.store").joinpath("data", "synonyms.txt").read_text(encoding="utf-8").splitlines()[1:]
    )
    roots = [{_root(word) for word in line.split()} for line in lines]
    assert sum(map(len, roots)) == len(set().union(*roots))
    assert not any(set(line.split()) & stop_words() for line in lines)


def test_a_page_about_what_was_asked_comes_before_one_about_that_and_more(db: None) -> None:
    index.rebuild()
    entry(1, "Vetting", "How is vetting done?")
    entry(2, "Vetting appeals in Marshire", "How is vetting done?")
    assert found("vetting") == ["Vetting", "Vetting appeals in Marshire"]


def test_no_more_is_ranked_than_can_be_and_more_is_said(db: None) -> None:
    Catalogue.objects.bulk_create(
        Catalogue(slug=f"s{n}", reference=f"s{n}", version=1, title=f"Dogs {n}", questions="", answers="",
                  headline="full", published_on=dt.date(2025, 1, 1))
        for n in range(1_500)
    )  # fmt: skip
    index.rebuild()

    everything = find("")
    assert (everything.total, everything.total_in_words) == (1_000, "more than 1,000")
    dogs = find("dogs")
    assert dogs.is_more
    assert dogs.total <= 1_000
    assert found("dogs 1234")[0] == "Dogs 1234"


def test_the_right_page_is_among_the_first_three_for_most_of_the_stated_questions(db: None) -> None:
    for row in foi_log.written_by_hand():
        row.save(force_insert=True)
    index.rebuild()

    ranks = {question.text: foi.rank_of(question) for question in foi_log.questions()}
    fresh = {question.text: foi.rank_of(question) for question in foi_log.questions(foi_log.FRESH)}
    assert (len(ranks), len(fresh)) == (40, 20)
    every = [*foi_log.questions(), *foi_log.questions(foi_log.FRESH)]
    assert len({question.slug for question in every}) == 60
    assert sum(1 <= rank <= 3 for rank in ranks.values()) >= 36, ranks
    assert sum(1 <= rank <= 3 for rank in fresh.values()) >= 15, fresh


def test_an_invented_log_is_the_same_each_time(db: None) -> None:
    some = [(row.slug, row.title, row.questions) for row in foi_log.invented(50)]
    assert some == [(row.slug, row.title, row.questions) for row in foi_log.invented(50)]
    assert len({slug for slug, _, _ in some}) == 50
    foi_log.fill(100)
    assert Catalogue.objects.count() == find("").total == 100
    page = Client().get("/foi/log", {"q": foi_log.questions()[0].text}).content.decode()
    assert f"/foi/log/{foi_log.questions()[0].slug}" in page


def test_a_database_in_use_is_not_measured(db: None) -> None:
    with pytest.raises(ValidationError, match="in use"):
        foi.step(1_000)
    with pytest.raises(ValidationError, match="Choose"):
        foi.run(10, say=print)


@pytest.mark.parametrize(
    ("p95", "right", "page", "holds"),
    [(49.0, 36, 300.0, True), (51.0, 36, 20.0, False), (20.0, 35, 20.0, False)],
)
def test_a_target_that_is_missed_is_said(
    monkeypatch: pytest.MonkeyPatch, p95: float, right: int, page: float, holds: bool
) -> None:
    def times(milliseconds: float) -> dict[str, float]:
        ours = {"work_p50": 1.0, "work_p95": 1.0}
        return {"n": 1, "p50": 1.0, "p95": milliseconds, "max": milliseconds, **ours}

    answered = {"asked": 40, "first": 30, "in_three": right, "wrong": ["how many?"]}
    measured = {
        "database": "sqlite",
        "fill": 1.0,
        "scan": 50.0,
        "read": 0.1,
        "questions": {foi_log.STATED: answered, foi_log.FRESH: {**answered, "in_three": 1}},
        "times": {"no filter": times(p95), "filters": times(10.0), "the page": times(page)},
    }
    monkeypatch.setattr(foi, "_in_a_process_of_its_own", lambda entries, environment: measured)
    said: list[str] = []

    assert foi.run(1_000, say=said.append) is holds
    assert any(f"three for {right}" in line for line in said)

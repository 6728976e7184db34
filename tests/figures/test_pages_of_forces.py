import html
import re
from dataclasses import replace

import pytest
from django.test import Client

from candour.figures.releasing.numbers import Document

from .printing import public, sampled
from .reading import dead_ends, heading, links, source, text
from .sample import sample_document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_line")]


@pytest.fixture
def document() -> Document:
    return sampled()


def rows(address: str) -> list[tuple[str, list[str]]]:
    body = "".join(re.findall(r"<tbody>(.*?)</tbody>", source(address), re.DOTALL))
    found = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    return [
        (re.findall(r"<a [^>]*>([^<]+)</a>", row)[0], re.findall(r"<td[^>]*><a [^>]*>([^<]+)</a>", row))
        for row in found
    ]


def test_every_force_is_listed_by_name_and_leads_to_its_page(document: Document) -> None:
    names = [name for name, _ in rows("/figures/forces")]

    assert names == sorted(names)
    assert names[:2] == ["Avon and Somerset Police", "Kent Police"]
    assert "No force named" not in names
    assert "/figures/force/kent" in links("/figures/forces")
    assert dead_ends("/figures/forces") == []


def test_a_force_has_its_numbers_and_no_other_forces(document: Document) -> None:
    assert heading("/figures/force/west-midlands") == "West Midlands Police"
    assert rows("/figures/force/west-midlands") == [
        ("Contacts", ["310"]),
        ("Referrals", ["140"]),
        ("Referrals kept as intelligence", ["45"]),
    ]
    assert dead_ends("/figures/force/west-midlands") == []


def test_hidden_numbers_are_explained_and_no_force_is_ranked(document: Document) -> None:
    shown = text("/figures/force/kent")

    assert "[c] is a number that we do not show" in shown
    assert not re.search(r"\b(most|fewest|worst|best|highest|lowest|rank\w*)\b", shown.casefold())


def test_a_force_that_told_us_nothing_is_said_to_be_silent_and_not_to_have_done_nothing(
    document: Document,
) -> None:
    assert "This force has told us nothing yet of what it did." in text("/figures/force/norfolk")
    assert "This force has told us nothing" not in text("/figures/force/west-midlands")


@pytest.mark.parametrize("slug", ["unknown", "atlantis", "btp", "gmp"])
def test_what_is_no_force_of_the_release_is_not_found(document: Document, slug: str) -> None:
    assert Client().get(f"/figures/force/{slug}").status_code == 404


@pytest.mark.parametrize(
    ("word", "slug"),
    [("met", "metropolitan"), ("mps", "metropolitan"), ("Kent", "kent"), ("kent-police", "kent"),
     ("avon-somerset", "avon-and-somerset")],
)  # fmt: skip
def test_a_force_is_found_by_what_people_call_it(document: Document, word: str, slug: str) -> None:
    answer = Client().get(f"/figures/force/{word}")

    assert (answer.status_code, answer["Location"]) == (302, f"/figures/force/{slug}")


def test_a_group_that_is_all_hidden_is_one_sentence_that_says_why(document: Document) -> None:
    tables = [
        replace(table, numbers=[replace(one, value=None, marker="c") for one in table.numbers])
        if table.id == "M07-force" else table
        for table in document.tables
    ]  # fmt: skip
    public(sample_document(version=2, changes="x", tables=tables))
    shown = source("/figures/force/west-midlands").split("What we sent, and where it is now</h2>")[1]

    assert "None of these can be shown for this force" in shown.split("<h2")[0]
    assert "a small one could be worked out from it" in shown.split("<h2")[0]
    assert "<table" not in shown.split("<h2")[0]


def test_a_force_gives_one_shown_number_to_show_elsewhere_and_none_where_none_is_shown(
    document: Document,
) -> None:
    shown = html.unescape(source("/figures/force/kent").split('id="embed"')[1].split("<h2")[0])
    assert '<img src="http://testserver/figures/number/4.1-' in shown
    assert "about 130 contacts" in shown.casefold()

    tables = [replace(table, numbers=[replace(one, value=None, marker="c") for one in table.numbers])
              for table in document.tables]  # fmt: skip
    public(sample_document(version=2, changes="x", tables=tables))
    assert 'id="embed"' not in source("/figures/force/kent")


def test_before_the_first_year_is_over_there_are_no_forces_and_the_page_says_so() -> None:
    assert heading("/figures/forces") == "No figures yet"
    assert Client().get("/figures/force/kent").status_code == 404

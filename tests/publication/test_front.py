"""The front page: what it is, whose duty, what is answered, and where everything else goes."""

import datetime as dt

import pytest
from django.test import Client

from candour.foi.models import InformationRequest
from candour.foi.requests.lists import signposts, topics
from candour.publication.models import Catalogue

pytestmark = pytest.mark.django_db


def test_the_line_for_reports_stands_first_and_every_signpost_leads_somewhere_safe() -> None:
    posts = signposts()

    assert (posts[0].key, posts[0].url) == ("report", "/report")
    assert all(one.url.startswith("https://") for one in posts[1:])
    assert all(one.source and one.words and one.link_words for one in posts)
    page = Client().get("/foi").content.decode()
    for words in (
        "Sarah’s Law",
        "Clare’s Law",
        "road collision",
        "family court",
        "subject access",
        "legal aid",
    ):
        assert words in page


def test_topics_fit_their_column() -> None:
    longest = InformationRequest._meta.get_field("topic").max_length

    assert longest and all(len(code) <= longest for code in topics())


def test_newest_answers_come_first_and_an_empty_log_says_so() -> None:
    assert "No answer is published yet" in Client().get("/foi").content.decode()
    for number in range(1, 8):
        Catalogue.objects.create(
            slug=f"01.FOI.26.00000{number}", reference=f"01/FOI/26/00000{number}", version=1,
            title=f"Title {number}", questions="q", answers="a", headline="full",
            published_on=dt.date(2026, 7, number),
        )  # fmt: skip

    page = Client().get("/foi").content.decode()

    assert page.index("Title 7") < page.index("Title 3")
    assert "Title 2" not in page

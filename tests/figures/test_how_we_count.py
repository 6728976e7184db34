import html
import re

import pytest

from candour.figures.counting import queries
from candour.figures.measures import measures

from .printing import sampled
from .reading import dead_ends, source, text
from .sample import sample_document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_line")]


@pytest.mark.parametrize("released", [True, False])
def test_every_rule_stands_there_once_at_its_own_address(released: bool) -> None:
    if released:
        sampled()
    page, shown = source("/figures/how-we-count"), text("/figures/how-we-count")

    assert len(measures()) == 38
    for measure in measures().values():
        assert page.count(f'id="{measure.code}"') == 1
        for words in (measure.name, measure.words, measure.definition, measure.leaves_out):
            assert " ".join(words.split()) in shown, measure.code
    assert dead_ends("/figures/how-we-count") == []


def test_the_rules_are_those_of_the_release_and_not_of_today() -> None:
    told = sample_document().measures
    sampled(measures={**told, "M01": {**told["M01"], "words": "As it was counted then."}})

    assert "As it was counted then." in text("/figures/how-we-count")


def test_every_query_that_counts_is_printed_under_its_rule_as_it_is_run() -> None:
    page = html.unescape(source("/figures/how-we-count"))

    assert queries.standing() in page
    for measure in measures().values():
        rule = page.split(f'id="{measure.code}"')[1].split('class="govuk-summary-list__row"')[0]
        assert queries.query(measure) in rule
        for by in measure.by:
            assert by not in queries.ALONE or queries.query(measure, by) in rule


def test_how_people_are_protected_is_told_in_two_screens_of_plain_words() -> None:
    main = source("/figures/protection").split("<h1>")[1].split("</main>")[0]
    sentences = re.split(r"[.?!:]\s|</(?:p|h1|h2|li)>", main)
    words = [len(re.sub(r"<[^>]+>", " ", sentence).split()) for sentence in sentences]

    assert 250 < sum(words) < 650
    assert max(words) < 30

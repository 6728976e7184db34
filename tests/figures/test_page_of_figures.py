import datetime as dt
import html
import re

import pytest
from django.test import Client

from candour.assessment.rules import REASONS
from candour.figures import published
from candour.figures.counts import Figure
from candour.figures.measures import labels, measures, outcome_codes
from candour.forces.models import Agreement
from candour.intake.rules import CLOSING_REASONS, categories, channels
from candour.outcome.rules import kinds

from .test_file_of_figures import small_ledger

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rehearsal")]


def page(address: str = "/figures") -> str:
    answer = Client().get(address)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def test_every_measure_has_its_definition_at_its_own_address() -> None:
    small_ledger()
    shown = page()

    for measure in measures().values():
        assert shown.count(f'id="{measure.code}"') == 1
        assert measure.words in shown


def test_every_link_inside_the_page_leads_somewhere() -> None:
    small_ledger()
    shown = page()

    ids = re.findall(r'id="([^"]+)"', shown)
    assert set(re.findall(r'href="#([^"]+)"', shown)) <= set(ids)
    assert len(ids) == len(set(ids))


def test_the_finding_comes_first() -> None:
    small_ledger()

    assert re.findall("<h1>(.*?)</h1>", page()) == [
        "For every 100 contacts, 50 referrals went to a police force"
    ]


def test_the_sums_stand_on_the_page_checked() -> None:
    small_ledger()
    shown = page()

    assert "2 contacts (M01) = 1 closed at intake (M03) + 1 fed a report + 0 are still open." in shown
    assert shown.count("adds up") == 2
    assert "does not add up" not in shown


def test_a_subtraction_is_never_shown_as_investigations() -> None:
    small_ledger()

    assert "728 investigations. That was a subtraction: 867 referrals less 139" in page()


def test_an_empty_ledger_still_makes_a_page() -> None:
    assert "Nothing was counted in these days" in page()
    assert "What was asked" in page("/figures/answers")


def test_a_period_without_contacts_still_makes_a_page_and_nothing_to_quote() -> None:
    small_ledger()
    shown = page("/figures?from=2023-01-24&to=2023-01-25")

    assert "No contacts came in these days" in shown
    assert "To quote" not in shown


def test_each_chart_has_its_table_once_for_the_screen_and_once_for_paper() -> None:
    small_ledger()
    shown = page()

    assert shown.count('class="govuk-table figures-printed"') == shown.count("<details") > 5


def test_the_file_is_offered_for_what_it_holds() -> None:
    small_ledger()

    assert "The list of what forces say they did is on this page only." in page()
    assert "All numbers as a file" not in page()


def test_the_days_asked_for_stay_in_the_form_and_in_the_link_to_the_file() -> None:
    small_ledger()
    shown = page("/figures?from=2023-01-21&to=2023-01-25")

    assert 'name="from" value="2023-01-21"' in re.sub(r' (id|type|class|aria-\w+)="[^"]*"', "", shown)
    assert "/figures.csv?from=2023-01-21&to=2023-01-25" in shown


def test_the_agreement_is_shown_with_its_amount_its_period_and_that_it_is_invented() -> None:
    Agreement.objects.create(
        funder="Borough of Testing",
        pounds=318000,
        starts_on=dt.date(2022, 11, 29),
        ends_on=dt.date(2024, 3, 31),
        invented=True,
    )

    shown = page("/figures/answers")
    assert "Borough of Testing pays £318,000 for 29 November 2022 to 31 March 2024." in shown
    assert '<span class="tag">invented</span>' in shown


def test_a_number_is_called_published_only_for_the_days_it_was_published_for() -> None:
    first, last = dt.date(2022, 11, 29), dt.date(2024, 2, 29)

    assert published.origin(Figure("M01", "contact", first, last, "", 2878)) == "published"
    assert published.origin(Figure("M01", "contact", first, last, "", 2877)) == "invented"
    assert published.origin(Figure("M01", "contact", first, dt.date(2023, 11, 29), "", 2878)) == "invented"


def test_every_misread_number_is_set_beside_a_measure_of_ours() -> None:
    shown = page("/figures/answers")

    for one in published.misread():
        assert one.printed in shown
        assert one.measure in measures()


def test_no_page_speaks_of_callers_or_complaints_as_a_count() -> None:
    small_ledger()

    assert not re.search(r"\d+ (callers|people|complaints|tip-offs)\b", page())


def test_every_code_that_a_room_writes_has_words_here() -> None:
    assert set(channels()) <= set(labels("channel"))
    assert {category.code for category in categories()} <= set(labels("category"))
    assert dict(CLOSING_REASONS) == dict(labels("closing"))
    assert dict(REASONS) == dict(labels("not_referred"))
    assert {code: (kind.label, kind.unit, kind.terminal) for code, kind in kinds().items()} == {
        code: (known.label, known.unit, known.closing) for code, known in outcome_codes().items()
    }

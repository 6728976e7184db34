import datetime as dt
import html
import re
from dataclasses import replace

import pytest

from candour.demo.history import HISTORY
from candour.figures.measures import measures
from candour.figures.releasing.numbers import Document, Number, Table
from candour.figures.showing.history import origin
from candour.forces.models import Agreement

from .printing import public, sampled, with_value
from .reading import dead_ends, source, text

pytestmark = pytest.mark.django_db
SINCE, UNTIL = dt.date(2022, 11, 29), dt.date(2024, 2, 29)
# The day that the published questions ask about, and the last of the first year of releases: one day more.
YEAR_ONE_ENDS, FIRST_YEAR_ENDS = dt.date(2023, 11, 29), dt.date(2023, 11, 30)


@pytest.fixture(autouse=True)
def first_hotline(settings) -> None:
    """The rehearsal's history; the tests of a line without one take it away again."""
    settings.HISTORY = HISTORY


def number(place: int, measure: str, value: int, by: str = "", code: str = "", until=UNTIL) -> Number:
    return Number(place, measure, measures()[measure].unit, SINCE, until, by, code, code or "All", value)


def the_hotlines_numbers() -> Document:
    numbers = [
        number(1, "M01", 2_878), number(2, "M01", 1_988, "channel", "phone"),
        number(3, "M01", 890, "channel", "web_form"), number(4, "M07", 867), number(5, "M08", 139),
        number(6, "M08a", 139), number(7, "M08a", 94, until=YEAR_ONE_ENDS),
        number(8, "M07", 700, until=YEAR_ONE_ENDS), number(9, "M01", 2_300, until=YEAR_ONE_ENDS),
    ]  # fmt: skip
    tables = [
        Table(f"T{one.place}", one.measure, "x", "event", one.by or "total", "x", [one]) for one in numbers
    ]
    return sampled(number=5, tables=tables, since=SINCE, until=UNTIL)


@pytest.fixture
def hotline(rehearsal: None) -> Document:
    return the_hotlines_numbers()


def beside(id: str) -> str:
    page = source("/figures/misreported")
    row = page.split(f'id="{id}"')[1].split("</div>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", row)).split())


@pytest.mark.parametrize(
    ("id", "wrong", "right"),
    [
        ("F16", "980 online reports", "890 published Contacts: Online form ( M01 )"),
        ("F20", "738 investigations", "a subtraction"),
        ("F18", "728 Met investigations", "867 published Referrals ( M07 )"),
        ("F18", "728 Met investigations", "139 published Transfers ( M08 )"),
        ("F04", "new investigations – a third of", "867 referrals from 2,878 contacts, 30%"),
        ("F04", "a third", "139 published Referrals about a force other than"),
        ("F21", "18 months", "2,878 published Contacts ( M01 )"),
        ("F22", "12 months", "2,878 published Contacts ( M01 )"),
        ("F22", "more than 700", "For more than 700, the first year Not counted here Investigations opened"),
        ("F17", "867 pieces", "Right number, wrong name."),
        ("F19", "139 reports", "Right number, wrong name."),
        ("F20", "telephone number with a digit wrong", "copies its digits"),
        ("F10-F19", "94 in twelve months", "Another counter, another event, another day"),
        ("F01", "700 in a day", "All fifteen months 2,878 published"),
        ("F06", "1,000 people", "Nobody can count people"),
        ("F12", "more than 2,400 calls", "1,988 published Contacts: Phone ( M01 )"),
        ("F21", "nearly 3,000", "not only calls"),
        ("F07", "325 reports", "350 cases"),
        ("F09", "14 a week", "another line"),
        ("F05", "led to arrests", "No number of arrests was ever given"),
        ("F11", "not held", "2,300 invented Contacts ( M01 )"),
        ("F10", "94 reports", "94 published Referrals about a force other than"),
    ],
)
def test_each_misprinted_number_stands_beside_the_right_one(
    hotline: Document, id: str, wrong: str, right: str
) -> None:
    shown = beside(id)

    assert wrong in shown
    assert right in shown


def test_each_right_number_leads_to_its_permanent_page(hotline: Document) -> None:
    row = source("/figures/misreported").split('id="F16"')[1].split("</div>")[0]

    assert '<a href="/figures/number/5.1-3">890</a>' in row
    assert dead_ends("/figures/misreported") == []


def test_a_line_without_those_releases_still_gives_what_was_published_in_life(real_line: None) -> None:
    assert "890 published Contacts: Online form" in beside("F16")
    assert "Not counted here Investigations opened ( M14 )" in beside("F20")


def test_a_release_that_hides_a_number_takes_back_nothing_that_was_published_in_life(rehearsal: None) -> None:
    document = the_hotlines_numbers()
    hidden = with_value(replace(document, version=2, changes="x"), 3, value=None, marker="c")
    public(replace(hidden, goes_public=document.goes_public + dt.timedelta(days=1)))

    assert "890 published Contacts: Online form" in beside("F16")
    assert "/figures/number/5." not in source("/figures/misreported").split('id="F16"')[1].split("</div>")[0]


def test_a_number_is_called_published_only_for_the_days_it_was_published_for() -> None:
    assert origin(number(1, "M01", 2_878)) == "published"
    assert origin(number(1, "M01", 2_877)) == "invented"
    assert origin(number(1, "M01", 2_878, until=YEAR_ONE_ENDS)) == "invented"


def test_no_digits_of_a_telephone_are_printed(hotline: Document) -> None:
    assert not re.search(r"\b0800\b|\b\d{10,}\b", text("/figures/misreported"))


def test_what_no_release_counts_by_the_asked_day_is_answered_with_one_day_more(rehearsal: None) -> None:
    last = FIRST_YEAR_ENDS
    numbers = [
        number(1, "M08a", 94, until=last), number(2, "M07", 674, until=last),
        number(3, "M01", 2_334, until=last), number(4, "M01", 1_600, "channel", "phone", until=last),
    ]  # fmt: skip
    tables = [
        Table(f"T{one.place}", one.measure, "x", "event", one.by or "total", "x", [one]) for one in numbers
    ]
    sampled(number=5, tables=tables, since=SINCE, until=last)
    shown = text("/figures/answers")

    day_more = "29 November 2022 to 30 November 2023: one day more than was asked"
    assert f"2,334 invented Contacts ( M01 ), {day_more}" in shown
    assert "By how they came, 29 November 2022 to 30 November 2023: " in shown
    assert "phone 1,600" in shown
    assert "That is 14%. invented" in shown
    for row in (beside("F10"), shown):
        assert "94 published Referrals about a force other than the force of first contact" in row
        assert "94 invented Referrals about a force other than the force of first contact" in row
        assert "674 invented Referrals ( M07 )" in row
    assert '<a href="/figures/number/5.1-1">94</a>' in source("/figures/answers")


def test_both_questions_are_answered_from_releases(hotline: Document) -> None:
    shown = text("/figures/answers")

    assert "2,300 invented Contacts ( M01 ), 29 November 2022 to 29 November 2023" in shown
    assert "2,878 published Contacts ( M01 ), 29 November 2022 to 29 February 2024" in shown
    assert "94 published Referrals about a force other than the force of first contact" in shown
    assert "That is 13%. invented Only the first number was published in life." in shown
    assert "That is 16%. " in shown


def test_the_answers_of_a_line_without_releases_give_no_invented_number(real_line: None) -> None:
    shown = text("/figures/answers")

    assert "Not counted here Contacts ( M01 ), 29 November 2022 to 29 November 2023" in shown
    assert "That is" not in shown
    assert dead_ends("/figures/answers") == []


def test_the_agreement_is_shown_with_its_amount_its_period_and_that_it_is_invented(rehearsal: None) -> None:
    Agreement.objects.create(
        funder="Borough of Testing", pounds=318000, starts_on=SINCE, ends_on=UNTIL, invented=True
    )

    shown = text("/figures/answers")
    assert "Borough of Testing pays £318,000 for 29 November 2022 to 29 February 2024. invented" in shown


def test_a_rehearsal_says_which_numbers_were_published_in_life(hotline: Document) -> None:
    shown = text("/figures")

    assert "Contacts, web_form (M01), 29 November 2022 to 29 February 2024: 890 published" in shown
    assert "Every other number is invented ." in shown

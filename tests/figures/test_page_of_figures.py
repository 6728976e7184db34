import datetime as dt
import re
import uuid
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from candour.figures.models import Announcement
from candour.figures.releasing.numbers import QUARTERLY, Document

from .printing import public, sampled
from .reading import dead_ends, heading, links, source, text
from .sample import sample_document

_SOMEBODY = uuid.UUID(int=7)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_line")]


@pytest.fixture
def document() -> Document:
    return sampled()


def test_the_finding_comes_first(document: Document) -> None:
    # 688 referrals (M07) from 2,339 contacts (M01).
    wanted = "Since the line began: for every 100 contacts, 29 referrals went to a police force"
    assert heading("/figures") == wanted
    # Both of its numbers stand below it, each with its link, and in the sentence to copy.
    below = source("/figures").split("</h1>")[1].split("</p>")[0]
    assert re.findall(r'href="/figures/number/4\.1-\d+">([^<]+)<', below) == ["688", "2,339"]
    assert (
        f"{wanted}. That is 688 referrals from 2,339 contacts, 29 November 2022 to 30 November 2023 "
        "(M07, M01; release 4.1, published 25 January 2024)."
    ) in text("/figures")


def test_a_rehearsals_sentence_to_copy_says_that_it_is_invented() -> None:
    sampled(rehearsal=True)

    assert "published 25 January 2024) (rehearsal: invented)." in text("/figures").split("To quote")[1]


def test_every_link_inside_the_page_leads_somewhere_and_no_id_stands_twice(document: Document) -> None:
    assert dead_ends("/figures") == []


def test_each_number_shown_leads_to_its_own_page(document: Document) -> None:
    page = source("/figures")
    shown = re.findall(r'<a href="/figures/number/4\.1-(\d+)">([^<]+)</a>', page)

    assert len(shown) > 60
    for place, words in shown:
        if words != "Permanent link":
            assert document.at(int(place))[1].text == words


def test_a_hidden_number_shows_its_sign_and_the_sign_is_explained(document: Document) -> None:
    page = source("/figures")

    assert '<a href="#sign-c">[c]</a>' in page
    assert 'id="sign-c"' in page
    assert "Not shown, so that nobody can be found." in text("/figures")


def test_every_key_number_has_its_definition_a_sentence_and_a_permanent_link(document: Document) -> None:
    page = source("/figures")
    keys = page.split('id="keys"')[1].split('id="over-time"')[0].split("<li")[1:]

    assert len(keys) == 5
    for key in keys:
        assert "What this counts" in key
        assert "A sentence to copy" in key
        assert re.search(r'<a href="/figures/number/4\.1-\d+">Permanent link', key)


def test_what_was_revised_stands_with_the_old_number_and_the_reason(document: Document) -> None:
    shown = text("/figures/cohorts").split("What was revised")[1]

    assert "295 297 Entries were written down or put right after 4 July 2023." in shown


def test_the_cohorts_stand_apart_and_say_why(document: Document) -> None:
    shown = text("/figures/cohorts")

    assert "must not be added to, or set against, what happened in a quarter" in shown
    assert (
        "About 60 of the 191 referrals sent from 29 November 2022 to 28 February 2023 had led to an "
        "investigation" in shown
    )


def test_the_cohorts_have_a_picture_each_and_all_are_on_one_scale(document: Document) -> None:
    pictures = re.findall(r"<svg xmlns.*?</svg>", source("/figures/cohorts"), re.DOTALL)
    lengths = {
        value: {
            length
            for picture in pictures
            for length, shown in re.findall(r'<rect[^>]* width="([\d.]+)%"[^>]*/><text[^>]*>(\d+)<', picture)
            if shown == value
        }
        for value in ("95", "45", "30")
    }

    assert len(pictures) == 4
    assert lengths["95"] == {"78.00"}
    # 45 in one quarter is as long as 45 in another, and 45 of 95 as long as it should be.
    assert lengths["45"] == {f"{78 * 45 / 95:.2f}"}
    assert lengths["30"] == {f"{78 * 30 / 95:.2f}"}


def test_the_first_page_names_what_the_others_have_with_one_finding_each(document: Document) -> None:
    more = source("/figures").split('id="more"')[1].split("</ul>")[0]
    found = re.findall(r'<a href="([^"]+)">([^<]+)</a><br>([^<]+)</li>', more)

    assert [address for address, _, _ in found] == [
        "/figures/year#forces", "/figures/year#said", "/figures/year#people", "/figures/cohorts",
        "/figures/cohorts#sums",
    ]  # fmt: skip
    assert all(finding for _, _, finding in found)
    assert "M14-kind" not in source("/figures")
    for address, _, _ in found:
        page, _, anchor = address.partition("#")
        assert f'id="{anchor}"' in source(page) or not anchor


def test_no_picture_of_what_forces_say_has_two_units(document: Document) -> None:
    said = source("/figures/year").split('id="said"')[1].split('id="people"')[0]
    pictures = re.findall(r'Unit: (\w+)</p>\s*<div class="figures-picture">(<svg.*?</svg>)', said, re.DOTALL)

    assert [unit for unit, _ in pictures] == ["referrals", "investigations"]
    assert "Investigations opened" not in pictures[0][1]
    assert "Referrals kept as intelligence" not in pictures[1][1]


def test_a_table_of_many_columns_is_two(document: Document) -> None:
    shown = text("/figures")

    assert "Quarter by quarter" in shown
    page = source("/figures").split("Quarter by quarter")[1]
    assert page.split("</thead>")[0].count('<th scope="col"') <= 7


@pytest.mark.parametrize("address", ["/figures/year", "/figures/cohorts"])
def test_the_other_pages_lead_somewhere_and_before_the_first_release_say_so(address: str) -> None:
    assert heading(address) == "No figures yet"
    sampled()
    assert dead_ends(address) == []


def test_the_sums_stand_on_the_page(document: Document) -> None:
    assert "2,339 = 873 (closed at intake) + 1,391 (fed a report) + 75 (still open)" in text(
        "/figures/cohorts"
    )


def test_a_table_by_force_makes_no_order_of_merit(document: Document) -> None:
    shown = text("/figures/year")

    assert "4 of 5 forces had 10 contacts or more that can be shown" in shown
    assert "More contacts about a force do not mean that it is worse." in shown


def test_a_table_that_hides_every_part_is_named_and_has_no_empty_picture(document: Document) -> None:
    table = document.table("M07-force")
    assert table
    hidden = replace(table, numbers=[replace(one, value=None, marker="c") for one in table.numbers])
    others = [one for one in document.tables if one.id != table.id]
    public(sample_document(version=2, changes="x", tables=[*others, hidden]))

    assert "Tables that hide every part" in text("/figures/year")
    assert "/figures/table/4.2/M07-force" in links("/figures/year")
    assert 'id="M07-force"' not in source("/figures/year")


def test_the_year_stays_when_a_quarter_is_newer(document: Document) -> None:
    nine_thirty = dt.datetime(2024, 4, 25, 9, 30, tzinfo=ZoneInfo("Europe/London"))
    tables = [table for table in document.tables if table.by in ("month", "quarter", "total")]
    public(
        sample_document(
            number=5, kind=QUARTERLY, since=dt.date(2023, 12, 1), until=dt.date(2024, 2, 29),
            goes_public=nine_thirty, tables=[one for one in tables if not one.id.endswith("-year")],
        )
    )  # fmt: skip

    assert "The newest is release 4.1 , for 29 November 2022 to 30 November 2023" in text("/figures/year")
    assert "/figures/releases/5.1/figures.csv" in links("/figures")


def test_the_page_changes_when_a_correction_goes_public_and_not_before(document: Document) -> None:
    tomorrow = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
    public(sample_document(version=2, changes="x", goes_public=tomorrow))
    assert "/figures/releases/4.1" in links("/figures")

    public(sample_document(version=3, changes="x", title="The line's first year, again"))
    assert "/figures/releases/4.3" in links("/figures")


def test_the_next_day_of_release_is_told(document: Document) -> None:
    Announcement.objects.create(
        number=9, kind=QUARTERLY, title="A quarter to come", since=dt.date(2099, 3, 1),
        until=dt.date(2099, 5, 31), on=dt.date(2099, 7, 30), announced_on=dt.date(2099, 6, 1), by=_SOMEBODY,
    )  # fmt: skip

    assert "Next: A quarter to come, on 30 July 2099 at 9.30." in text("/figures")


def test_no_page_speaks_of_callers_or_complaints_as_a_count(document: Document) -> None:
    assert not re.search(r"\d+ (callers|complaints|tip-offs)\b", text("/figures"))


def test_a_real_line_marks_nothing_as_invented(document: Document) -> None:
    assert "invented" not in source("/figures").replace("Everything here is invented.", "")

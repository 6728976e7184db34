import datetime as dt
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.figures.cells import EXACT, NEAREST_FIVE
from candour.figures.files import embeds
from candour.figures.files.picture import WIDTH
from candour.figures.measures import measures
from candour.figures.releasing.naming import codes
from candour.figures.releasing.numbers import PROVISIONAL, REVISED, Document, Number, Table

from .sample import LAST, YEAR, sample_document

SAMPLE = sample_document()
URL = "https://line.example/figures/number/4.1-37"
SVG = "{http://www.w3.org/2000/svg}"
MONTH = dt.date(2023, 3, 1), dt.date(2023, 3, 31)


def number(measure: str, value: int | None = 12, **changes: object) -> Number:
    rule = measures()[measure]
    days = (LAST, LAST) if rule.kind == "stock" else MONTH
    made = Number(37, measure, rule.unit, *days, "", "", "March 2023", value)
    return replace(made, **changes)  # type: ignore[arg-type]


def table(one: Number, title: str = "A table", by: str = "total") -> Table:
    return Table("a-table", one.measure, title, measures()[one.measure].kind, one.by or by, "Period", [one])


def line(one: Number, document: Document = SAMPLE, **about: str) -> str:
    return embeds.line_of(document, table(one, **about), one)


def test_a_number_of_the_whole_country_is_one_sentence_with_its_days_and_its_release() -> None:
    one = number("M01", 2_878, since=dt.date(2022, 11, 29), until=dt.date(2024, 2, 29), status=PROVISIONAL)
    released = replace(SAMPLE, number=5, goes_public=dt.datetime(2024, 4, 25, 9, 30))
    assert line(one, released) == (
        "2,878 contacts came to Candour from 29 November 2022 to 29 February 2024 "
        "(M01; release 5.1, published 25 April 2024; provisional)."
    )


@pytest.mark.parametrize("measure", measures())
def test_every_measure_has_a_sentence_for_none_for_one_for_many_and_for_what_is_hidden(measure: str) -> None:
    hidden = number(measure, None, marker="c")
    said = [line(number(measure, value)) for value in (0, 1, 2)] + [line(hidden)]
    assert len(set(said)) == 4
    for one in said:
        assert "{" not in one and "  " not in one and (one[0].isupper() or one[0].isdigit())
        assert one.endswith(f"({measure}; release 4.1, published 25 January 2024).")
    assert (
        re.search(r"\b[Nn]o \w", said[0]) and re.search(r"\b1 \w", said[1]) and re.search(r"\b2 \w", said[2])
    )
    assert said[3].startswith("The number of ") and "is not shown, so that nobody can be found" in said[3]


@pytest.mark.parametrize("measure", [code for code, rule in measures().items() if rule.kind == "cohort"])
def test_a_cohort_says_as_at_which_day(measure: str) -> None:
    assert line(number(measure)).startswith("As at 4 January 2024, 12 ")
    assert "as at 4 January 2024" in line(number(measure, None, marker="c"))


@pytest.mark.parametrize("measure", [code for code, rule in measures().items() if rule.kind == "stock"])
def test_a_stock_says_on_which_day(measure: str) -> None:
    assert " on 30 November 2023 (" in line(number(measure))


@pytest.mark.parametrize("code", ["investigated", "intelligence", "closed", "acting", "silent"])
def test_what_had_become_of_referrals_is_said_of_those_sent_in_the_period(code: str) -> None:
    one = number("M07", 60, by="became", code=code, label="x", rounding=NEAREST_FIVE)
    said = line(one)
    assert said.startswith("As at 4 January 2024, about 60 referrals sent in March 2023 had ")
    assert said.endswith("(M07; to the nearest 5; release 4.1, published 25 January 2024).")


@pytest.mark.parametrize(("value", "days"), [(0, "0 days"), (1, "1 day"), (11, "11 days")])
def test_days_waited_are_said_of_a_share_of_referrals(value: int, days: str) -> None:
    one = number("M09", value, unit="day", by="days", code="p90", label="Nine in ten within, in days")
    assert line(one).startswith(
        "Nine in ten of the referrals sent in March 2023 and acknowledged by 4 January 2024 "
        f"were acknowledged within {days} ("
    )


def test_a_part_is_named_with_what_it_is_a_part_of() -> None:
    one = number("M07", 475, by="force", code="kent", label="Kent Police", rounding=NEAREST_FIVE)
    assert line(one).startswith("About 475 referrals were sent to Kent Police in March 2023 (")


@pytest.mark.parametrize(
    ("measure", "by", "code", "label", "words"),
    [
        ("M01", "force", "kent", "Kent Police", "12 contacts that named Kent Police came to Candour in"),
        ("M01", "force", "unknown", "No force named", "12 contacts that named no force came to Candour in"),
        ("M01", "channel", "phone", "Phone", "12 contacts came to Candour by phone in March 2023"),
        ("M01", "category", "discrimination", "x", "12 contacts about racist, homophobic, misogynistic or "),
        ("M01", "category", "unknown", "No conduct", "12 contacts that named no kind of conduct"),
        ("M03", "reason", "abandoned", "Ended", "had been closed without a report, for the reason “Ended” ("),
        ("M04", "channel", "post", "Letter", "12 reports that began by letter were completed in"),
        ("M04", "force", "kent", "Kent Police", "12 reports that named Kent Police were completed in"),
        ("M08", "to_force", "kent", "Kent Police", "referral from another force to Kent Police were made"),
        ("M10", "force", "kent", "Kent Police", "12 referrals were with Kent Police on 30 November 2023"),
        ("M14", "force", "kent", "Kent Police", "Kent Police says that it opened 12 investigations "),
        ("M14", "kind", "criminal", "Criminal", "Forces say that they opened 12 criminal investigations"),
        ("M24", "reason", "misconduct_meeting", "x", "12 people were referred to a misconduct meeting in"),
        ("M31", "reason", "x", "No further action: left", "action in March 2023, for the reason “left” ("),
    ],
)  # fmt: skip
def test_a_part_is_said_as_people_say_it(measure: str, by: str, code: str, label: str, words: str) -> None:
    assert words in line(number(measure, by=by, code=code, label=label))


@pytest.mark.django_db
def test_every_part_that_a_table_has_is_said_and_no_two_alike() -> None:
    for rule in measures().values():
        for by in set(rule.by) - {"days", "became"}:
            known = codes(rule, by)
            for value, marker in ((1, ""), (12, ""), (None, "c")):
                said = {
                    line(number(rule.code, value, by=by, code=code, label=label, marker=marker))
                    for code, label in known
                }
                assert len(said) == len(known) and not any("{" in one or "  " in one for one in said)
                assert line(number(rule.code, value, marker=marker)) not in said


def test_a_part_that_is_not_shown_is_said_without_two_thats() -> None:
    hidden = number("M01", None, marker="c", by="force", code="kent", label="Kent Police")
    assert line(hidden).startswith(
        "The number of contacts that named Kent Police and came to Candour in March"
    )


def test_nothing_stands_between_a_comma_and_what_is_not_shown() -> None:
    for measure in measures():
        said = line(number(measure, None, marker="c"))
        assert said.partition(" is not shown")[0].count(",") % 2 == 0


def test_an_answer_about_one_part_names_the_part_of_its_title() -> None:
    one = number("M01", by="language", code="cy", label="March 2023")
    asked = replace(table(one, title="Contacts: Welsh"), by="month")
    said = embeds.line_of(SAMPLE, asked, one)
    assert said.startswith("12 contacts in Welsh came to Candour in March 2023 (")


def test_a_force_that_has_told_us_nothing_is_not_said_to_have_none() -> None:
    one = number("M13", None, by="force", code="kent", label="Kent Police", marker="x")
    assert "is not known: the force has told us nothing, which does not mean none (M13;" in line(one)


def test_a_revised_number_says_what_it_was() -> None:
    assert line(number("M01", 297, status=REVISED, was="295")).endswith("; revised, it was 295).")


def test_a_share_is_said_where_the_rule_asks_for_it() -> None:
    sent = number("M07", 867, place=38)
    document = sample_document(tables=[table(sent)])
    assert (
        "had turned out to be about a force other than the one they were first sent to: 16% of the 867 sent ("
        in (line(number("M08a", 139), document))
    )


def test_a_picture_has_the_share_too_where_the_rule_asks_for_it() -> None:
    document = sample_document(tables=[table(number("M07", 674, place=38))])
    one = number("M08a", 97)
    drawn = ElementTree.fromstring(embeds.svg_of(document, table(one), one, URL))
    assert "of 674 (14%)" in words_of(drawn)
    assert "of 674" not in words_of(picture(one))


def test_a_rehearsals_number_says_that_it_is_invented_in_its_sentence_and_on_its_picture() -> None:
    rehearsed = sample_document(rehearsal=True)
    for found in rehearsed.tables:
        one = found.numbers[0]
        assert embeds.line_of(rehearsed, found, one).endswith(" (rehearsal: invented).")
        for drawn in (embeds.svg_of(rehearsed, found, one, URL), embeds.svg_of_table(rehearsed, found, URL)):
            root = ElementTree.fromstring(drawn)
            assert words_of(root).startswith("Rehearsal: invented number")
            assert str(root[0].text).startswith("Rehearsal: ")
            assert "invented" in str(root[1].text)
    assert not any("ehears" in drawn for drawn in every_picture())


def test_a_corrected_number_leads_to_the_release_that_put_it_right() -> None:
    one = number("M01")
    said = embeds.line_of(SAMPLE, table(one), one, URL, corrected_by="5.2")
    assert said == f"Corrected: see release 5.2. {line(one)} {URL}"
    drawn = ElementTree.fromstring(embeds.svg_of(SAMPLE, table(one), one, URL, corrected_by="5.2"))
    assert words_of(drawn).startswith("Corrected: see release 5.2 Contacts")


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("2023-03-01", "2023-03-31", "in March 2023"),
        ("2023-03-01", "2023-05-31", "from 1 March to 31 May 2023"),
        ("2022-12-01", "2023-02-28", "from 1 December 2022 to 28 February 2023"),
        ("2022-11-29", "2022-11-30", "from 29 November to 30 November 2022"),
        ("2024-02-01", "2024-02-29", "in February 2024"),
    ],
)
def test_a_period_is_said_by_its_days_or_its_month(since: str, until: str, words: str) -> None:
    days = {"since": dt.date.fromisoformat(since), "until": dt.date.fromisoformat(until)}
    assert f"came to Candour {words} (" in line(number("M01", **days))  # type: ignore[arg-type]


def test_a_whole_address_follows_the_sentence_and_half_of_one_does_not() -> None:
    one = number("M01")
    assert embeds.line_of(SAMPLE, table(one), one, URL) == f"{line(one)} {URL}"
    assert embeds.line_of(SAMPLE, table(one), one, "/figures/number/4.1-37") == line(one)


def picture(one: Number) -> ElementTree.Element:
    return ElementTree.fromstring(embeds.svg_of(SAMPLE, table(one), one, URL))


def words_of(drawn: ElementTree.Element) -> str:
    return " ".join(one.text or "" for one in drawn.iter(f"{SVG}text"))


def test_a_picture_of_a_number_says_all_that_belongs_to_it() -> None:
    said = words_of(picture(number("M07", 2_475, rounding=NEAREST_FIVE, status=PROVISIONAL)))
    for words in (
        "Referrals", "2,475", "referrals in March 2023", "To the nearest 5. Provisional", "M07.",
        "release 4.1", "25 January 2024", "line.example/figures/number/4.1-37",
    ):  # fmt: skip
        assert words in said


@pytest.mark.parametrize(
    ("marker", "words"),
    [("c", "Not shown, so that nobody can be found."), ("x", "Not known"), ("z", "Does not apply.")],
)
def test_a_picture_of_a_number_that_is_not_there_says_why(marker: str, words: str) -> None:
    said = words_of(picture(number("M07", None, marker=marker)))
    assert f"[{marker}]" in said and words in said


@given(st.integers(0, 10_000_000), st.sampled_from(list(measures())))
def test_a_number_however_large_stands_on_one_line_of_its_picture(value: int, measure: str) -> None:
    drawn = picture(number(measure, value))
    assert f"{value:,}" in [one.text for one in drawn.iter(f"{SVG}text")]


def every_picture() -> list[str]:
    pictures = [embeds.svg_of(SAMPLE, table, one, URL) for table in SAMPLE.tables for one in table.numbers]
    return [*pictures, *(embeds.svg_of_table(SAMPLE, table, URL) for table in SAMPLE.tables)]


def test_every_picture_is_whole_in_itself_named_described_and_white() -> None:
    for drawn in every_picture():
        root = ElementTree.fromstring(drawn)
        title, about, ground = root[0], root[1], root[2]
        assert (title.tag, about.tag) == (f"{SVG}title", f"{SVG}desc") and title.text and about.text
        assert root.attrib["aria-labelledby"] == f"{title.attrib['id']} {about.attrib['id']}"
        assert ground.attrib["fill"] == "#ffffff" and ground.attrib["width"] == root.attrib["width"] == "640"
        assert not re.search(r"href|<style|style=|<script|url\(|@import|<image", drawn)
        ids = re.findall(r' id="([^"]+)"', drawn)
        assert len(ids) == len(set(ids))


def test_a_number_can_be_read_where_its_picture_is_300_pixels_wide() -> None:
    for one in SAMPLE.numbers():
        sizes = [int(text.attrib["font-size"]) for text in picture(one).iter(f"{SVG}text")]
        assert min(sizes) * 300 / WIDTH >= 11


def test_months_are_columns_and_parts_are_bars_with_a_sign_where_there_is_no_number() -> None:
    months, channels = SAMPLE.table("M01-month"), SAMPLE.table("M01-channel-total")
    assert months and channels
    assert len(re.findall("<rect", embeds.svg_of_table(SAMPLE, months, URL))) == 13 + 1
    drawn = embeds.svg_of_table(SAMPLE, channels, URL)
    assert len(re.findall("<rect", drawn)) == 2 + 1
    assert "[c] Not shown, so that nobody can be found." in drawn and ">[c]<" in drawn


def test_a_force_without_a_number_has_no_bar_and_it_is_said_how_many_have_none() -> None:
    forces = SAMPLE.table("M13-force")
    assert forces
    drawn = embeds.svg_of_table(SAMPLE, forces, URL)
    assert "Kent Police" not in drawn and "Norfolk" not in drawn
    words = words_of(ElementTree.fromstring(drawn))
    assert "3 of 6 rows have no number and no bar." in words and "[x] Not known" in words


def test_what_a_number_is_called_cannot_break_its_picture() -> None:
    one = number("M01", by="force", code="x", label='<b> & "Dŵr"', since=YEAR.since, rounding=EXACT)
    assert '<b> & "Dŵr"' in words_of(picture(one))

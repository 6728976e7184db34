import datetime as dt
from dataclasses import replace

from candour.figures.releasing.numbers import Document, Number, Table
from candour.figures.showing import table_views
from candour.figures.showing.marks import days_of, linked
from candour.figures.showing.prints import key_of, newest_print, of_days

from .sample import sample_document

DOCUMENT = sample_document()


def table(name: str, document: Document = DOCUMENT) -> Table:
    found = document.table(name)
    assert found
    return found


def having(name: str, *values: int | None) -> Table:
    old = table(name)
    numbers = [
        replace(one, value=value, marker="" if value is not None else "c", status="")
        for one, value in zip(old.numbers, values, strict=False)
    ]
    return replace(old, numbers=numbers)


def test_the_sentence_names_the_busiest_month() -> None:
    assert table_views.sentence(DOCUMENT, table("M01-month")) == "Most contacts came in March 2023: 297"


def test_the_sentence_of_quarters_says_quarter() -> None:
    words = table_views.sentence(DOCUMENT, table("M07-quarter"))

    assert words == "Most referrals were sent in the quarter to February 2023: 191"


def test_one_part_over_time_is_not_taken_for_the_whole() -> None:
    numbers = [replace(one, by="channel", code="phone") for one in table("M01-quarter").numbers]
    phone = replace(table("M01-quarter"), title="Contacts: Phone", numbers=numbers)

    assert table_views.sentence(DOCUMENT, phone) == "Contacts: Phone: most in the quarter to May 2023, 642"


def test_the_note_says_the_whole_time_once() -> None:
    note = table_views.table_view(DOCUMENT, table("M01-quarter")).note

    assert "Unit: contacts. 29 November 2022 to 30 November 2023. Source: release 4.1, M01." in note


def test_months_that_share_the_highest_number_are_not_told_apart() -> None:
    assert (
        table_views.sentence(DOCUMENT, having("M01-month", 4, 9, 9)) == "Contacts by month: never more than 9"
    )
    assert table_views.sentence(DOCUMENT, having("M01-month", 0, 0)) == "Contacts by month: none so far"


def test_parts_are_said_with_their_whole_and_rounded_ones_with_about() -> None:
    channel = table_views.sentence(DOCUMENT, table("M01-channel-quarter"))
    kind = table_views.sentence(DOCUMENT, table("M14-kind"))

    assert channel == "Phone: 361 of 572 contacts, September to November 2023"
    assert kind == "Most often: “Misconduct”, about 60 of 110 investigations opened"


def test_a_share_is_of_what_its_own_rule_counts() -> None:
    total = replace(table("M03-quarter").numbers[-1], value=212)
    wrong = replace(total, place=900, by="reason", code="wrong_number", label="Wrong number", value=60)
    closed = Table("M03-reason", "M03", "x", "event", "reason", "Reason", [wrong])
    document = replace(DOCUMENT, tables=[*DOCUMENT.tables, closed])

    words = table_views.sentence(document, closed)
    assert words == "Most often: “Wrong number”, 60 of 212 contacts closed at intake"


def test_a_nought_stands_in_the_table_and_not_in_the_picture() -> None:
    found = table_views.table_view(DOCUMENT, having("M14-kind", 40, 0, 20))

    assert "Misconduct" not in found.drawing
    assert [label for label, _ in found.grid.rows] == ["Criminal", "Misconduct", "Criminal and misconduct"]


def test_two_equal_parts_make_no_most_often() -> None:
    assert (
        table_views.sentence(DOCUMENT, having("M14-kind", 40, 40, None)) == "Investigations opened, by kind"
    )


def test_hidden_parts_make_no_finding() -> None:
    hidden = having("M14-kind", None, None, None)

    assert table_views.sentence(DOCUMENT, hidden) == "Investigations opened, by kind"
    assert "[c]" in table_views.drawing(hidden, "x")


def test_forces_are_counted_and_never_named_in_the_sentence() -> None:
    words = table_views.sentence(DOCUMENT, table("M07-force"))

    assert words == "4 of 5 forces had 10 referrals or more that can be shown"


def test_forces_that_are_all_hidden_are_not_counted() -> None:
    hidden = having("M07-force", *[None] * 6)

    assert table_views.sentence(DOCUMENT, hidden) == "Referrals, by force: no part can be shown"


def test_a_cut_table_has_the_largest_that_are_shown_and_says_so() -> None:
    found = table_views.table_view(DOCUMENT, table("M01-force"), most=2)

    assert [label for label, _ in found.grid.rows] == ["Metropolitan Police Service", "West Midlands Police"]
    assert "The 2 largest of 6 rows; the table's own page has all." in found.note


def test_a_picture_with_many_rows_leaves_the_hidden_ones_out_and_the_note_says_so() -> None:
    numbers = [
        Number(place, "M01", "contact", dt.date(2023, 1, 1), dt.date(2023, 12, 31), "force", f"f{place}",
               f"Force {place}", 10 * place if place < 3 else None, "" if place < 3 else "c")
        for place in range(9)
    ]  # fmt: skip
    found = table_views.table_view(DOCUMENT, replace(table("M01-force"), numbers=numbers))

    assert "[c]" not in found.drawing
    assert "6 of 9 rows are not shown" in found.note


def test_signs_stand_beside_a_number_and_link_where_there_is_none() -> None:
    number = table("M01-month").numbers[0]

    assert linked("4.1", number) == '<a href="/figures/number/4.1-1">12</a>'
    assert linked("4.1", replace(number, status="p")).endswith("[p]</span>")
    assert linked("4.1", replace(number, value=None, marker="x")) == '<a href="#sign-x">[x]</a>'


def test_days_are_said_as_people_say_them() -> None:
    first, month, *_ = table("M01-month").numbers

    assert days_of(first) == "29 to 30 November 2022"
    assert days_of(month) == "December 2022"
    assert days_of(table("M10-day").numbers[0]) == "30 November 2023"


def test_the_newest_print_of_a_number_is_found_across_releases() -> None:
    number = table("M01-month").numbers[1]
    later = replace(DOCUMENT, number=5)

    found = newest_print([DOCUMENT, later], key_of(number))
    assert found
    assert found.name == "5.1-2"
    assert newest_print([], key_of(number)) is None


def test_a_number_printed_twice_in_one_release_is_given_once() -> None:
    first, *_ = table("M01-total").numbers
    again = replace(table("M01-total"), id="M01-year", numbers=[replace(first, place=999)])
    document = replace(DOCUMENT, tables=[*DOCUMENT.tables, again])

    found = [one for one in of_days([document], first.since, first.until) if one.number.measure == "M01"]
    assert [one.number.place for one in found if not one.number.by] == [first.place]

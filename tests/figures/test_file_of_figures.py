import csv
import io

import pytest
from django.test import Client

from candour.figures.measures import measures
from candour.ledger.actions import record

from .ledgers import contact, day, moved, referral, report, said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rehearsal")]

GOLDEN = """\
measure,unit,from,to,by,value
M01,contact,2023-01-20,2023-02-19,,2
M01,contact,2023-01-20,2023-02-19,channel=phone,1
M01,contact,2023-01-20,2023-02-19,channel=web_form,1
M01,contact,2023-01-20,2023-02-19,category=discrimination,1
M01,contact,2023-01-20,2023-02-19,category=unknown,1
M01,contact,2023-01-20,2023-02-19,force=kent,1
M01,contact,2023-01-20,2023-02-19,force=unknown,1
M01,contact,2023-01-20,2023-02-19,month=2023-01,2
M01,contact,2023-01-20,2023-02-19,month=2023-02,0
M02,follow-up,2023-01-20,2023-02-19,,0
M02,follow-up,2023-01-20,2023-02-19,month=2023-01,0
M02,follow-up,2023-01-20,2023-02-19,month=2023-02,0
M03,contact,2023-01-20,2023-02-19,,1
M03,contact,2023-01-20,2023-02-19,reason=abandoned,1
M03,contact,2023-01-20,2023-02-19,channel=phone,1
M03,contact,2023-01-20,2023-02-19,category=unknown,1
M03,contact,2023-01-20,2023-02-19,force=unknown,1
M03,contact,2023-01-20,2023-02-19,month=2023-01,1
M03,contact,2023-01-20,2023-02-19,month=2023-02,0
"""


def small_ledger() -> None:
    silent = contact(day(0))
    record("contact.closed", on=day(0), token=silent, channel="phone", reason="abandoned")
    came = contact(day(1), channel="web_form", category="discrimination", force="kent")
    sent = referral(day(2), of=report(day(2), of=came, channel="web_form"))
    record("referral.acknowledged", on=day(6), token=sent, force="metropolitan")
    moved(day(9), referral=sent, force="metropolitan", to_force="kent")
    said(day(30), "nfa_left", of=sent, force="kent")


def rows(address: str) -> list[dict[str, str]]:
    answer = Client().get(address)
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def test_the_file_is_as_it_has_always_been() -> None:
    small_ledger()

    answer = Client().get("/figures.csv")

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.decode().startswith(GOLDEN)


def test_every_measure_is_in_the_file_with_a_total_and_whole_numbers() -> None:
    small_ledger()

    found = rows("/figures.csv")

    totals = {row["measure"]: row["value"] for row in found if not row["by"]}
    assert totals == {
        "M01": "2", "M02": "0", "M03": "1", "M04": "1", "M05": "1", "M06": "0", "M07": "1", "M08": "1",
        "M08a": "1", "M09": "1", "M10": "0", "M11": "0", "M14": "0", "M31": "1",
    }  # fmt: skip
    assert all(row["value"].isdigit() for row in found)
    assert {(row["by"], row["value"]) for row in found if "days=" in row["by"]} == {
        ("days=median", "4"),
        ("days=p90", "4"),
    }


def test_days_waited_are_in_days_and_everything_else_in_the_unit_of_its_measure() -> None:
    small_ledger()

    for row in rows("/figures.csv"):
        assert row["unit"] == ("day" if "days=" in row["by"] else measures()[row["measure"]].unit)


def test_a_period_counts_both_its_days() -> None:
    small_ledger()

    (total,) = [row for row in rows("/figures.csv?from=2023-01-21&to=2023-01-21") if row["measure"] == "M01"][
        :1
    ]
    assert total == {
        "measure": "M01", "unit": "contact", "from": "2023-01-21", "to": "2023-01-21", "by": "", "value": "1",
    }  # fmt: skip


def test_an_end_left_out_is_the_ledgers_own() -> None:
    small_ledger()

    assert {row["from"] for row in rows("/figures.csv?to=2023-01-25")} == {"2023-01-20"}
    assert {row["to"] for row in rows("/figures.csv?from=2023-01-25")} == {"2023-02-19"}


def test_a_period_of_centuries_is_a_short_file() -> None:
    small_ledger()

    assert rows("/figures.csv?from=0001-01-01&to=9999-12-31") == rows("/figures.csv")


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("from=29-11-2022", "We cannot read the first day (from). Write it as 2022-11-29."),
        ("from=2023-02-30", "We cannot read the first day (from). Write it as 2022-11-29."),
        ("to=soon", "We cannot read the last day (to). Write it as 2023-11-29."),
        ("from=2023-02-01&to=2023-01-01", "The first day comes after the last. Put the earlier day first."),
        ("from=2023-01-01%00", "We cannot read the first day (from). Write it as 2022-11-29."),
    ],
)
def test_days_that_make_no_period_are_refused_in_words(question: str, words: str) -> None:
    for address in ("/figures.csv", "/figures"):
        answer = Client().get(f"{address}?{question}")
        assert answer.status_code == 400
        assert words in answer.content.decode()


def test_a_new_entry_is_in_the_next_file() -> None:
    small_ledger()
    before = rows("/figures.csv")[0]["value"]
    contact(day(3))

    assert (before, rows("/figures.csv")[0]["value"]) == ("2", "3")


def test_nothing_can_be_sent_to_the_figures() -> None:
    for address in ("/figures", "/figures.csv", "/figures/answers"):
        assert Client().post(address).status_code == 405

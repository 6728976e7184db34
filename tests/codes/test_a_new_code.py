"""A code is added to its list in `candour/codes` alone, and is met everywhere."""

import datetime as dt
import re
from collections.abc import Callable, Iterator

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from candour.figures.actions import findings_of
from candour.figures.releasing.numbers import ANNUAL, Document
from candour.figures.releasing.recompiling import again
from candour.intake.actions import IncomingContact, receive_contact, receive_non_report
from candour.ledger.actions import record
from candour.ledger.models import Entry
from candour.outcome.actions import Stated, record_outcome
from candour.outcome.models import Outcome
from candour.staff.models import Member
from tests.codes.planting import CATEGORY, CHANNEL, CLOSING_REASON, FOUR, OUTCOME, planted
from tests.conftest import DAY, Cast
from tests.figures import ledgers, releases
from tests.intake.calling import ADDRESS, text
from tests.intake.way import ANSWERS, Browser
from tests.referral import story

Door = Callable[[Member], Client]


@pytest.fixture
def new_codes() -> Iterator[None]:
    with planted(FOUR):
        yield


def _options(page: str, name: str) -> list[str]:
    (select,) = re.findall(rf'<select[^>]*name="{name}".*?</select>', page, re.DOTALL)
    return re.findall(r'value="(\w+)"', select)


@pytest.mark.usefixtures("new_codes")
def test_a_reporter_is_offered_the_new_category(cast: Cast) -> None:
    page = Browser().open()

    assert CATEGORY["reporter_label"] in page.text and CATEGORY["wording"] in page.text
    assert "harm invented pigeons." in text(Client().get("/"))
    assert page.walk({**ANSWERS, "category": "pigeons"}).press("send").page.status_code == 200
    assert Entry.objects.get(event="contact.received").category == "pigeons"


@pytest.mark.usefixtures("new_codes")
def test_a_call_handler_is_offered_category_channel_and_closing_reason(
    cast: Cast, through_the_door: Door
) -> None:
    page = text(through_the_door(cast.hana).get(ADDRESS))

    assert _options(page, "category")[-1] == "pigeons"
    assert _options(page, "channel")[-1] == "carrier_pigeon"
    assert _options(page, "reason")[-1] == "pigeon_lost"


@pytest.mark.usefixtures("new_codes")
def test_a_force_is_offered_the_new_outcome_and_it_is_counted(cast: Cast, through_the_door: Door) -> None:
    sent = story.sent(cast)
    page = text(through_the_door(cast.mo).get(f"/force/referral/{sent.pk}/outcomes"))

    assert OUTCOME["label"] in page
    record_outcome(sent, Stated("nfa_pigeon", DAY), by=cast.mo, on=DAY)
    assert Entry.objects.get(event="outcome.recorded").reason == "nfa_pigeon"
    assert Outcome.objects.closing().exists()


@pytest.mark.usefixtures("new_codes")
def test_the_ledger_takes_all_four(cast: Cast) -> None:
    receive_contact(
        IncomingContact({"what": "Invented"}, channel="carrier_pigeon", category="pigeons"), on=DAY
    )
    receive_non_report(channel="carrier_pigeon", reason="pigeon_lost", by=None, on=DAY)

    assert Entry.objects.filter(channel="carrier_pigeon").count() == 3
    assert Entry.objects.get(category="pigeons").event == "contact.received"
    assert Entry.objects.get(event="contact.closed").reason == "pigeon_lost"


@pytest.mark.parametrize(
    ("event", "codes"),
    [
        ("contact.received", {"category": "pigeons"}),
        ("contact.received", {"channel": "carrier_pigeon"}),
        ("contact.received", {"language": "pl"}),
        ("contact.closed", {"reason": "pigeon_lost"}),
        ("contact.closed", {"reason": "insufficient"}),
        ("contact.received", {"reason": "abandoned"}),
        ("report.assessed", {"reason": "abandoned"}),
        ("report.not_referred", {"reason": "abandoned"}),
        ("outcome.recorded", {"reason": "nfa_pigeon"}),
        ("outcome.recorded", {"reason": "iopc_referral", "kind": "pigeon"}),
    ],
)
def test_the_ledger_refuses_what_is_on_no_list(db: None, event: str, codes: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="The ledger k"):
        record(event, on=DAY, **codes)  # type: ignore[arg-type]
    assert not Entry.objects.exists()


def _a_year_with_the_new_codes() -> None:
    """Enough of each that its row shows a number."""
    releases.a_year()
    for number in range(12):
        on = releases.FIRST + dt.timedelta(days=number * 20)
        came = ledgers.contact(on, channel="carrier_pigeon", category="pigeons")
        ledgers.closed(on, contact=came, reason="pigeon_lost", channel="carrier_pigeon")
        came = ledgers.contact(on)
        sent = ledgers.referral(on, of=ledgers.report(on, of=came), category="pigeons")
        ledgers.said(on, "nfa_pigeon", of=sent)


def _rows(document: Document, table: str) -> dict[str, str]:
    printed = next(one for one in document.tables if one.id == table)
    return {number.label: number.text for number in printed.numbers}


@pytest.mark.django_db
@pytest.mark.usefixtures("new_codes")
def test_a_release_has_a_row_for_each_and_is_well() -> None:
    _a_year_with_the_new_codes()
    draft = releases.drafted(ANNUAL, releases.YEAR, releases.DAY_OF_YEAR)
    document = releases.document(draft)

    assert [finding.words for finding in findings_of(draft) if not finding.is_well] == []
    assert _rows(document, "M01-channel")["Pigeon"] == "12"
    assert _rows(document, "M01-category")[CATEGORY["label"]] == "10"
    assert CLOSING_REASON["label"] in _rows(document, "M03-reason")
    assert OUTCOME["label"] in _rows(document, "M31-reason")
    published = releases.publish(draft)
    assert len(set(again(f"{published.number}.1"))) == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("new_codes")
def test_how_we_count_names_all_four() -> None:
    page = text(Client().get("/figures/how-we-count"))

    for words in (CATEGORY["label"], CHANNEL["table_label"], CLOSING_REASON["label"], OUTCOME["label"]):
        assert f"<li>{words}</li>" in page


@pytest.mark.django_db
def test_how_we_count_still_names_a_code_that_is_retired() -> None:
    with planted({"channels.csv": {**CHANNEL, "retired": "yes"}}):
        assert "Pigeon <span" in text(Client().get("/figures/how-we-count"))
    assert "Pigeon" not in text(Client().get("/figures/how-we-count"))

import logging
from collections.abc import Callable

import pytest
from django.test import Client

from candour.assessment import actions, deciding
from candour.assessment.models import Decision, Item, Report, SanitisedReport, Subject
from candour.assessment.rules import CHECKLIST, Grade
from candour.audit.models import Act
from candour.staff.models import Member
from tests.assessment.contact_steps import MARKER, contact, described, started, taken_up, written
from tests.conftest import DAY, Cast

SignIn = Callable[[Member], Client]
DETAILS = {
    "details-category": "money_favours",
    "details-corruption_category": "NCC02",
    "details-marking": "OFFICIAL-SENSITIVE",
}
ITEM = {"item-text": "Looks up plates.", "item-source": "2", "item-intelligence": "D", "item-handling": "P"}


def shown(client: Client, report: Report, query: str = "") -> str:
    return client.get(f"/desk/report/{report.reference}{query}").content.decode()


def send(client: Client, report: Report, part: str, **told: object) -> str:
    answer = client.post(f"/desk/report/{report.reference}/{part}", told, follow=True)
    page = answer.content.decode()
    assert answer.status_code == (422 if "There is something to put right" in page else 200)
    return page


def test_its_writer_reads_the_account_beside_it(cast: Cast, through_the_door: SignIn) -> None:
    assert MARKER in shown(through_the_door(cast.asif), started(cast.asif))


def test_others_open_the_account_by_asking_and_it_is_audited(cast: Cast, through_the_door: SignIn) -> None:
    report, client = started(cast.asif), through_the_door(cast.amara)
    opened = Act.objects.filter(act="opened", kind="contact", member=cast.amara.pk)
    assert MARKER not in shown(client, report) and not opened.exists()
    assert MARKER in shown(client, report, "?open=1") and opened.count() == 1


def test_whoever_holds_a_joined_contact_reads_both(cast: Cast, through_the_door: SignIn) -> None:
    report = started(cast.asif)
    other = taken_up(cast.amara, account={"what": "Another telling."})
    actions.join_report(other, report=report, by=cast.amara, on=DAY)
    page = shown(through_the_door(cast.amara), report)
    assert "Another telling." in page and MARKER in page and "Contact 2 of 2" in page


def test_once_decided_the_account_is_opened_by_asking_only(cast: Cast, through_the_door: SignIn) -> None:
    report, client = written(cast.asif), through_the_door(cast.asif)
    deciding.decide(report, kind="keep", reason="duplicate", by=cast.asif, on=DAY)
    before = Act.objects.filter(act="opened", kind="contact").count()
    shown(client, report)
    assert Act.objects.filter(act="opened", kind="contact").count() == before


def test_kind_and_marking_are_set(cast: Cast, through_the_door: SignIn) -> None:
    report = started(cast.asif, category="")
    send(through_the_door(cast.asif), report, "details", **DETAILS)
    report.refresh_from_db()
    assert (report.category, report.corruption_category) == ("money_favours", "NCC02")


def test_corruption_categories_that_fit_stand_first(cast: Cast, through_the_door: SignIn) -> None:
    page = shown(through_the_door(cast.asif), started(cast.asif, category="sexual_boundary"))
    assert page.index("Sexual misconduct</option>") < page.index("Infiltration</option>")


def test_an_unfinished_form_comes_back_filled(cast: Cast, through_the_door: SignIn) -> None:
    report = started(cast.asif)
    page = send(
        through_the_door(cast.asif), report, "details", **{**DETAILS, "details-corruption_category": ""}
    )
    assert "There is something to put right" in page and "Pick one." in page
    assert MARKER in page


def test_several_subjects_are_named_or_described(cast: Cast, through_the_door: SignIn) -> None:
    report, client = started(cast.asif), through_the_door(cast.asif)
    send(
        client, report, "subjects", **{"subject-name": "Sergeant Pennywhistle-Test", "subject-force": "kent"}
    )
    page = send(
        client, report, "subjects", **{"subject-description": "Tall, with a limp", "subject-role": "staff"}
    )
    for words in ("Sergeant Pennywhistle-Test", "Kent Police", "Tall, with a limp", "Staff member"):
        assert words in page
    assert Subject.objects.count() == 2


def test_a_rank_alone_is_nobody_and_the_form_says_so(cast: Cast, through_the_door: SignIn) -> None:
    page = send(
        through_the_door(cast.asif), started(cast.asif), "subjects", **{"subject-rank": "Sergeant of nothing"}
    )
    assert "Say who the report is about" in page and "Sergeant of nothing" in page
    assert 'href="#subjects"' in page


def test_a_subject_and_an_item_can_be_taken_out(cast: Cast, through_the_door: SignIn) -> None:
    report, client = started(cast.asif), through_the_door(cast.asif)
    subject = actions.add_subject(report, fields={"name": "Somebody"}, by=cast.asif)
    first = actions.grade(report, text="One", grade=Grade(), reason="", by=cast.asif)
    actions.grade(report, text="Two", grade=Grade(), reason="", by=cast.asif)

    send(client, report, f"subjects/{subject.pk}/remove")
    send(client, report, f"items/{first.pk}/remove")
    send(client, report, "items", **ITEM)

    assert not report.subjects.exists()
    assert list(Item.objects.values_list("ordinal", flat=True)) == [2, 3]


def test_another_reports_subject_is_not_found_here(cast: Cast, through_the_door: SignIn) -> None:
    mine, other = started(cast.asif), started(cast.asif)
    subject = actions.add_subject(other, fields={"name": "Somebody"}, by=cast.asif)
    answer = through_the_door(cast.asif).post(f"/desk/report/{mine.reference}/subjects/{subject.pk}/remove")
    assert answer.status_code == 404 and Subject.objects.exists()


def test_an_item_is_2_d_p_unless_a_reason_is_written(cast: Cast, through_the_door: SignIn) -> None:
    report, client = started(cast.asif), through_the_door(cast.asif)
    refused = send(client, report, "items", **{**ITEM, "item-intelligence": "A"})
    assert "Write why this item is not 2-D-P." in refused and "Looks up plates." in refused
    assert not Item.objects.exists()

    send(client, report, "items", **{**ITEM, "item-intelligence": "A", "item-reason": "It was seen."})
    assert str(Item.objects.get()) == "2-A-P"


def test_conditions_go_with_c_and_are_shown_in_words(cast: Cast, through_the_door: SignIn) -> None:
    report, client = started(cast.asif), through_the_door(cast.asif)
    graded = {**ITEM, "item-handling": "C", "item-conditions": ["A1", "S2"], "item-reason": "Few know."}
    page = send(client, report, "items", **graded)
    assert "2-D-C (A1, S2)" in page and "Combine only; Consult before sanitising" in page


def test_saving_the_text_shows_what_a_machine_finds(cast: Cast, through_the_door: SignIn) -> None:
    report, client = started(cast.asif), through_the_door(cast.asif)
    page = send(
        client, report, "sanitised",
        **{"sanitised-text": "My husband saw it at 10:30 pm.", "sanitised-ticked": ["voice"]},
    )  # fmt: skip
    assert "Look again at these words" in page
    assert "<strong>My husband</strong>" in page and "<strong>10:30 pm</strong>" in page
    assert SanitisedReport.objects.get().ticked == ["voice"]


def test_a_clean_text_shows_no_warning(cast: Cast, through_the_door: SignIn) -> None:
    page = send(
        through_the_door(cast.asif), started(cast.asif), "sanitised",
        **{"sanitised-text": "A sergeant looks up plates.", "sanitised-ticked": list(CHECKLIST)},
    )  # fmt: skip
    assert "Look again at these words" not in page and "Saved on" in page


def test_the_force_that_the_reporter_named_is_chosen_beforehand(cast: Cast, through_the_door: SignIn) -> None:
    page = shown(through_the_door(cast.asif), started(cast.asif, force="kent"))
    assert '<option value="kent" selected>Kent Police</option>' in page
    assert "Surrey Police (no key yet: would be held)" in page


def test_every_objection_to_a_decision_stands_in_words(cast: Cast, through_the_door: SignIn) -> None:
    report = started(cast.asif, category="", force=None)
    page = send(
        through_the_door(cast.asif), report, "decision",
        **{"decision-kind": "refer", "decision-words": "Words that were typed"},
    )  # fmt: skip
    for words in (
        "Choose at least one force",
        "Write the sanitised report first",
        "Choose a category and a corruption category",
        "Grade at least one item",
        "Words that were typed",
    ):
        assert words in page
    assert not Decision.objects.exists()


def test_a_text_without_its_checklist_is_not_referred(cast: Cast, through_the_door: SignIn) -> None:
    report = written(cast.asif)
    deciding.write_sanitised(report, text="A text.", ticked=["voice"], by=cast.asif, on=DAY)
    page = send(
        through_the_door(cast.asif),
        report,
        "decision",
        **{"decision-kind": "refer", "decision-force": "kent"},
    )
    assert "Go through the whole checklist." in page and not Decision.objects.exists()


def test_a_report_is_referred_to_several_forces_each_once(cast: Cast, through_the_door: SignIn) -> None:
    page = send(
        through_the_door(cast.asif), written(cast.asif), "decision",
        **{"decision-kind": "refer", "decision-force": "kent", "decision-more": ["kent", "metropolitan"]},
    )  # fmt: skip
    assert set(Decision.objects.get().destinations.values_list("force", flat=True)) == {
        "kent",
        "metropolitan",
    }
    assert "A second person checks it now." in page and "Waits to be checked" in page


def test_keeping_needs_a_reason_and_leaves_the_force_out(cast: Cast, through_the_door: SignIn) -> None:
    report, client = described(cast.asif), through_the_door(cast.asif)
    told = {"decision-kind": "keep", "decision-force": "metropolitan"}
    assert "Give a reason from the list." in send(client, report, "decision", **told)
    send(client, report, "decision", **told, **{"decision-reason": "duplicate"})
    assert not Decision.objects.get().destinations.exists()


@pytest.mark.parametrize(("consent", "offered"), [(True, True), (False, False)])
def test_contact_details_are_passed_on_with_consent_only(
    cast: Cast, through_the_door: SignIn, consent: bool, offered: bool
) -> None:
    report = written(cast.asif, contact_details="07700 900461", consent=consent)
    client = through_the_door(cast.asif)
    page = shown(client, report)
    assert ("Send the contact details along" in page) == offered and "900461" not in page
    told = {"decision-kind": "refer", "decision-force": "kent", "decision-pass_details": "on"}
    send(client, report, "decision", **told)
    assert Decision.objects.get().pass_details == offered


def test_what_stands_decided_is_locked(cast: Cast, through_the_door: SignIn) -> None:
    report, client = written(cast.asif), through_the_door(cast.asif)
    deciding.decide(report, kind="refer", forces=[cast.kent], words="Strong.", by=cast.asif, on=DAY)
    page = shown(client, report)
    assert "<textarea" not in page and "Take out" not in page and "Strong." in page
    for part, told in (("details", DETAILS), ("items", ITEM), ("subjects", {"subject-name": "Late"})):
        assert "it can no longer be changed" in send(client, report, part, **told)
    assert report.items.count() == 1 and not report.subjects.exists()


def test_what_the_second_person_wrote_stands_on_top(cast: Cast, through_the_door: SignIn) -> None:
    report = written(cast.asif)
    decision = deciding.decide(report, kind="refer", forces=[cast.kent], by=cast.asif, on=DAY)
    deciding.set_decision_aside(decision, words="Make the place more general.", by=cast.rhona, on=DAY)
    page = shown(through_the_door(cast.asif), report)
    assert "Sent back by Rhona" in page and "Make the place more general." in page
    assert "<textarea" in page


def test_the_lists_follow_a_report_on_its_way(cast: Cast, through_the_door: SignIn) -> None:
    report, other = written(cast.asif), started(cast.amara)
    client = through_the_door(cast.asif)

    def listed() -> set[str]:
        every = ("mine", "sent-back", "undecided", "decided", "all")
        pages = {show: client.get(f"/desk/reports?show={show}").content.decode() for show in every}
        assert MARKER not in "".join(pages.values())
        assert other.reference in pages["undecided"] and other.reference not in pages["mine"]
        return {show for show, page in pages.items() if report.reference in page}

    assert listed() == {"mine", "undecided", "all"}
    decision = deciding.decide(report, kind="refer", forces=[cast.kent], by=cast.asif, on=DAY)
    assert listed() == {"decided", "all"}
    deciding.set_decision_aside(decision, words="Again.", by=cast.rhona, on=DAY)
    assert listed() == {"mine", "sent-back", "undecided", "all"}


def test_more_reports_take_no_more_questions_to_the_database(
    cast: Cast, through_the_door: SignIn, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for _ in range(6):
        report = written(cast.asif)
        deciding.decide(report, kind="refer", forces=[cast.kent, cast.metropolitan], by=cast.asif, on=DAY)
    client = through_the_door(cast.asif)
    client.get("/desk/reports?show=all")
    with django_assert_max_num_queries(16):
        client.get("/desk/reports?show=all")


def test_an_unknown_reference_is_not_found_and_a_small_letter_is_forgiven(
    cast: Cast, through_the_door: SignIn
) -> None:
    report, client = started(cast.asif), through_the_door(cast.asif)
    assert client.get("/desk/report/AAA-AAAA").status_code == 404
    assert client.get(f"/desk/report/{report.reference.lower()}").status_code == 200


def test_no_told_word_is_in_an_address_a_title_a_message_or_a_log(
    cast: Cast, through_the_door: SignIn, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    one, client = contact(), through_the_door(cast.asif)
    visited = [client.post(f"/desk/contact/{one.pk}/take-up"), client.post(f"/desk/contact/{one.pk}/report")]
    report = Report.objects.get()
    at = f"/desk/report/{report.reference}"
    subject = {"subject-name": MARKER}
    for part, told in (("details", DETAILS), ("subjects", subject), ("items", {**ITEM, "item-text": MARKER})):
        visited.append(client.post(f"{at}/{part}", told))
    visited.append(client.post(f"{at}/sanitised", {"sanitised-text": MARKER}))
    pages = [client.get(address) for address in (at, f"/desk/contact/{one.pk}?open=1", "/desk/reports")]

    assert all(answer.status_code == 302 and MARKER not in answer["Location"] for answer in visited)
    for page in pages:
        html = page.content.decode()
        assert MARKER not in html[html.index("<title>") : html.index("</title>")]
        assert all(MARKER not in str(message) for message in page.context["messages"])
    assert MARKER in pages[0].content.decode()
    assert MARKER not in caplog.text

"""One report through every room's actions, without a page."""

from candour.assessment import actions as assessment
from candour.assessment import deciding, letters
from candour.assessment.models import ContactsToAssess
from candour.assessment.rules import CHECKLIST, Grade
from candour.intake.actions import IncomingContact, receive_contact
from candour.ledger.models import Entry
from candour.mailbox import actions as mailbox
from candour.outcome.actions import Stated, record_outcome
from candour.referral import actions as referral
from candour.referral import questions, replies
from candour.referral.second_person import mark_of_answer
from tests.conftest import DAY, Cast

TOLD = IncomingContact(
    account={"who": "Sergeant Brackenthwaite-Test", "what": "Took money for looking up number plates"},
    channel="web_form",
    category="money_favours",
    force="metropolitan",
)


def test_a_report_goes_all_the_way(cast: Cast) -> None:
    received = receive_contact(TOLD, on=DAY)
    contact = ContactsToAssess.all().get()

    assessment.take_up(contact, by=cast.asif, on=DAY)
    assert assessment.open_account(contact, by=cast.asif, keys=cast.ring(cast.asif))["who"].startswith(
        "Sergeant"
    )
    report = assessment.start_report(contact, by=cast.asif, on=DAY)
    assessment.describe(
        report,
        category="money_favours",
        corruption_category="NCC02",
        marking="OFFICIAL-SENSITIVE",
        by=cast.asif,
    )
    assessment.add_subject(report, fields={"name": "Sergeant Brackenthwaite-Test"}, by=cast.asif)
    assessment.grade(report, text="Looked up plates for money", grade=Grade(), reason="", by=cast.asif)
    deciding.write_sanitised(
        report, text="A sergeant looks up plates.", ticked=CHECKLIST, by=cast.asif, on=DAY
    )
    decision = deciding.decide(report, kind="refer", forces=[cast.metropolitan], by=cast.asif, on=DAY)
    (sent,) = referral.approve(decision, by=cast.rhona, keys=cast.ring(cast.rhona), on=DAY)

    assert (
        replies.open_referral(sent, by=cast.mo, keys=cast.ring(cast.mo)).text == "A sergeant looks up plates."
    )
    replies.acknowledge(sent, by=cast.mo, on=DAY)
    question = questions.ask(sent, text="Which station?", by=cast.mo, on=DAY)
    questions.release(question, contact=contact, text="Which station was it?", by=cast.asif, on=DAY)
    box = mailbox.open_by_words(received.receipt)
    assert "Which station was it?" in [letter.text for letter in mailbox.read_letters(box)]
    mailbox.receive_letter(box.mailbox, receipt=received.receipt, text="The old one", on=DAY)
    read = letters.open_letters(contact, by=cast.asif, keys=cast.ring(cast.asif))
    assert read[-1].text == "The old one"
    answer = questions.write_answer(question, text="The old one.", by=cast.asif, on=DAY)
    questions.approve_answer(
        answer, seen=mark_of_answer(answer), by=cast.rhona, keys=cast.ring(cast.rhona), on=DAY
    )
    assert questions.open_answer(answer, by=cast.mo, keys=cast.ring(cast.mo)) == "The old one."
    record_outcome(
        sent,
        Stated("investigation_opened", DAY, reference="INV/26/00017", tell_reporter=True, kind="both"),
        by=cast.mo,
        on=DAY,
    )

    events = set(Entry.objects.values_list("event", flat=True))
    assert {"contact.received", "report.assessed", "referral.sent", "outcome.recorded"} <= events
    assert mailbox.read_letters(box)[-1].stage == "The force is acting"

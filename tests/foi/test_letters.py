import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.test import override_settings

from candour.figures.releasing import register
from candour.figures.showing import cache
from candour.foi.clock.request_clock import clock_of
from candour.foi.deciding import citing
from candour.foi.deciding.actions import decide
from candour.foi.deciding.rules import ACTIVITIES
from candour.foi.letters import answering
from candour.foi.letters.composing import compose, duty_of
from candour.foi.letters.drafting import addressed_pdf, draft
from candour.foi.letters.letter_values import response_values
from candour.foi.models import InformationRequest
from candour.foi.requests import actions
from candour.foi.requests.receiving import Asker
from candour.foi.rules import Channel, Footing, Law, QuestionOutcome
from candour.forces.models import Force
from tests.figures import releases as given_releases

from .conftest import ASKER, DAY, FINN, SECOND, make_open, make_request
from .test_letters_parts import words_of

pytestmark = pytest.mark.django_db


def response(request: InformationRequest) -> str:
    """The words of the answer as they would be sent."""
    return compose("response", request, **response_values(request, DAY)).body


def refused(footing: Footing, law: Law = Law.FOIA) -> str:
    request = make_request("How many?")
    force = Force.objects.get(pk="kent") if footing == Footing.BEHALF else None
    actions.open_request(request, by=FINN, footing=footing, law=law, force=force, on=DAY)
    code = {Law.FOIA: "31(1)(a)", Law.FOISA: "35(1)(a)", Law.EIR: "12(5)(b)"}[law]
    decide(
        request.questions.get(),
        outcome=QuestionOutcome.EXEMPT,
        sections=[code],
        why="It would tip people off.",
        public_interest="Openness weighs less than the harm.",
        by=FINN,
    )
    return response(request)


def test_a_refusal_says_everything_that_the_act_asks_for() -> None:
    body = refused(Footing.OWN)
    for words in (
        "Section 31(1)(a) of the Freedom of Information Act 2000",
        "preventing or detecting crime",
        "It would tip people off.",
        "Openness weighs less than the harm.",
        "We hold this information.",
        "refuse",
        "section 17",
        "look again by 7 September 2026",
        "40 working days",
        "section 50",
        "https://ico.org.uk/foicomplaints",
        "0303 123 1113",
    ):
        assert words in body, words


def test_a_voluntary_answer_promises_no_right_to_complain() -> None:
    body = refused(Footing.VOLUNTARY)
    assert "does not bind us" in body and "we can promise you no right to complain" in body
    assert "ask that force for it: the law binds it" in body
    assert "ico.org.uk" not in body and "0303 123 1113" not in body and "have the right" not in body
    assert "look again by" in body


def test_an_answer_for_a_force_names_it_and_why() -> None:
    assert "We answer for Kent Police" in refused(Footing.BEHALF)
    assert "3(2)(b)" in refused(Footing.BEHALF)


def test_scottish_and_environmental_answers_keep_to_their_own_law() -> None:
    scottish = refused(Footing.OWN, Law.FOISA)
    assert "Scottish Information Commissioner" in scottish and "foi.scot" in scottish
    assert "2000" not in scottish and "ico.org.uk" not in scottish
    environmental = refused(Footing.OWN, Law.EIR)
    assert "Regulation 12(5)(b) of the Environmental Information Regulations 2004" in environmental
    assert "regulation 14" in environmental


def test_neither_confirming_nor_denying_says_neither() -> None:
    request = make_open("Is there a report about an invented person?", footing=Footing.OWN)
    decide(
        request.questions.get(),
        outcome=QuestionOutcome.NCND,
        sections=["40(2)"],
        why="Either tells.",
        by=FINN,
    )
    body = response(request)
    assert "neither confirm nor deny that we hold this (section 40(5B))" in body
    assert "We hold this information" not in body and "We do not hold" not in body


def test_a_cost_refusal_shows_its_sum_and_names_the_regulations() -> None:
    request = make_open(footing=Footing.OWN)
    decide(
        request.questions.get(),
        outcome=QuestionOutcome.S12_COST,
        by=FINN,
        advice="Ask for a year.",
        estimate=[(ACTIVITIES[1], 10.0), (ACTIVITIES[3], 15.0)],
    )
    body = response(request)
    for words in (
        "Together 25 hours, which is £625 at £25",
        "£450, or 18 hours",
        "Appropriate Limit and Fees",
    ):
        assert words in body


def test_not_held_names_the_holder_or_says_that_nobody_is_known() -> None:
    request = make_open("a", "b")
    first, second = request.questions.all()
    decide(
        first,
        outcome=QuestionOutcome.HELD_ELSEWHERE,
        holder="Invented Police",
        holder_address="x@y.example",
        by=FINN,
    )
    decide(second, outcome=QuestionOutcome.NOT_HELD, why="Both lists were searched.", by=FINN)
    body = response(request)
    assert "Who holds it: Invented Police, x@y.example." in body
    assert body.count("We do not know who holds it.") == 1
    assert "Not held: both questions" in body


@pytest.fixture
def one_release() -> Iterator[None]:
    cache.forget()
    register.document_of.cache_clear()
    given_releases.a_year()
    given_releases.published()
    with time_machine.travel(dt.datetime(2026, 7, 9, 12, tzinfo=dt.UTC), tick=False):
        yield
    cache.forget()
    register.document_of.cache_clear()


def test_the_number_in_a_letter_is_the_one_in_the_release(one_release: None) -> None:
    key = citing.answering_number("M01", given_releases.QUARTER.since, given_releases.QUARTER.until)
    assert key
    request = make_open()
    decide(request.questions.get(), outcome=QuestionOutcome.DISCLOSED_FULL, citations=[key], by=FINN)
    cited, body = citing.cite(*key), response(request)
    assert cited.sentence in body and cited.url in body and "as at 20 March 2025" in body
    assert "Measure M01" in body


def test_a_letter_names_its_asker_only_on_their_own_paper() -> None:
    request = make_open("Who pays?")
    request.requester.post = "1 Invented Road\nNowhere"
    request.requester.save()
    letter = draft(request, "clarification", by=FINN, on=DAY, ask="Which year?", lapses_on="")
    assert ASKER.name not in letter.body + words_of(bytes(letter.pdf or b""))
    printed = words_of(addressed_pdf(letter))
    assert "Testa Asker 1 Invented Road Nowhere" in printed and "Dear Testa Asker," in printed


INJECTED = '#import "x" ] $ \\ {% load x %} {{ request.requester.name }} <b>&amp;'


def test_what_people_write_is_printed_as_they_wrote_it() -> None:
    request = make_open(f"{INJECTED}\nDecision\n--------\n- one")
    letter = draft(request, "clarification", by=FINN, on=DAY, ask=INJECTED, lapses_on="")
    printed = words_of(bytes(letter.pdf or b""))
    assert printed.count(INJECTED) == 2 and letter.body.count(INJECTED) == 2
    assert ASKER.name not in printed


@pytest.mark.parametrize("footing", list(Footing))
def test_regulations_are_many_and_an_act_is_one(footing: Footing) -> None:
    for law, wrong in (
        (Law.EIR, ("2004 does", "2004 binds", "2004 asks", "2004 was", "2004 says")),
        (Law.FOIA, ("2000 do ", "2000 bind ", "2000 ask ", "2000 were")),
    ):
        duty = duty_of(InformationRequest(law=law, footing=footing))
        words = " ".join([duty.standing, *duty.rights, *duty.rights_now])
        assert not [one for one in wrong if one in words]


def test_a_review_says_what_comes_next_and_not_what_comes_after_it() -> None:
    duty = duty_of(InformationRequest(law=Law.FOIA, footing=Footing.OWN))
    assert "after that" in duty.rights[0] and "after that" not in duty.rights_now[0]


def test_over_the_limit_says_whether_it_is_held_unless_finding_out_is_over_it_too() -> None:
    request = make_open("How many?", footing=Footing.OWN)
    for place, words in ((0, "section 12(2)"), (1, "We hold information of this kind.")):
        decide(
            request.questions.get(),
            outcome=QuestionOutcome.S12_COST,
            estimate=[(ACTIVITIES[place], 30.0)],
            why="Six minutes each.",
            advice="Ask for one month.",
            by=FINN,
        )
        assert words in response(request)


def test_what_is_not_held_has_its_notice_where_the_law_has_one() -> None:
    for law, words in (
        (Law.FOISA, "(section 17(1))"),
        (Law.EIR, "(regulation 12(4)(a))"),
        (Law.FOIA, "this information."),
    ):
        request = make_request("How many?")
        actions.open_request(request, by=FINN, footing=Footing.OWN, law=law, on=DAY)
        decide(
            request.questions.get(), outcome=QuestionOutcome.NOT_HELD, why="The list was searched.", by=FINN
        )
        assert words in response(request)
        assert ("regulation 14" in response(request)) == (law == Law.EIR)


def test_more_time_says_what_the_act_asks_for_and_promises_no_review_before_an_answer() -> None:
    request = make_open(footing=Footing.OWN)
    reason = "Section 31(1)(a): we weigh the harm to an investigation."
    letter = answering.extend(request, until=dt.date(2026, 8, 20), reason=reason, by=FINN, on=DAY)
    assert "We have not decided yet" in letter.body and "have decided by 20 August 2026" in letter.body
    assert "guidance is to take no more time" in letter.body and "Act 2000 allows" not in letter.body
    assert "look again by" not in letter.body and "0303 123 1113" in letter.body


def test_a_letter_bears_the_day_on_which_it_goes() -> None:
    request = make_open("How many?", footing=Footing.OWN)
    decide(
        request.questions.get(),
        outcome=QuestionOutcome.EXEMPT,
        sections=["31(1)(a)"],
        why="It tips people off.",
        public_interest="The harm is greater.",
        by=FINN,
    )
    letter = answering.draft_response(request, by=FINN, on=dt.date(2026, 7, 22))
    assert "by 18 September 2026" in letter.body
    answering.approve_letter(letter, by=SECOND)
    sent = answering.send_letter(letter, by=FINN, on=dt.date(2026, 7, 30))
    sent.refresh_from_db()
    last = clock_of(request, dt.date(2026, 7, 30)).review_until
    assert last == dt.date(2026, 9, 28)
    assert "look again by 28 September 2026" in sent.body and "18 September" not in sent.body
    printed = words_of(bytes(sent.pdf or b""))
    assert "30 July 2026" in printed and "28 September 2026" in printed and "22 July" not in printed


@pytest.mark.parametrize("footing", list(Footing))
def test_every_law_has_words_for_every_footing(footing: Footing) -> None:
    for law in Law:
        request = InformationRequest(law=law, footing=footing)
        assert duty_of(request).standing and duty_of(request).rights and duty_of(request).notice


@pytest.mark.parametrize(
    ("way", "channel", "address", "goes_to_the_code"),
    [
        ("code", Channel.WEB, "foi@line.example", True),
        ("code", Channel.WEB, "", True),
        ("email", Channel.WEB, "foi@line.example", False),
        ("post", Channel.WEB, "", True),
        ("post", Channel.POST, "", False),
    ],
)
def test_whoever_has_nothing_but_a_code_is_told_where_to_write_with_it(
    settings, way: str, channel: Channel, address: str, goes_to_the_code: bool
) -> None:
    settings.FOI_ADDRESS, settings.OPERATOR_CONTACT, settings.PUBLIC_ORIGIN = (
        address,
        "",
        "https://line.example",
    )
    request = make_request("How many?", channel=channel, asker=Asker(name="Testa Asker", answer_to=way))
    actions.open_request(request, by=FINN, footing=Footing.VOLUNTARY, on=DAY)
    decide(request.questions.get(), outcome=QuestionOutcome.NOT_HELD, why="We searched.", by=FINN)
    said = "https://line.example/foi/follow with your code"

    bodies = [response(request), compose("clarification", request, ask="Which?").body]
    assert [said in " ".join(body.split()) for body in bodies] == [goes_to_the_code] * 2
    assert all(("Write to " in body) is not goes_to_the_code for body in bodies)
    assert "with your code" not in compose("handing", request).body


@override_settings(PUBLIC_ORIGIN="https://line.example")
def test_a_path_of_ours_is_a_whole_address_in_a_letter() -> None:
    request = make_open("Where are your figures?")
    decide(request.questions.get(), outcome=QuestionOutcome.S21_ACCESSIBLE, url="/figures", by=FINN, on=DAY)

    assert "Where it is published: https://line.example/figures" in response(request)

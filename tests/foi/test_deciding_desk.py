"""Deciding and writing through the desk's door: Finn decides and drafts, Rhona approves."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from candour.foi.deciding.actions import decide
from candour.foi.files.actions import add_file, clean_file, remove_file
from candour.foi.models import QuestionDecision, RequestLetter
from candour.foi.requests.objection import Objection
from candour.foi.requests.steps import stage_of
from candour.foi.rules import Footing, Law, QuestionOutcome, Stage
from candour.staff.models import Member
from tests.conftest import Cast

from .conftest import make_open, make_request

pytestmark = pytest.mark.django_db
Door = Callable[[Member], Client]


@pytest.fixture
def finn(cast: Cast, through_the_door: Door) -> Client:
    return through_the_door(cast.finn)


@pytest.fixture
def rhona(cast: Cast, through_the_door: Door) -> Client:
    return through_the_door(cast.rhona)


def words(answer: Any) -> str:
    return str(answer.content.decode())


def test_first_the_outcome_and_then_only_its_fields(finn: Client) -> None:
    page = f"/desk/foi/question/{make_open('How many?').questions.get().pk}"
    first = words(finn.get(page))
    assert first.count('type="radio"') == len(QuestionOutcome) and "How many?" in first
    cost = words(finn.get(page, {"outcome": "s12_cost"}))
    assert 'name="hours_3"' in cost and 'name="holder"' not in cost
    assert 'type="radio"' in words(finn.get(page, {"outcome": "nonsense"}))


@pytest.mark.parametrize("law", Law)
@pytest.mark.parametrize("outcome", QuestionOutcome)
def test_every_outcome_has_a_form_and_refuses_an_empty_one(
    finn: Client, law: Law, outcome: QuestionOutcome
) -> None:
    request = make_open("How many?")
    request.law = law
    request.save()
    page = f"/desk/foi/question/{request.questions.get().pk}?outcome={outcome}"
    assert finn.get(page).status_code == 200
    empty = finn.post(page, {})
    assert empty.status_code == 422 and "There is something to put right" in words(empty)
    assert not QuestionDecision.objects.exists()


def test_a_refusal_that_lacks_its_balance_comes_back_filled(finn: Client) -> None:
    page = f"/desk/foi/question/{make_open().questions.get().pk}?outcome=exempt"
    given = {"sections": ["31(1)(a)"], "why": "It would tip <people> off.", "keep": ["Kept words."]}
    refused = finn.post(page, given)
    assert refused.status_code == 422
    body = words(refused)
    assert "how the public interest was weighed" in body and "It would tip &lt;people&gt; off." in body
    assert 'value="31(1)(a)" checked' in body and 'value="Kept words." checked' in body

    assert finn.post(page, given | {"public_interest": "Weighed."}).status_code == 302
    made = QuestionDecision.objects.get()
    assert (made.sections, made.advice) == (["31(1)(a)"], "Kept words.")


def test_a_holder_that_is_a_force_is_given_its_address(finn: Client) -> None:
    page = f"/desk/foi/question/{make_open().questions.get().pk}?outcome=held_elsewhere"
    assert finn.post(page, {"holder": "kent police"}).status_code == 302
    assert QuestionDecision.objects.get().holder_address.startswith("https://www.kent.police.uk")


def test_an_objection_stands_at_its_box_however_it_is_worded(
    finn: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    objected = [
        Objection("why", "Say the day and the section of the estimate."),
        Objection("sections", "Say why."),
        Objection("holder", "This outcome has no such box."),
        Objection("", "And something about the whole."),
    ]
    monkeypatch.setattr("candour.foi.deciding.actions.objections", lambda *_, **__: objected)

    page = f"/desk/foi/question/{make_open().questions.get().pk}?outcome=exempt"
    errors = finn.post(page, {"why": "x"}).context["form"].errors
    assert errors == {
        "why": ["Say the day and the section of the estimate."],
        "sections": ["Say why."],
        "__all__": ["This outcome has no such box.", "And something about the whole."],
    }


def test_hours_are_added_up_against_the_limit(finn: Client) -> None:
    page = f"/desk/foi/question/{make_open().questions.get().pk}?outcome=s12_cost"
    assert "The estimate is 18 hours" in words(finn.post(page, {"hours_0": "8", "hours_1": "10"}))
    narrower = {"hours_0": "8.5", "hours_1": "10", "advice": "Ask for one year."}
    assert finn.post(page, narrower).status_code == 302


def test_a_number_that_is_not_published_is_refused_at_its_box(finn: Client) -> None:
    page = f"/desk/foi/question/{make_open().questions.get().pk}?outcome=disclosed_full"
    for typed in ("5.1-37", "https://example.org/figures/number/9.9-1", "about forty"):
        assert finn.post(page, {"another": typed, "answer": "x"}).status_code == 422


def test_one_decides_and_drafts_another_reads_and_approves(finn: Client, rhona: Client) -> None:
    request = make_open("Who?", footing=Footing.OWN)
    finn.post(
        f"/desk/foi/question/{request.questions.get().pk}?outcome=exempt",
        {"sections": ["40(2)"], "why": "Few people."},
    )
    drafted = finn.post(f"/desk/foi/{request.pk}/letter/response")
    letter = RequestLetter.objects.get()
    page = f"/desk/foi/letter/{letter.pk}"
    assert drafted.status_code == 302 and drafted["Location"] == page
    assert "Needs another person" in words(finn.get(page))
    assert finn.post(page, {"act": "approve"}).status_code == 422
    assert finn.post(page, {"act": "send"}).status_code == 422
    assert "Few people." in words(rhona.get(page))

    assert finn.get(f"{page}/pdf").content.startswith(b"%PDF")
    assert rhona.post(page, {"act": "approve"}).status_code == 302
    assert finn.post(page, {"act": "send"}).status_code == 302
    assert stage_of(request) == Stage.RESPONDED and "Sent " in words(finn.get(page))


def test_why_a_letter_was_sent_back_stands_where_it_is_drafted_again(finn: Client, rhona: Client) -> None:
    request = make_open("Who?")
    finn.post(
        f"/desk/foi/question/{request.questions.get().pk}?outcome=exempt",
        {"sections": ["40(2)"], "why": "Few people."},
    )
    finn.post(f"/desk/foi/{request.pk}/letter/response")
    page = f"/desk/foi/letter/{RequestLetter.objects.get().pk}"
    assert "has to change" in words(rhona.post(page, {"act": "send_back", "why": ""}))
    answer = rhona.post(page, {"act": "send_back", "why": "Say more."})
    assert answer["Location"] == page
    for address in (page, f"/desk/foi/{request.pk}", f"/desk/foi/{request.pk}/letter/response"):
        assert "Say more." in words(finn.get(address))
    assert finn.post(page, {"act": "send"}).status_code == 422

    finn.post(f"/desk/foi/{request.pk}/letter/response")
    assert "Say more." not in words(finn.get(f"/desk/foi/{request.pk}/letter/response"))


def test_a_second_person_finds_every_file_beside_the_letter(finn: Client, rhona: Client, cast: Cast) -> None:
    request = make_open("Who?")
    decide(
        request.questions.get(),
        outcome=QuestionOutcome.EXEMPT,
        sections=["40(2)"],
        why="Few.",
        by=cast.finn.pk,
    )
    first = add_file(request, name="rota.txt", content=b"Mornings.", by=cast.finn.pk)
    file = clean_file(first, by=cast.finn.pk)
    finn.post(f"/desk/foi/{request.pk}/letter/response")
    page = f"/desk/foi/letter/{RequestLetter.objects.get().pk}"
    seen = words(rhona.get(page))
    assert f'href="/desk/foi/file/{file.pk}"' in seen and "Open every file" in seen
    assert "With this letter" in seen and "<li>rota (cleaned).pdf</li>" in seen

    assert "Approve it" in seen
    stopped = add_file(request, name="numbers.txt", content=b"Ring 020 7946 0123.", by=cast.finn.pk)
    finn.post(f"/desk/foi/{request.pk}/letter/response")
    page = f"/desk/foi/letter/{RequestLetter.objects.get().pk}"
    seen = words(rhona.get(page))
    assert "numbers.txt may not go out yet" in seen and "Approve it" not in seen
    remove_file(stopped, by=cast.finn.pk)
    finn.post(f"/desk/foi/{request.pk}/letter/response")
    page = f"/desk/foi/letter/{RequestLetter.objects.get().pk}"

    rhona.post(page, {"act": "approve"})
    listed = words(finn.get("/desk/foi"))
    assert "No answer waits." in listed and "Approved, to be sent" in words(
        finn.get(f"/desk/foi/{request.pk}")
    )
    add_file(request, name="late.txt", content=b"Evenings.", by=cast.finn.pk)
    assert finn.post(page, {"act": "send"}).status_code == 422
    seen = words(finn.get(page))
    assert "Draft it again" in seen and "Send it<" not in seen
    assert "The answer has to be drafted again" in words(finn.get(f"/desk/foi/{request.pk}"))


KINDS = (
    "acknowledgement",
    "clarification",
    "clarified",
    "lapsed",
    "extension",
    "search_order",
    "handed_on",
    "response",
    "received_review",
    "review",
    "correction",
    "commissioner",
    "notice",
)


@pytest.mark.parametrize("kind", KINDS)
def test_every_letter_has_a_page_and_none_is_written_out_of_turn(finn: Client, kind: str) -> None:
    request = make_request("Who?")
    page = f"/desk/foi/{request.pk}/letter/{kind}"
    assert finn.get(page).status_code == 200
    given = {
        "ask": "x",
        "note": "x",
        "reason": "x",
        "to_address": "a@example.org",
        "to_name": "x",
        "reasons": "x",
        "found": "upheld",
        **{
            f"{name}_{part}": value
            for name in ("on", "until", "answer_by")
            for part, value in (("day", "9"), ("month", "12"), ("year", "2026"))
        },
    }
    refused = finn.post(page, given)
    assert refused.status_code == 422 and "There is something to put right" in words(refused)
    assert not RequestLetter.objects.exists()


def test_an_acknowledgement_is_read_before_it_goes(finn: Client) -> None:
    request = make_open("Who pays?", on=dt.date(2026, 7, 8))
    page = words(finn.get(f"/desk/foi/{request.pk}/letter/acknowledgement"))
    assert "7 August 2026" in page and page.count("Who pays?") == 2 and not RequestLetter.objects.exists()
    assert finn.post(f"/desk/foi/{request.pk}/letter/acknowledgement").status_code == 302
    assert RequestLetter.objects.get().sent_on is not None


def test_a_letter_of_no_known_kind_is_not_found(finn: Client) -> None:
    assert finn.get(f"/desk/foi/{make_open().pk}/letter/nonsense").status_code == 404


def test_only_information_officers_and_supervisors_come_in(cast: Cast, through_the_door: Door) -> None:
    request = make_open()
    for member in (cast.asif, cast.ada, cast.olu):
        client = through_the_door(member)
        for page in (f"question/{request.questions.get().pk}", f"{request.pk}/letter/response"):
            assert client.get(f"/desk/foi/{page}").status_code == 403

"""Threads and pages of other shapes: who speaks is told right or nothing is brought in. All are invented."""

import json

import pytest
from django.core.exceptions import ValidationError

from candour.foi.rules import QuestionOutcome
from candour.publication.bringing.reading import read

ASKER, BODY = "Testa Asker", "Anytown Constabulary"
MADE = f"{ASKER} made this Freedom of Information request to {BODY}"
LETTER = (
    "Dear Ms Asker,\n\nWe refuse your request. It would cost too much.\n\nYours sincerely\n\nOlga Invented"
)


def thread(greeting: str, *above: str, heading: str = BODY, answer: str = LETTER) -> bytes:
    top = "\n\n".join(["Lost bicycles", *above])
    asked = f"{greeting}\n\n1. How many were lost?\n\n2. How many were found?\n\nYours faithfully,\n\n{ASKER}"
    return f"{top}\n\n{asked}\n\n{heading}\n\n{answer}\n".encode()


def speakers(content: bytes) -> list[tuple[str, str]]:
    (brought,) = read(content)
    return [(said.writer, said.name) for said in brought.said[:2]]


GREETINGS = [
    "Dear Sir or Madam,",
    "Dear Sirs,",
    "Dear FOI team,",
    "Dear Freedom of Information Officer,",
    "Dear Sir/Madam",
    "Dear Information Governance,",
    "Dear Disclosure team,",
]


@pytest.mark.parametrize("greeting", GREETINGS)
def test_whoever_greets_nobody_by_name_is_told_from_the_body_all_the_same(greeting: str) -> None:
    content = thread(greeting, MADE, f"The request was refused by {BODY}.")
    (brought,) = read(content)

    assert speakers(content) == [("asker", ASKER), ("force", BODY)]
    assert (brought.title, brought.body) == ("Lost bicycles", BODY)
    assert "We refuse" not in brought.said[0].text


@pytest.mark.parametrize(
    "status", [f"The request was refused by {BODY}.", f"{BODY} did not have the information requested."]
)
def test_the_outcome_s_line_names_the_body_where_nothing_else_does(status: str) -> None:
    assert speakers(thread("Dear Sirs,", status)) == [("asker", ASKER), ("force", BODY)]


@pytest.mark.parametrize(
    ("greeting", "heading"),
    [
        ("Dear Sir or Madam,", BODY),
        ("Dear FOI team,", BODY),
        (f"Dear {BODY},", "Another Constabulary"),
        (f"Dear {BODY},", "From the desk"),
        ("Dear Sirs,", "The answer"),
    ],
)
def test_where_nobody_can_tell_who_speaks_nothing_is_brought_in(greeting: str, heading: str) -> None:
    with pytest.raises(ValidationError, match="who says what"):
        read(thread(greeting, "The request was successful.", heading=heading))


@pytest.mark.parametrize(
    "answer",
    [
        "Dear Ms Asker,\n\nTwelve officers work out of office hours.\n\nYours sincerely\n\nOlga Invented",
        "Dear Ms Asker,\n\nYou will receive a response to the rest soon.\n\nKind regards,\n\nOlga Invented",
        "Thank you for your letter. You will receive a\nresponse soon.\n\nRegards,\n\nO Invented",
        "We answer nobody out of office hours: none.",
        "Your calls are taken by an automatic system. We hold 12.",
        "Dear Ms Asker,\n\nAutomatic replies are not counted; we sent 40.\n\nYours truly,\n\nO Invented",
    ],
)
def test_what_a_person_wrote_is_no_machine_s(answer: str) -> None:
    (brought,) = read(thread(f"Dear {BODY},", "The request was successful.", answer=answer))

    assert not brought.said[1].is_auto_reply


@pytest.mark.parametrize(
    "answer",
    [
        "Thank you for your email. You will receive a response in due course.",
        "This is an automated response. Nobody reads this mailbox.",
        "I am currently out of the office until Monday.",
    ],
)
def test_what_a_program_wrote_is_marked_as_such(answer: str) -> None:
    (brought,) = read(thread(f"Dear {BODY},", "The request was successful.", answer=answer))

    assert brought.said[1].is_auto_reply


def test_the_outcome_is_kept_below_a_line_that_says_it_is_closed() -> None:
    closed = (
        "This request has been closed to new correspondence. Contact us if you think it should be reopened."
    )
    (brought,) = read(thread(f"Dear {BODY},", closed, f"{BODY} did not have the information requested."))

    assert brought.said[-1].text == f"{BODY} did not have the information requested."


def page(*asked: str, answers: str) -> bytes:
    top = "Freedom of information request reference no: 01.FOI.24.099999"
    seeks = "I note you seek access to the following information:"
    return "\n".join([top, seeks, *asked, "I have today decided to disclose some of it.", answers]).encode()


LED_TO = {
    "a lead-in": ("For 2023 please tell me:", "1. How many were dismissed?", "2. How many resigned?"),
    "two lead-ins": (
        "I write for a club.",
        "Tell me for 2023:",
        "1. How many were dismissed?",
        "2. How many resigned?",
    ),
    "bullets below a lead-in": ("For 2023, tell me:", "• How many were dismissed?", "• How many resigned?"),
    "dashes": ("In 2023:", "- How many were dismissed?", "- How many resigned?"),
    "without numbers": ("For 2023 please tell me:", "How many were dismissed?", "How many resigned?"),
    "Q and a number": ("For 2023 please tell me:", "Q1: How many were dismissed?", "Q2: How many resigned?"),
}


@pytest.mark.parametrize("asked", LED_TO.values(), ids=LED_TO)
def test_what_leads_to_questions_is_none(asked: tuple[str, ...]) -> None:
    (brought,) = read(
        page(*asked, answers=f"{asked[-2]}\n12\n{asked[-1]}\nThis is exempt under section 40(2) of the Act.")
    )

    assert brought.questions == ("How many were dismissed?", "How many resigned?")
    assert [decision.outcome for decision in brought.judged.values()] == [
        QuestionOutcome.DISCLOSED_FULL,
        QuestionOutcome.EXEMPT,
    ]
    assert brought.judged[2].sections == ("40(2)",)


def test_a_numbered_question_of_two_lines_is_one() -> None:
    asked = ("1. How many were dismissed?", "Please give it by rank.", "2. How many resigned?")
    (brought,) = read(page(*asked, answers=f"{asked[0]}\n12\n{asked[2]}\n4"))

    assert brought.questions == ("How many were dismissed? Please give it by rank.", "How many resigned?")
    assert [decision.answer for decision in brought.judged.values()] == ["12", "4"]


def request(**more: object) -> dict[str, object]:
    event = {"id": 1, "event_type": "sent", "created_at": "2025-03-03T09:12:45.000+00:00"}
    body = {"name": BODY, "tags": []}
    about = {"title": "Lost bicycles", "url_title": "lost", "user": {"name": ASKER}, "public_body": body}
    return {**about, "info_request_events": [event], "law_used": "foi", **more}


@pytest.mark.parametrize(
    "marked",
    [
        request(prominence="requester_only"),
        request(prominence="hidden"),
        request(prominence="Requester-only"),
        request(embargo={"publish_at": "2030-01-01"}),
        request(embargo_duration="3_months"),
        request(
            info_request_events=[{"event_type": "response", "incoming_message": {"prominence": "hidden"}}]
        ),
        [{"event_type": "sent", "info_request": request(prominence="hidden")}],
    ],
    ids=[
        "its requester's",
        "hidden",
        "in other letters",
        "embargo",
        "embargo for months",
        "one message",
        "in a feed",
    ],
)
def test_what_is_hidden_at_its_site_is_not_published_here(marked: object) -> None:
    with pytest.raises(ValidationError, match="do not publish it"):
        read(json.dumps(marked).encode())


@pytest.mark.parametrize("prominence", ["normal", "backpage", None])
def test_what_everybody_may_read_there_is_brought_in(prominence: str | None) -> None:
    (brought,) = read(json.dumps(request(prominence=prominence, embargo=None)).encode())

    assert brought.title == "Lost bicycles"


@pytest.mark.parametrize(
    ("more", "law"),
    [
        ({"law_used": "foisa"}, "foisa"),
        ({"law_used": "FOISA"}, "foisa"),
        ({"public_body": {"name": BODY, "tags": [["scotland"]]}}, "foisa"),
        ({"law_used": "eir"}, "eir"),
        ({}, ""),
    ],
)
def test_scotlands_act_stays_scotlands(more: dict[str, object], law: str) -> None:
    (brought,) = read(json.dumps(request(**more)).encode())

    assert brought.law == law

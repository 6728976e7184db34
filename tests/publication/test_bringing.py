import datetime as dt
import json
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from candour.foi.models import InformationRequest, Message, QuestionDecision, RequestStep
from candour.foi.rules import QuestionOutcome
from candour.publication.bringing import published_now
from candour.publication.bringing.actions import NOBODY, bring_in
from candour.publication.bringing.judging import judged_of, sections_in
from candour.publication.bringing.numbers_asked import measure_asked, period_asked
from candour.publication.bringing.reading import read
from candour.publication.bringing.telling import import_file
from candour.publication.log.register import newest
from candour.publication.models import Annotation, LogEntry

DATA = Path(__file__).parent / "data"
THREAD, PAGE = sorted((DATA / "papers").glob("*.txt"))
JSON = DATA / "alaveteli" / "request.json"

pytestmark = pytest.mark.django_db
YEAR = (dt.date(2022, 11, 29), dt.date(2023, 11, 29))


def printed(since: dt.date, until: dt.date) -> SimpleNamespace:
    """A published number, as far as whoever cites it looks at it."""
    return SimpleNamespace(release="3.1", place=7, as_at="31 December 2023", days=(since, until))


def brought(file: Path) -> InformationRequest:
    return bring_in(read(file.read_bytes())[0]).request


def said(*words: str) -> str:
    out = StringIO()
    call_command("foi", "import", *words, stdout=out)
    return out.getvalue()


def test_a_thread_is_brought_in_with_its_two_questions_and_in_its_order() -> None:
    request = brought(THREAD)

    assert request.reference == "01/FOI/22/027524"
    assert request.force is not None
    assert request.force.slug == "metropolitan"
    assert [one.number for one in request.questions.all()] == [1, 2]
    assert "amount have you paid" in request.questions.all()[0].text
    assert [(one.writer, one.kind) for one in request.messages.all()] == [
        ("asker", "message"),
        ("force", "auto_reply"),
        ("force", "message"),
        ("force", "message"),
        ("asker", "message"),
    ]
    assert request.requester.name == "T Asker"
    assert request.requester.publish_name


def test_no_word_of_a_thread_is_lost() -> None:
    request = brought(THREAD)

    kept = "\n".join(
        [request.title, *(one.text + one.subject + one.writer_name for one in request.messages.all())]
    )
    kept += "\n".join(one.text for one in Annotation.objects.all())
    lines = [line.strip() for line in THREAD.read_text(encoding="utf-8").splitlines() if line.strip()]
    missing = [line for line in lines if line not in kept]
    assert {line for line in missing if "left an annotation" not in line} == {
        "show quoted sections",
        "1 Attachment",
        "2 Attachments",
    }


def test_an_answer_that_was_only_a_file_is_no_decision() -> None:
    request = brought(THREAD)

    assert not QuestionDecision.objects.exists()
    assert "2 files that this page does not have" in request.messages.get(place=4).subject
    assert not RequestStep.objects.exists()


def test_what_stands_below_a_letter_is_folded_and_the_reference_is_not() -> None:
    letter = brought(THREAD).messages.get(place=3)

    lines = letter.text.splitlines()
    hidden = [lines[at] for one in letter.folds.all() for at in range(one.first, one.last + 1)]
    assert "Not Suitable for Publication:" in hidden
    assert not [line for line in hidden if "01/FOI/22/027524" in line]


def test_six_annotations_keep_their_sources_and_days() -> None:
    brought(THREAD)

    assert [(one.source_name, one.source_date) for one in Annotation.objects.all()] == [
        ("The Specimen", None),
        ("Daily Example, Weekly Instance, Sample News", None),
        ("Parliamentary question UIN 999999", None),
        ("Evening Pattern", None),
        ("Daily Example 10/4/23, Daily Exampel 25/1/23", None),
        ("Daily Example", dt.date(2024, 3, 14)),
    ]
    assert "nearly 3,000 calls" in Annotation.objects.get(place=6).text


THREAD_WITH_FOLLOW_UP = """Posts in the unit

Kent Police did not have the information requested.

Dear Kent Police,

How many posts has the unit? Who pays for them?

Yours faithfully,

Testa Asker

Testo Officer, Kent Police

Our ref: 01.FOI.25.000007

Which unit do you mean?

Testa Asker

Dear Kent Police,

I mean the one for the line.

Yours faithfully,

Testa Asker

Kent Police

1 Attachment

We do not hold it.

Testo Reader left an annotation ()

Testo Times 31/2/24:

Nothing
"""


def test_a_thread_with_a_further_message_keeps_who_wrote_what() -> None:
    (found,) = read(THREAD_WITH_FOLLOW_UP.replace("\n", "\r\n").encode("utf-8-sig"))

    assert [one.writer for one in found.said] == ["asker", "force", "asker", "force", "asker"]
    assert found.said[1].name == "Testo Officer, Kent Police"
    assert found.said[3].subject == "Sent with a file that this page does not have"
    assert found.questions == ("How many posts has the unit?", "Who pays for them?")
    assert found.reference == "01/FOI/25/000007"
    assert found.noted[0].name == "Testo Reader"
    assert (found.noted[0].source_name, found.noted[0].source_date) == ("Testo Times", None)


def test_a_page_has_the_headline_of_its_answers_and_not_the_one_it_gives_itself() -> None:
    request = brought(PAGE)

    first, second = QuestionDecision.objects.order_by("question__number")
    assert request.reference == "01/FOI/23/034971"
    assert (first.outcome, first.holder) == (QuestionOutcome.HELD_ELSEWHERE, "Crimestoppers")
    assert second.outcome == QuestionOutcome.DISCLOSED_FULL
    assert "94 reports" in second.answer
    assert first.by == NOBODY
    assert request.force is not None
    assert request.force.slug == "metropolitan"


def test_what_a_website_puts_round_a_page_is_left_out() -> None:
    told = "\n".join(one.text for one in brought(PAGE).messages.all())

    assert "cookies" not in told
    assert "beta" not in told
    assert "DUTY TO ADVISE AND ASSIST" in told


def test_nobody_is_named_where_the_source_names_nobody() -> None:
    asker = brought(PAGE).requester
    assert (asker.name, asker.publish_name) == ("The asker", False)


def test_the_log_says_what_the_page_should_have_said() -> None:
    import_file(PAGE.read_bytes())

    page = newest("01.FOI.23.034971")
    assert page is not None
    assert page.headline_words == "Part: one not held, one disclosed"
    assert page.questions[0].holder == "Crimestoppers"
    assert "94" in page.questions[1].answer
    assert page.received_on is None


def test_the_log_says_that_nobody_knows_what_was_decided() -> None:
    import_file(THREAD.read_bytes(), source_url="https://example.org/request/hotline")

    page = newest("01.FOI.22.027524")
    assert page is not None
    assert page.headline == ""
    assert page.source_url == "https://example.org/request/hotline"
    assert "T Asker" in {one.writer for one in page.thread}


@pytest.mark.parametrize("file", [THREAD, PAGE, JSON], ids=lambda file: file.suffix + file.stem[:3])
def test_the_same_file_again_changes_nothing_and_says_so(file: Path) -> None:
    first = said(str(file))
    kept = [
        list(model.objects.values())
        for model in (InformationRequest, Message, LogEntry, Annotation, QuestionDecision)
    ]

    again = said(str(file))

    assert "is brought in" in first
    assert "/foi/log/" in first
    assert "is here already" in again
    assert kept == [
        list(model.objects.values())
        for model in (InformationRequest, Message, LogEntry, Annotation, QuestionDecision)
    ]


def test_the_same_reference_with_other_words_is_refused(tmp_path: Path) -> None:
    said(str(PAGE))
    other = tmp_path / "other.txt"
    other.write_text(PAGE.read_text(encoding="utf-8").replace("94 reports", "95 reports"), encoding="utf-8")

    with pytest.raises(CommandError, match="is here already, with other words"):
        said(str(other))
    assert QuestionDecision.objects.filter(answer__contains="94 reports").exists()


def test_alaveteli_json_gives_the_days_and_says_that_words_are_missing() -> None:
    request = brought(JSON)

    assert request.reference == "00/FOI/25/000001"
    assert request.title == "Posts in the unit"
    assert request.force is not None
    assert request.force.slug == "kent"
    assert [(one.writer, str(one.received_on)) for one in request.messages.all()] == [
        ("asker", "2025-03-03"),
        ("force", "2025-03-31"),
        ("other", "None"),
    ]
    assert "asker" not in request.messages.get(place=3).subject
    assert "does not have its words" in request.messages.get(place=2).subject
    assert not QuestionDecision.objects.exists()


def test_a_feed_as_json_is_read_as_its_requests() -> None:
    whole = json.loads(JSON.read_text(encoding="utf-8"))
    events = whole.pop("info_request_events")
    outer = {"user": whole.pop("user"), "public_body": whole.pop("public_body"), "info_request": whole}
    snippet = 'The <span class="highlight">unit</span> has 14 posts &amp; 3 &lt; 5.'
    events.append({"event_type": "comment", "created_at": "2025-04-02T10:00:00+01:00"})
    feed = [{**one, **outer, "snippet": snippet} for one in events]

    (found,) = read(json.dumps(feed).encode())

    assert found.said[1].text == "The unit has 14 posts & 3 < 5."
    assert "only some of its words" in found.said[1].subject
    assert [one.text for one in found.noted] == ["The unit has 14 posts & 3 < 5."]


@pytest.mark.parametrize(
    ("state", "words"), [("waiting_response", "Delayed."), ("waiting_response", "Awaiting response.")]
)
def test_what_a_site_works_out_is_not_told_as_said_by_anybody(state: str, words: str) -> None:
    whole = json.loads(JSON.read_text(encoding="utf-8"))
    whole |= {"described_state": state, "display_status": words}
    (found,) = read(json.dumps(whole).encode())
    assert [one.writer for one in found.said] == ["asker", "force"]


def test_the_day_of_an_event_is_the_day_in_the_united_kingdom() -> None:
    whole = json.loads(JSON.read_text(encoding="utf-8"))
    whole["info_request_events"][1]["created_at"] = "2025-03-31T23:30:00Z"
    whole["info_request_events"][1]["last_described_at"] = "2025-04-08T10:00:00+01:00"
    (found,) = read(json.dumps(whole).encode())
    assert [str(one.on) for one in found.said] == ["2025-03-03", "2025-04-01", "2025-04-08"]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"just words", b"{}", b"[]", b"{", b"\xff\xfe", b'[{"event_type": "sent", "info_request": {}}]',
        b"[" * 9999,
        b'{"url_title": "a", "title": "b", "info_request_events": [1], "public_body": {"name": "c"}}',
        b'<feed xmlns="http://www.w3.org/2005/Atom">', b'<feed xmlns="http://www.w3.org/2005/Atom"/>',
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(ValidationError):
        read(content)


def test_a_file_that_is_not_there_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Check its name"):
        said(str(tmp_path / "none.txt"))


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        ("This is not held by the MPS.", QuestionOutcome.NOT_HELD),
        ("It is held by Testshire Council and is not held by us.", QuestionOutcome.HELD_ELSEWHERE),
        ("This is exempt under Section 31(1) of the Act.", QuestionOutcome.EXEMPT),
        ("The MPS neither confirms nor denies that it holds this.", QuestionOutcome.NCND),
        ("To answer would exceed the appropriate limit under section 12.", QuestionOutcome.S12_COST),
        ("This is already accessible to you under section 21.", QuestionOutcome.S21_ACCESSIBLE),
        ("I am refusing your request under s.31(1)(a)(b).", QuestionOutcome.EXEMPT),
        ("A search failed to locate any information.", QuestionOutcome.NOT_HELD),
        ("It would exceed the cost threshold. Section 12(1) applies.", QuestionOutcome.S12_COST),
        ("Fourteen posts.", QuestionOutcome.DISCLOSED_FULL),
    ],
)
def test_an_answer_decides_by_its_own_words(told: str, outcome: QuestionOutcome) -> None:
    judged = judged_of(told)
    assert judged is not None
    assert judged.outcome == outcome


@pytest.mark.parametrize(
    "told",
    [
        "94 reports were received. Names are withheld under Section 40(2).",
        "94 came. The names are exempt under sections 38(1) and 40(2).",
        "None of the reports is exempt. 94 were received.",
        "This is not held centrally. However, 12 were found.",
        "We do not hold it for 2022. There were 94 in 2023.",
        "A part is held by the MPS. The rest is not held by the MPS.",
        "Please see the attached spreadsheet.",
        "We are unable to provide this.",
    ],
)
def test_an_answer_that_can_be_read_in_two_ways_decides_nothing(told: str) -> None:
    assert judged_of(told) is None


def test_sections_are_read_as_our_list_has_them() -> None:
    assert sections_in("under Sections 30(1)(a)(i), 31(1)(a) and 40 (2), by s.23, in 2026") == (
        "30(1)", "31(1)(a)", "40(2)", "23",
    )  # fmt: skip


def test_a_page_with_one_answer_in_doubt_has_no_decision_and_all_its_words() -> None:
    page = PAGE.read_text(encoding="utf-8").replace("the MPS got 94 reports", "Please see the attached: 94")
    request = bring_in(read(page.encode())[0]).request
    assert not QuestionDecision.objects.exists()
    assert "Please see the attached: 94" in request.messages.get(place=2).text


def test_numbered_questions_and_hard_blanks_are_read_all_the_same() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for number, words in enumerate(("How many calls", "How many of those"), start=1):
        page = page.replace(words, f"{number}. {words}", 1)
    (found,) = read(page.replace(" ", "\u00a0").encode())
    assert found.questions == read(PAGE.read_bytes())[0].questions
    assert [one.outcome for one in found.judged.values()] == [
        QuestionOutcome.HELD_ELSEWHERE, QuestionOutcome.DISCLOSED_FULL,
    ]  # fmt: skip


def test_a_page_whose_questions_have_no_end_is_refused() -> None:
    page = "Freedom of information request reference no: 01.FOI.25.000001\nYou asked:\nHow many?\nTwelve.\n"
    with pytest.raises(ValidationError, match="where the questions of this page end"):
        read(page.encode())


def test_blanks_at_the_ends_of_lines_change_nobodys_words() -> None:
    blank = "\n".join(f"{line}   " for line in THREAD.read_text(encoding="utf-8").splitlines())
    (found,) = read(blank.encode())
    (plain,) = read(THREAD.read_bytes())
    assert (found.title, found.asker, found.body, found.questions) == (
        plain.title, plain.asker, plain.body, plain.questions,
    )  # fmt: skip
    assert [(one.writer, one.name) for one in found.said] == [(one.writer, one.name) for one in plain.said]


@pytest.mark.parametrize(
    ("status", "writer"),
    [
        ("Kent Police did not have the information requested.", "asker"),
        ("The request was refused by Kent Police.", "asker"),
        ("Waiting for an internal review by Kent Police of their handling of this request.", "other"),
        ("Response to this request is long overdue. By law, Kent Police should have responded.", "other"),
    ],
)
def test_what_the_site_works_out_is_not_put_into_the_askers_mouth(status: str, writer: str) -> None:
    old = "Kent Police did not have the information requested."
    (found,) = read(THREAD_WITH_FOLLOW_UP.replace(old, status).encode())
    assert (found.said[-1].writer, found.said[-1].text) == (writer, status)


@pytest.mark.parametrize("ending", ["Kind regards", "Many thanks,", "Best wishes"])
def test_another_way_to_sign_off_still_tells_who_asks(ending: str) -> None:
    (found,) = read(THREAD_WITH_FOLLOW_UP.replace("Yours faithfully,", ending).encode())
    assert found.asker == "Testa Asker"
    assert [one.writer for one in found.said] == ["asker", "force", "asker", "force", "asker"]


@pytest.mark.parametrize(
    ("answer", "slug"),
    [
        ("Kent Police hold it. Ask Kent Police.", "kent"),
        ("Twelve, as Kent Police once said.", None),
        ("It is held by Kent Police and is not held by us. Ask Kent Police.", None),
    ],
)
def test_the_force_that_answered_is_named_only_where_it_is_plain(answer: str, slug: str | None) -> None:
    page = f"""Freedom of information request reference no: 01.FOI.25.000001
You asked:
How many?
Decision:
How many?
{answer}
"""
    force = bring_in(read(page.encode())[0]).request.force
    assert (force.slug if force else None) == slug


def test_another_request_of_the_same_title_says_how_to_bring_it_in() -> None:
    whole = json.loads(JSON.read_text(encoding="utf-8"))
    bring_in(read(json.dumps(whole).encode())[0])
    whole["info_request_events"].pop(1)
    (other,) = read(json.dumps(whole).encode())
    with pytest.raises(ValidationError, match="--source-url"):
        bring_in(other)
    assert not bring_in(other, source_url="https://alaveteli.example/request/posts_2").was_there


def test_a_thread_that_asks_nothing_is_refused() -> None:
    (found,) = read(b"A title\n\nThe request was successful.\n\nDear Kent Police,\n")
    with pytest.raises(ValidationError, match="no question"):
        bring_in(found)


def test_the_number_that_was_not_held_is_found_by_its_days() -> None:
    question = read(PAGE.read_bytes())[0].questions[0]

    assert measure_asked(question) == "M01"
    assert period_asked(question) == (dt.date(2022, 11, 29), dt.date(2023, 11, 29))
    assert measure_asked("How many cars?") == ""
    assert period_asked("between 31 February 2022 and 1 March 2022") is None


def test_the_number_is_cited_where_it_is_published_now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(published_now, "answering_number", lambda *asked: ("3.1", 7))
    monkeypatch.setattr(published_now, "cite", lambda *found: printed(*YEAR))
    monkeypatch.setattr(published_now, "days_cited", lambda found: found.days)

    decision = brought(PAGE).questions.get(number=1).decisions.get()

    assert [(one.release, one.place) for one in decision.citations.all()] == [("3.1", 7)]
    assert "the same days as were asked: 29 November 2022 to 29 November 2023." in decision.advice
    assert "Candour is our name for the line that was asked about" in decision.advice
    assert "The answer says that Crimestoppers keeps its count." in decision.advice
    assert "That is as at 31 December 2023." in decision.advice


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("2022-11-29", "2023-11-30"), "29 November 2022 to 30 November 2023, one day more than was asked"),
        (("2022-11-01", "2023-11-30"), "29 days more than was asked (29 November 2022 to 29 November 2023)."),
        (("2022-12-01", "2023-11-29"), "2 days fewer than was asked"),
        (("2023-01-01", "2023-12-31"), "other days than was asked"),
        (("2025-01-01", "2025-12-31"), "other days than was asked"),
    ],
)
def test_a_figure_of_other_days_says_by_how_many(
    monkeypatch: pytest.MonkeyPatch, given: tuple[str, str], words: str
) -> None:
    days = (dt.date.fromisoformat(given[0]), dt.date.fromisoformat(given[1]))
    monkeypatch.setattr(published_now, "newest_figure", lambda measure: printed(*days))
    monkeypatch.setattr(published_now, "answering_number", lambda *asked: None)
    monkeypatch.setattr(published_now, "cite", lambda *found: printed(*days))
    monkeypatch.setattr(published_now, "days_cited", lambda found: found.days)

    assert words in brought(PAGE).questions.get(number=1).decisions.get().advice


def test_only_a_line_for_reports_about_the_police_is_ours() -> None:
    assert measure_asked("How many calls were made to the 101 line in 2023?") == ""
    assert measure_asked("How many calls came to the anti-corruption hotline?") == "M01"

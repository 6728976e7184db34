"""The log as the public reads it: the list, a page, its versions, its files, and its feeds."""

import csv
import io
import json
from xml.etree.ElementTree import fromstring

import pytest
from django.test import Client, override_settings

from candour.foi.models import InformationRequest
from candour.foi.requests.references import slug_of
from candour.publication.log.document import LogPage, PageQuestion
from candour.publication.log.fields import fields
from candour.publication.log.publishing import correct, publish, tombstone
from candour.publication.log.whole import csv_pieces, safe_cell
from candour.publication.models import Annotation
from tests.foi.answered import PUBLISHED, add_file, add_message, answer, decide, make_answered
from tests.foi.conftest import FINN

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def published(db: None) -> InformationRequest:
    request = make_answered()
    add_file(request, "answer.pdf", b"%PDF-1.7 bytes", removed=["2 names"])
    add_message(request, "The words.\n> the words before", folds=((1, 1, "earlier"),))
    publish(request, by=FINN, on=PUBLISHED)
    return request


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def test_a_page_gives_the_decision_first_then_each_answer(
    client: Client, published: InformationRequest
) -> None:
    shown = page(client, f"/foi/log/{published.slug}")

    assert shown.index("<h1>Reports to the line") < shown.index("Part: one not held, one disclosed")
    assert shown.index("Question 1.") < shown.index("Not held: Testville Police has it")
    for words in ("8 July 2026", "7 August 2026", "20 July 2026", published.reference, published.slug):
        assert words in shown
    assert "Show earlier messages (1 line)" in shown and "Add a note with a source" in shown
    assert "Taken out of it: 2 names." in shown and "PDF, 14 bytes" in shown
    assert "we masked" in shown


@pytest.mark.parametrize("way", ["{0}/FOI/{1}/{2}", "{0}.foi.{1}.{2}", "{0}/foi/{1}/{2}"])
def test_a_reference_in_any_style_leads_to_the_one_address(
    client: Client, published: InformationRequest, way: str
) -> None:
    desk, _, year, place = published.slug.split(".")
    answer = client.get(f"/foi/log/{way.format(desk, year, place)}")

    assert (answer.status_code, answer["Location"]) == (301, f"/foi/log/{published.slug}")


@pytest.mark.parametrize(
    "address", ["01.FOI.26.999999", "nothing", "01/FOI/26/999999", "a/b", "01.FOI.26.999999/v/1", "x.json"]
)
def test_what_is_not_in_the_log_is_not_found(
    client: Client, published: InformationRequest, address: str
) -> None:
    assert client.get(f"/foi/log/{address}").status_code == 404


def test_an_older_version_stays_and_leads_to_the_newest(
    client: Client, published: InformationRequest
) -> None:
    InformationRequest.objects.filter(pk=published.pk).update(title="Another title")
    correct(published.slug, changes="The title was wrong.", by=FINN)

    now, before = page(client, f"/foi/log/{published.slug}"), page(client, f"/foi/log/{published.slug}/v/1")
    assert "The title was wrong." in now and "<del" in now and "Another title" in now
    assert "<h1>Reports to the line</h1>" in before and "read the current page" in before


def test_a_page_that_was_taken_out_says_why_at_each_of_its_addresses(
    client: Client, published: InformationRequest
) -> None:
    tombstone(published.slug, why="It named somebody.", by=FINN)

    shown = page(client, f"/foi/log/{published.slug}", 410)
    assert "It named somebody." in shown and "Reports to the line" not in shown
    assert client.get(f"/foi/log/{published.slug}/v/1").status_code == 302
    assert client.get(f"/foi/log/{published.slug}/v/1.json").status_code == 404
    assert client.get(f"/foi/log/{published.slug}/v/1/file/1").status_code == 404
    assert client.get(f"/foi/log/{published.slug}/note").status_code == 404
    assert json.loads(page(client, f"/foi/log/{published.slug}.json", 410))["gone"] == "It named somebody."


def test_a_file_comes_byte_for_byte_and_cannot_run_as_a_page(
    client: Client, published: InformationRequest
) -> None:
    request = make_answered("One?", "Two?")
    add_file(request, 'a "b"\r\nX: y<é>.html', b"<script>", media_type="text/html")
    publish(request, by=FINN)

    plain = client.get(f"/foi/log/{published.slug}/v/1/file/1")
    assert plain.content == b"%PDF-1.7 bytes" and plain["Content-Type"] == "application/pdf"
    other = client.get(f"/foi/log/{request.slug}/v/1/file/1")
    assert other["Content-Type"] == "application/octet-stream"
    assert other["Content-Disposition"].startswith("attachment") and "\n" not in other["Content-Disposition"]


def test_words_of_people_cannot_become_part_of_the_page(client: Client, db: None) -> None:
    request = make_answered("<script>alert(1)</script>", "<b>Two</b>")
    add_message(request, "<img src=x onerror=alert(1)>")
    publish(request, by=FINN)

    shown = page(client, f"/foi/log/{request.slug}") + page(client, "/foi/log?q=script")
    assert "<script" not in shown and "<img" not in shown and "<b>Two" not in shown


def test_no_page_links_to_what_is_no_web_page(client: Client, db: None) -> None:
    request = make_answered("One?", "Two?", "Three?")
    InformationRequest.objects.filter(pk=request.pk).update(source_url="javascript:alert(1)")
    decide(request, 3, "s21_accessible", url="javascript:alert(2)")
    decide(request, 1, "held_elsewhere", holder="Testville", holder_address="javascript:alert(3)", why="x")
    answer(request)
    request.refresh_from_db()
    publish(request, by=FINN)
    Annotation.objects.create(
        slug=request.slug, place=1, name="A", text="B", source_url="data:text/html,x", published_on=PUBLISHED
    )

    shown = page(client, f"/foi/log/{request.slug}")
    assert 'href="javascript' not in shown and 'href="data' not in shown


def test_the_list_says_how_many_and_is_narrowed(client: Client, published: InformationRequest) -> None:
    other = make_answered("Who?", "What?", "Which officer?")
    InformationRequest.objects.filter(pk=other.pk).update(title="A different matter", topic="referrals")
    other.refresh_from_db()
    publish(other, by=FINN, on=PUBLISHED)

    assert "2 answers" in page(client, "/foi/log")
    for narrowed in ("q=different+matter", "section=40(2)", "topic=referrals"):
        shown = page(client, f"/foi/log?{narrowed}")
        assert "1 answer<" in shown and "A different matter" in shown.replace("<mark>", "").replace(
            "</mark>", ""
        )
    assert "2 answers" in page(client, "/foi/log?year=2026&decision=part")
    assert "Nothing matches" in page(client, "/foi/log?year=2025")


def test_only_sections_that_are_used_are_offered_and_each_says_its_law(client: Client, db: None) -> None:
    assert 'value="40(2)"' not in page(client, "/foi/log")
    request = make_answered("Who?", "What?", "Which officer?")
    publish(request, by=FINN, on=PUBLISHED)

    shown = page(client, "/foi/log")
    offered = shown.partition('id="section"')[2].partition("</select>")[0]
    assert offered.count("<option") == 2 and "(Freedom of Information Act" in offered
    assert 'value="40(2)"' in offered
    # What is chosen stays to be seen, also where nothing relies on it.
    assert '<option value="31(1)(a)" selected>' in page(client, "/foi/log?section=31(1)(a)")


def test_nothing_found_has_no_likeliest(client: Client, published: InformationRequest) -> None:
    assert "likeliest" not in page(client, "/foi/log?q=zebra")
    assert "likeliest" not in page(client, "/foi/log?q=reports")
    publish(make_answered("Reports again?", "More?"), by=FINN)
    assert "the likeliest first" in page(client, "/foi/log?q=reports")


@pytest.mark.parametrize(
    "query", ["year=x&page=-1", "page=99999999", "decision=none&section=0", "q=%00%22%27*", "year=²"]
)
def test_an_address_that_makes_no_sense_still_gives_a_list(client: Client, query: str) -> None:
    page(client, f"/foi/log?{query}")


def test_the_feed_has_the_log_and_what_was_taken_out_of_it(
    client: Client, published: InformationRequest
) -> None:
    other = make_answered("One?", "Two?")
    publish(other, by=FINN)
    tombstone(other.slug, why="It named somebody.", by=FINN)

    feed = fromstring(client.get("/foi/log.atom").content)
    told = {one.findtext(f"{ATOM}id"): one.findtext(f"{ATOM}summary") for one in feed.findall(f"{ATOM}entry")}
    assert "It named somebody." in str(told[f"http://testserver/foi/log/{other.slug}"])
    assert "one not held" in str(told[f"http://testserver/foi/log/{published.slug}"])
    searched = fromstring(client.get("/foi/log.atom?q=reports").content)
    assert len(searched.findall(f"{ATOM}entry")) == 1 and "reports" in str(searched.findtext(f"{ATOM}title"))


def test_the_whole_log_comes_as_csv_a_row_a_question(client: Client, published: InformationRequest) -> None:
    answer = client.get("/foi/log.csv")
    assert answer.streaming
    rows = list(csv.DictReader(io.StringIO(b"".join(answer).decode())))

    assert list(rows[0]) == [one.name for one in fields("csv")]
    assert [row["question_number"] for row in rows] == ["1", "2"]
    assert (
        rows[1]["answer"] == "94 reports concerned other forces." and rows[0]["holder"] == "Testville Police"
    )
    assert rows[0]["address"] == f"http://testserver/foi/log/{published.slug}"
    assert {row["rehearsal"] for row in rows} == {"no"}
    assert rows[0]["footing"] == "We are a charity. The law does not bind us, and we answer by its rules."


def test_the_csv_names_the_body_that_was_asked_and_says_what_is_invented() -> None:
    named = LogPage(
        "01/FOI/23/034971", "01.FOI.23.034971", 1, "Calls", PUBLISHED, rehearsal=True,
        footing="Testville Police was asked and dealt with it.",
        questions=(PageQuestion(1, "How many?"),),
    )  # fmt: skip
    gone = LogPage("01/FOI/23/034972", "01.FOI.23.034972", 2, "Taken out", PUBLISHED, gone="It named me.")
    rows = list(csv.DictReader(io.StringIO(b"".join(csv_pieces("http://a", [named, gone])).decode())))

    assert (rows[0]["footing"], rows[0]["rehearsal"]) == (named.footing, "yes")
    assert (rows[1]["taken_out"], rows[1]["rehearsal"], rows[1]["question"]) == ("It named me.", "no", "")


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(client: Client, words: str) -> None:
    assert safe_cell(words) == f"'{words}" and safe_cell("94") == "94"


def test_every_question_is_safe_in_the_csv(client: Client, db: None) -> None:
    publish(make_answered('=HYPERLINK("https://x")', "@SUM(A1)"), by=FINN)

    rows = list(csv.DictReader(io.StringIO(b"".join(client.get("/foi/log.csv")).decode())))
    assert [row["question"][0] for row in rows] == ["'", "'"]


def test_the_whole_log_comes_as_json_and_each_key_is_explained(
    client: Client, published: InformationRequest
) -> None:
    whole = json.loads(b"".join(client.get("/foi/log.json")))
    one = json.loads(page(client, f"/foi/log/{published.slug}.json"))

    assert whole["pages"] == [one]
    assert whole["base"] == "http://testserver"
    explained = {field.name for field in fields("json")}
    assert set(one) == {name for name in explained if "." not in name}
    assert {f"questions.{name}" for name in one["questions"][0]} == {
        name for name in explained if name.startswith("questions.")
    }
    shown = page(client, "/foi/log/fields")
    assert all(field.words.split('"')[0] in shown.replace("&#x27;", "'") for field in fields("csv")[:3])


def test_every_style_of_reference_has_one_slug() -> None:
    assert slug_of("01/foi/22/027524") == slug_of("01.FOI.22.027524") == "01.FOI.22.027524"


@override_settings(PUBLIC_ORIGIN="https://line.example")
def test_where_it_is_published_is_a_whole_address(client: Client, db: None) -> None:
    request = make_answered("One?", "Two?", "Three?")
    decide(request, 3, "s21_accessible", url="/figures")
    answer(request)
    publish(request, by=FINN)

    assert '<a href="/figures" rel="nofollow">https://line.example/figures</a>' in page(
        client, f"/foi/log/{request.slug}"
    )

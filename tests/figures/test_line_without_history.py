"""What was printed about one line is no other's: a line starts clean, and may bring a history of its own."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.test import Client

from candour.demo.history import HISTORY
from candour.figures.showing.history import HistoryFault, history
from tests.recorded import written_once

from . import releases
from .printing import sampled
from .reading import dead_ends, links, source, text

pytestmark = pytest.mark.django_db
PAGES = ("/figures/misreported", "/figures/answers")
# Every page of figures, and the two others that could name them.
OTHERS = (
    *("/figures", "/figures/year", "/figures/cohorts", "/figures/forces", "/figures/how-we-count"),
    *("/figures/protection", "/figures/calendar", "/figures/releases", "/figures/number/1.1-1"),
    *("/foi", "/foi/publication-scheme"),
)
MISREPORTED = "id,printed,by,when,source,right,labels,verdict,words"
QUESTIONS = "id,question,before,number,of,after,split,split_words,shows"


@pytest.fixture
def folder(settings, tmp_path: Path) -> Path:
    """The folder of the line's own history, still empty."""
    settings.HISTORY = tmp_path / "history"
    settings.HISTORY.mkdir()
    return settings.HISTORY


@pytest.fixture
def fresh(settings, tmp_path: Path) -> None:
    """A real line in its first year, with releases of its own and no history."""
    settings.HISTORY = tmp_path / "history"

    def publish() -> None:
        releases.a_year()
        releases.published()
        releases.published_year()

    written_once("a real line's first year with two releases", publish)


@pytest.mark.parametrize("address", PAGES)
def test_a_fresh_line_has_no_page_of_what_was_printed(fresh: None, address: str) -> None:
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("address", OTHERS)
def test_a_fresh_line_neither_links_to_it_nor_says_a_word_of_it(fresh: None, address: str) -> None:
    page = source(address)

    assert not set(links(address)) & set(PAGES)
    for word in ("misreported", "misread", "misprint", "first hotline", "What was asked", "in reality"):
        assert word not in page, word


def test_no_file_of_the_product_tells_of_the_first_line_but_in_the_rehearsal() -> None:
    product = HISTORY.parents[2]
    for file in product.rglob("*"):
        room = file.relative_to(product).parts[0]
        if file.suffix in (".html", ".csv") and room not in ("demo", "bench"):
            content = file.read_text()
            for word in ("first hotline", "The Sun", "Byline Times", "more than 2,400"):
                assert word not in content, (file, word)


def test_another_line_may_have_a_history_of_its_own(real_line: None, folder: Path) -> None:
    sampled()
    (folder / "misreported.csv").write_text(
        f"{MISREPORTED}\nA1,“40 tips”,The Invented Post,May 2031,,M07//2031-05-01/2031-05-31,,,Not tips.\n"
    )
    page = text("/figures/misreported")

    assert "“40 tips” The Invented Post, May 2031. As others quoted it." in page
    assert "Not counted here Referrals ( M07 ), 1 May 2031 to 31 May 2031 Not tips." in page
    assert "hotline" not in page
    assert "/figures/misreported" in links("/figures")
    assert "/figures/misreported" in links("/foi/publication-scheme")
    # One of the two pages needs none of the other.
    assert "/figures/answers" not in [*links("/figures"), *links("/figures/misreported")]
    assert Client().get("/figures/answers").status_code == 404


def test_another_lines_questions_are_answered_in_its_own_words(real_line: None, folder: Path) -> None:
    (folder / "questions.csv").write_text(
        f"{QUESTIONS}\n"
        "many,How many were there?,Up to now:,M01//2031-01-01/2031-03-31/2031-04-30,,Contacts alone.,,,\n"
        "money,Who pays?,,,,,,,agreements\n"
    )
    page = text("/figures/answers")

    assert "How many were there? Up to now: Not counted here Contacts ( M01 ), 1 January 2031" in page
    assert "Contacts alone. Who pays? No agreement has been entered yet." in page
    assert dead_ends("/figures/answers") == []
    assert Client().get("/figures/misreported").status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("misreported.csv", "id,printed\n", "lacks the column 'by'"),
        ("misreported.csv", f"{MISREPORTED}\nA1,x,y,z,,M99//2031-01-01/2031-01-31,,,\n", "A1: there is no"),
        ("misreported.csv", f"{MISREPORTED}\nA1,x,y,z,,M01 in May,,,\n", "'M01' is no number of ours"),
        ("misreported.csv", f"{MISREPORTED}\nA1,x,y,z,javascript:x,,,,\n", "is no address"),
        (
            "misreported.csv",
            f"{MISREPORTED}\nA1,x,y,z,,M01//2031-01-01/2031-01-31 M07//2031-01-01/2031-01-31,,,\n",
            "needs a label",
        ),
        ("questions.csv", f"{QUESTIONS}\nA1,x,,,,,,,costs\n", "nothing called 'costs' can be shown"),
        ("questions.csv", f"{QUESTIONS}\nA1,x,,,,,channel,,\n", "cannot be split by 'channel'"),
        ("published.csv", "measure,by,from,to,value\nM01,,2031-01-01,2031-01-31,some\n", "is no number"),
    ],
)
def test_a_mistake_in_a_file_is_named_and_keeps_the_door_shut(
    folder: Path, name: str, content: str, fault: str
) -> None:
    (folder / name).write_text(content)

    with pytest.raises(HistoryFault, match=fault):
        history()
    with pytest.raises(SystemCheckError, match=f"candour.E010.*{name}"):
        call_command("check")

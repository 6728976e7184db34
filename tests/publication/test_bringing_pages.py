"""A request that was brought in, as the public and the desk find it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from candour.foi.models import InformationRequest
from candour.publication.bringing.telling import import_file
from candour.staff.models import Member
from tests.conftest import Cast

pytestmark = pytest.mark.django_db
PAPERS = sorted((Path(__file__).parent / "data" / "papers").glob("*.txt"))


@pytest.fixture
def brought() -> None:
    for seed in PAPERS:
        import_file(seed.read_bytes())


@pytest.mark.parametrize("reference", ["01.FOI.22.027524", "01.FOI.23.034971"])
@pytest.mark.usefixtures("brought")
def test_a_page_is_found_by_its_reference_and_says_what_was_decided(client: Client, reference: str) -> None:
    page = client.get(f"/foi/log/{reference}")

    assert page.status_code == 200
    told = page.content.decode()
    assert "Part: one not held, one disclosed" in told or "We do not know what was decided" in told
    assert "cookies we use" not in told
    assert client.get(f"/foi/log/{reference.replace('.', '/')}").status_code == 301


@pytest.mark.usefixtures("brought")
def test_earlier_words_are_told_as_earlier_and_never_as_quoted(client: Client) -> None:
    told = client.get("/foi/log/01.FOI.22.027524").content.decode()

    assert "Show the automatic reply" in told
    assert "quoted sections" not in told


@pytest.mark.usefixtures("brought")
def test_an_officer_can_open_what_was_brought_in(
    cast: Cast, through_the_door: Callable[[Member], Client]
) -> None:
    finn = through_the_door(cast.finn)

    assert finn.get("/desk/foi").status_code == 200
    for request in InformationRequest.objects.all():
        assert finn.get(f"/desk/foi/{request.pk}").status_code == 200
        assert finn.get(f"/desk/foi/{request.pk}/publish").status_code in (200, 302)


@pytest.mark.usefixtures("brought")
def test_what_is_not_known_stands_on_top_with_what_the_asker_made_of_it(client: Client) -> None:
    told = client.get("/foi/log/01.FOI.22.027524").content.decode()

    top = told[: told.index("<h2")]
    assert "The answers were in files that we do not have." in top
    assert "Whoever asked wrote of it: “The request was successful.”" in top
    assert told.index("We do not know what was decided") < told.index("Whoever asked wrote")


@pytest.mark.usefixtures("brought")
def test_the_day_of_bringing_in_is_not_told_as_the_day_of_an_answer(client: Client) -> None:
    for address in ("/foi", "/foi/log"):
        told = client.get(address).content.decode()
        assert told.casefold().count("brought in ") == 2, address
        assert "Published 2" not in told


@pytest.mark.usefixtures("brought")
def test_what_was_brought_in_leads_to_the_rest_of_it(client: Client) -> None:
    first, second = ("/foi/log/01.FOI.22.027524", "/foi/log/01.FOI.23.034971")

    for page, other in ((first, second), (second, first)):
        assert f'href="{other}"' in client.get(page).content.decode()
        assert f'href="{page}"' not in client.get(page).content.decode().partition('id="also"')[2][:400]


@pytest.mark.usefixtures("brought")
def test_a_list_can_be_narrowed_to_what_has_no_decision(client: Client) -> None:
    told = client.get("/foi/log?decision=none").content.decode()

    assert "1 answer<" in told and "01/FOI/22/027524" in told and "01/FOI/23/034971" not in told
    assert '<option value="none" selected>No decision recorded</option>' in told

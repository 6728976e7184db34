import re

import pytest
from django.test import Client

from candour.intake.call_forms import CallForm
from tests.conftest import Cast
from tests.intake.calling import ADDRESS, fresh, text


@pytest.fixture
def page(cast: Cast, through_the_door) -> str:
    return text(through_the_door(cast.hana).get(ADDRESS))


def test_no_box_asks_who_is_calling(cast: Cast) -> None:
    asked = " ".join(f"{name} {field.label}" for name, field in CallForm().fields.items())

    assert not re.search(
        r"\b(caller'?s? name|your name|number|telephone|phone|age|gender|address)\b", asked, re.I
    )


def test_the_script_is_there_to_be_read_aloud(page: str) -> None:
    said = re.findall(r'<p class="call__say">“(.+?)”</p>', page)

    assert "I will not ask who you are. I cannot see your number, and nobody records this call." in said[0]
    assert any("ring 999" in line for line in said)
    assert any("say ‘wrong number’ and hang up" in line for line in said)
    assert any("works or volunteers for a UK police force" in line for line in said)
    assert any("Do not tell me who you are" in line for line in said)
    assert any("seven words" in line for line in said)


def test_each_key_does_one_thing_and_is_shown(page: str) -> None:
    keys = re.findall(r'accesskey="(.)"', page)

    assert sorted(keys) == sorted(set(keys))
    assert set(keys) == {*"12345678", "r", "s", "c"}
    assert all(f"<kbd>{key.upper()}</kbd>" in page for key in keys)


def test_each_step_leads_to_a_question_of_the_form(page: str) -> None:
    targets = re.findall(r'<a href="#(id_\w+)" accesskey', page)

    assert len(targets) == 9
    assert "id_reason" in targets
    assert all(f'id="{target}"' in page for target in targets)


def test_telephone_is_the_first_channel_and_the_web_is_not_one(cast: Cast) -> None:
    offered = [code for code, _ in CallForm().fields["channel"].choices]

    assert offered == ["phone", "relay_uk", "bsl_video", "interpreter_phone", "post", "partner_transfer"]
    assert CallForm()["channel"].value() == "phone"


def test_the_hands_start_at_the_question_of_danger(page: str) -> None:
    (box,) = re.findall(r"<[^>]*autofocus[^>]*>", page)

    assert 'name="danger"' in box


def test_each_call_has_words_of_its_own(cast: Cast, through_the_door) -> None:
    client: Client = through_the_door(cast.hana)

    assert fresh(client)["words"] != fresh(client)["words"]


def test_the_page_holds_no_script(page: str) -> None:
    assert "<script" not in page
    assert "style=" not in page

import re
from collections.abc import Callable

import pytest
from django.test import Client

from candour.assessment import actions, deciding
from candour.assessment.models import Decision, Item, Report, SanitisedReport, Subject
from candour.staff.models import Member
from tests.assessment.contact_steps import started, written
from tests.conftest import DAY, Cast

SignIn = Callable[[Member], Client]
DETAILS = {
    "details-category": "discrimination",
    "details-corruption_category": "NCC02",
    "details-marking": "OFFICIAL",
}
SUBJECT = {"subject-name": "Sergeant Typed-Name", "subject-rank": "Typed rank", "subject-force": "kent"}
ITEM = {
    "item-text": "A typed item.",
    "item-source": "3",
    "item-intelligence": "D",
    "item-handling": "C",
    "item-conditions": ["A1", "S2"],
    "item-reason": "A typed reason.",
}
SANITISED = {"sanitised-text": "A typed text,\r\nof two lines.", "sanitised-ticked": ["voice"]}
DECISION = {
    "decision-kind": "keep",
    "decision-force": "kent",
    "decision-more": ["metropolitan"],
    "decision-reason": "duplicate",
    "decision-words": "Typed words.",
}
EVERYTHING = {
    "details": DETAILS,
    "subjects": SUBJECT,
    "items": ITEM,
    "sanitised": SANITISED,
    "decision": DECISION,
}
# How each part looks on the page when it stands there as it was typed above.
TYPED = {
    "details": ('value="discrimination" selected', 'value="NCC02" selected', 'value="OFFICIAL" selected'),
    "subjects": ('value="Sergeant Typed-Name"', 'value="Typed rank"'),
    "items": (
        "\nA typed item.</textarea>",
        'value="3" selected',
        'value="C" selected',
        'value="A1" checked',
        'value="S2" checked',
        "\nA typed reason.</textarea>",
    ),
    "sanitised": ("A typed text,\nof two lines.</textarea>", 'value="voice" checked'),
    "decision": (
        'value="keep" checked',
        'value="metropolitan" checked',
        'value="duplicate" selected',
        "\nTyped words.</textarea>",
    ),
}


def everything() -> dict[str, object]:
    return {name: value for part in EVERYTHING.values() for name, value in part.items()}


def press(client: Client, report: Report, address: str, told: dict[str, object] | None = None) -> str:
    answer = client.post(f"/desk/report/{report.reference}{address}", told or everything(), follow=True)
    page = answer.content.decode().replace("\r\n", "\n")
    assert answer.status_code == (422 if "There is something to put right" in page else 200)
    return page


def untouched(client: Client, report: Report) -> str:
    return client.get(f"/desk/report/{report.reference}").content.decode()


def stands(page: str, part: str) -> bool:
    return all(sign in page for sign in TYPED[part])


@pytest.mark.parametrize("pressed", ["details", "subjects", "items", "sanitised"])
def test_whichever_part_is_pressed_what_was_typed_in_the_others_is_still_there(
    cast: Cast, through_the_door: SignIn, pressed: str
) -> None:
    report, client = started(cast.asif, force="kent"), through_the_door(cast.asif)
    page = press(client, report, f"/{pressed}")
    for part in EVERYTHING:
        if part != pressed:
            assert stands(page, part), part
    assert page.count("Typed, not saved") == 4
    assert "There is something to put right" not in page


def test_the_pressed_part_alone_is_done(cast: Cast, through_the_door: SignIn) -> None:
    report = started(cast.asif)
    page = press(through_the_door(cast.asif), report, "/subjects")
    report.refresh_from_db()
    assert Subject.objects.count() == 1 and report.category == "money_favours"
    assert not (Item.objects.exists() or SanitisedReport.objects.exists() or Decision.objects.exists())
    assert 'name="subject-name" type="text"' in page and 'value="Sergeant Typed-Name"' not in page


def test_what_stands_against_one_part_leaves_the_others_as_typed(
    cast: Cast, through_the_door: SignIn
) -> None:
    told = everything() | {"item-reason": ""}
    page = press(through_the_door(cast.asif), started(cast.asif), "/items", told)
    assert "Write why this item is not 2-D-P." in page
    assert all(stands(page, part) for part in ("details", "subjects", "sanitised", "decision"))
    assert not Item.objects.exists()


def test_taking_something_out_leaves_all_five_as_typed(cast: Cast, through_the_door: SignIn) -> None:
    report, client = started(cast.asif), through_the_door(cast.asif)
    subject = actions.add_subject(report, fields={"name": "Somebody"}, by=cast.asif)
    page = press(client, report, f"/subjects/{subject.pk}/remove")
    assert all(stands(page, part) for part in EVERYTHING) and not Subject.objects.exists()


def test_opening_what_was_told_leaves_all_five_as_typed(cast: Cast, through_the_door: SignIn) -> None:
    report = started(cast.amara)
    page = press(through_the_door(cast.asif), report, "?open=1")
    assert all(stands(page, part) for part in EVERYTHING)
    assert not Subject.objects.exists() and not SanitisedReport.objects.exists()


def test_the_enter_key_does_nothing_and_says_so(cast: Cast, through_the_door: SignIn) -> None:
    report, client = started(cast.asif), through_the_door(cast.asif)
    form = untouched(client, report)
    first = re.search(r"<(?:button|input)[^>]*type=\"submit\"[^>]*>", form[form.index('id="written"') :])
    assert first is not None and 'name="enter"' in first.group(0) and "formaction" not in first.group(0)
    page = press(client, report, "", everything() | {"enter": "1"})
    assert "Nothing is saved yet" in page and all(stands(page, part) for part in EVERYTHING)
    assert not Subject.objects.exists() and not SanitisedReport.objects.exists()


def test_with_nothing_typed_elsewhere_the_page_is_fetched_anew(cast: Cast, through_the_door: SignIn) -> None:
    report, client = written(cast.asif), through_the_door(cast.asif)
    kept = {
        "details-category": "money_favours", "details-corruption_category": "NCC02",
        "details-marking": "OFFICIAL-SENSITIVE",
        "subject-force": "metropolitan", "decision-force": "metropolitan",
        "item-source": "2", "item-intelligence": "D", "item-handling": "P",
        "item-text": "", "item-reason": "",
        "sanitised-text": "A sergeant looks up plates.",
        "sanitised-ticked": deciding.SanitisedReport.objects.get().ticked,
    }  # fmt: skip
    told = kept | {"subject-name": "Somebody"}
    answer = client.post(f"/desk/report/{report.reference}/subjects", told)
    assert (answer.status_code, answer["Location"]) == (302, f"/desk/report/{report.reference}#subjects")


def test_the_page_is_one_form_and_every_button_says_its_part(cast: Cast, through_the_door: SignIn) -> None:
    report = written(cast.asif)
    actions.add_subject(report, fields={"name": "Somebody"}, by=cast.asif)
    page = untouched(through_the_door(cast.asif), report)
    pane = page[page.index('id="written"') :]
    assert pane.count("<form") == 0 and pane.count("</form>") == 1
    for part in EVERYTHING:
        assert f'formaction="/desk/report/{report.reference}/{part}"' in pane
    assert pane.count("/remove") == 2


@pytest.mark.parametrize(
    ("typed", "named"),
    [(DETAILS, "kind and marking"), (SUBJECT, "subject"), (ITEM, "item"), (SANITISED, "sanitised report")],
)
def test_nothing_is_decided_over_what_is_typed_and_not_saved(
    cast: Cast, through_the_door: SignIn, typed: dict[str, object], named: str
) -> None:
    report, client = written(cast.asif), through_the_door(cast.asif)
    told = {"decision-kind": "refer", "decision-force": "kent"}
    page = press(client, report, "/decision", {**typed, **told})
    assert f"Not saved yet: {named}." in page and not Decision.objects.exists()

    press(client, report, "/decision", told)
    assert Decision.objects.exists()


def test_a_colleague_who_decides_meanwhile_does_not_cost_the_words(
    cast: Cast, through_the_door: SignIn
) -> None:
    report, client = written(cast.asif), through_the_door(cast.amara)
    deciding.decide(report, kind="keep", reason="duplicate", by=cast.asif, on=DAY)
    page = press(client, report, "/sanitised")
    assert "it can no longer be changed" in page and "<textarea" not in page
    for words in ("A typed text,\nof two lines.", "A typed item.", "Sergeant Typed-Name", "Typed words."):
        assert words in page


@pytest.mark.parametrize(("part", "kept"), [("subjects", Subject), ("items", Item)])
def test_the_same_button_pressed_twice_adds_it_once(
    cast: Cast, through_the_door: SignIn, part: str, kept: type[Subject | Item]
) -> None:
    report, client = started(cast.asif), through_the_door(cast.asif)
    press(client, report, f"/{part}")
    page = press(client, report, f"/{part}")
    assert kept.objects.count() == 1
    assert "is in the list already" in page

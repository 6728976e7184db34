import re
from pathlib import Path

from django import forms

from candour.look.forms import PlainForm, form_status
from tests.look.page import Questions

NEVER_SAID = re.compile(r"\b(invalid|illegal|oops|please|error|valid|ensure|required)\b", re.IGNORECASE)


class Own(PlainForm):
    account = forms.CharField(error_messages={"required": "Write something, even if it is little."})


def messages(form: forms.Form) -> list[str]:
    return [str(words) for listed in form.errors.values() for words in listed]


def test_a_field_with_words_of_its_own_keeps_them() -> None:
    assert messages(Own({})) == ["Write something, even if it is little."]


def test_no_stock_message_reaches_people() -> None:
    empty = Questions({})
    wrong = Questions(
        {"about": "x", "account": "a" * 4001, "day_day": "x", "force": "x", "places": ["x"], "seen_by": "x"}
    )

    sentences = messages(empty) + messages(wrong)
    assert len(sentences) == 5 + 7
    assert [words for words in sentences if NEVER_SAID.search(words)] == []


def test_a_text_that_is_too_long_is_told_by_how_much() -> None:
    sentences = messages(Questions({"account": "a" * 4001}))

    assert "Make this shorter: 4000 letters at most. It has 4001 now." in sentences


def test_a_page_with_objections_has_a_status_of_its_own() -> None:
    assert [
        form_status(Own({})),
        form_status(Own({"account": "x"})),
        form_status(Own()),
        form_status(None),
    ] == [
        422,
        200,
        200,
        200,
    ]


def test_no_other_file_chooses_a_status_for_refused_forms() -> None:
    chosen = re.compile(r"status=4(00|22)\b|= 422$", re.MULTILINE)
    files = {path for path in Path("candour").rglob("*.py") if chosen.search(path.read_text())}
    # The file of figures answers a question in its address, and a request to another host gets a line.
    no_forms = {Path("candour/figures/showing/numbers_file.py"), Path("candour/doors/middleware.py")}
    assert files == {Path("candour/look/forms.py")} | no_forms

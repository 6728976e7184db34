from datetime import date

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from candour.look.widgets import DayInput, day_parts


def field() -> forms.DateField:
    return forms.DateField(widget=DayInput)


def typed(day: str, month: str, year: str) -> str | None:
    sent = {"on_day": day, "on_month": month, "on_year": year}
    return DayInput().value_from_datadict(sent, {}, "on")


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_day_comes_back_from_its_boxes(day: date) -> None:
    sent = {part.name: part.value for part in day_parts("on", day)}

    assert field().clean(DayInput().value_from_datadict(sent, {}, "on")) == day


@given(st.text(st.characters(exclude_characters="-")), st.text(st.characters(exclude_characters="-")))
def test_the_boxes_keep_what_was_typed(month: str, year: str) -> None:
    month, year = month.strip(), year.strip()
    boxes = [part.value for part in day_parts("on", typed("x", month, year))]

    assert boxes == ["x", month.lstrip("0") if month.isdigit() else month, year]


@pytest.mark.parametrize(
    "boxes", [("31", "6", "2022"), ("1", "June", "2022"), ("1", "6", "22"), ("1", "", "")]
)
def test_what_makes_no_day_is_objected_to(boxes: tuple[str, str, str]) -> None:
    with pytest.raises(forms.ValidationError):
        field().clean(typed(*boxes))


def test_three_empty_boxes_are_no_answer() -> None:
    assert typed("", " ", "") is None


def test_boxes_that_were_not_sent_are_told_from_empty_ones() -> None:
    assert DayInput().value_omitted_from_data({}, {}, "on")
    assert not DayInput().value_omitted_from_data({"on_day": ""}, {}, "on")

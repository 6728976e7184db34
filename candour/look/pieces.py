"""What a page needs to know to draw one question of a form, whichever widget it has."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from django import forms
from django.forms.boundfield import BoundField
from django.forms.utils import flatatt
from django.utils.safestring import SafeString

from candour.look.widgets import DayInput, DayPart, day_parts

Kind = Literal["hidden", "input", "textarea", "select", "radios", "checkboxes", "tick", "day"]

# We say what is wrong in our own words at the top and at the field. A browser that holds the form back with
# its own bubble, or cuts a pasted text short without a word, would get there first.
LEFT_OUT = frozenset({"required", "maxlength", "minlength", "class", "rows", "cols", "type", "checked"})

TEMPLATES: Mapping[Kind, str] = {
    "input": "look/pieces/input.html",
    "textarea": "look/pieces/textarea.html",
    "select": "look/pieces/select.html",
    "radios": "look/pieces/choices.html",
    "checkboxes": "look/pieces/choices.html",
    "tick": "look/pieces/tick.html",
    "day": "look/pieces/day.html",
}


@dataclass(frozen=True)
class Choice:
    """One answer that can be picked."""

    id: str
    value: str
    label: str
    hint: str
    chosen: bool
    divider: bool


@dataclass(frozen=True)
class ChoiceGroup:
    """Answers under one heading; the heading is empty where there is none."""

    label: str
    choices: list[Choice]


@dataclass(frozen=True)
class DayBox(DayPart):
    """One of the three boxes of a day, with the id its label points at."""

    id: str


@dataclass(frozen=True)
class Options:
    """What a page may ask of a question: its size, whether its label is the page's heading, and so on."""

    size: str = "s"
    heading: bool = False
    rows: int = 5
    classes: str = ""
    hints: Mapping[str, str] = field(default_factory=dict)
    divider: str | None = None


@dataclass(frozen=True)
class FieldPiece:
    """One question, ready to be drawn by `look/field.html`."""

    kind: Kind
    id: str
    name: str
    label: str
    hint: str
    errors: list[str]
    options: Options
    attrs: SafeString
    type: str = ""
    value: str | None = None
    groups: list[ChoiceGroup] = field(default_factory=list)
    parts: list[DayBox] = field(default_factory=list)
    chosen: bool = False
    widget: SafeString | str = ""

    @property
    def template(self) -> str:
        """The template that draws the widget itself."""
        return TEMPLATES[self.kind]

    @property
    def grouped(self) -> bool:
        """Whether the question has several boxes, and so needs a legend rather than a label."""
        return self.kind in {"radios", "checkboxes", "day"}

    @property
    def described_by(self) -> str:
        """The ids of the hint and of the message, for `aria-describedby`."""
        hint = [f"{self.id}-hint"] if self.hint else []
        return " ".join(hint + ([f"{self.id}-problem"] if self.errors else []))

    @property
    def size(self) -> str:
        return self.options.size

    @property
    def heading(self) -> bool:
        return self.options.heading

    @property
    def rows(self) -> int:
        return self.options.rows

    @property
    def classes(self) -> str:
        return f" {self.options.classes}" if self.options.classes else ""


def kind_of(widget: forms.Widget) -> Kind:
    """The kind of a widget. Subclasses come first: to Django, a radio is also a select."""
    kinds: tuple[tuple[type[forms.Widget], Kind], ...] = (
        (forms.CheckboxSelectMultiple, "checkboxes"),
        (forms.RadioSelect, "radios"),
        (forms.Select, "select"),
        (forms.CheckboxInput, "tick"),
        (forms.Textarea, "textarea"),
        (DayInput, "day"),
    )
    if widget.is_hidden:
        return "hidden"
    return next((kind for widget_type, kind in kinds if isinstance(widget, widget_type)), "input")


def focus_id(bound: BoundField) -> str:
    """The id of the box where a link to this question lands."""
    own = bound.auto_id or bound.html_name
    return f"{own}_day" if isinstance(bound.field.widget, DayInput) else own


def piece(bound: BoundField, options: Options) -> FieldPiece:
    """One question of a form, with what was typed into it and what is to be put right."""
    kind = kind_of(bound.field.widget)
    own = bound.auto_id or bound.html_name
    return FieldPiece(
        kind=kind,
        id=own,
        name=bound.html_name,
        label=str(bound.label),
        hint=str(bound.help_text),
        errors=[str(words) for words in bound.errors],
        options=options,
        attrs=attributes(bound.field.widget),
        type=input_type(bound.field.widget),
        value=shown_value(bound) if kind in {"input", "textarea"} else None,
        groups=groups(bound, own, options) if kind in {"select", "radios", "checkboxes"} else [],
        parts=day_boxes(bound, own) if kind == "day" else [],
        chosen=kind == "tick" and bound.value() in {True, "True", "on", "1"},
        widget=bound.as_widget() if kind == "hidden" else "",
    )


def attributes(widget: forms.Widget) -> SafeString:
    """The widget's own attributes (autocomplete, inputmode …) without those that the templates write."""
    attrs = {name: value for name, value in widget.attrs.items() if name not in LEFT_OUT}
    if isinstance(widget, forms.NumberInput):
        # A number box changes its number when the page is scrolled; a text box with a number pad does not.
        attrs.setdefault("inputmode", "decimal" if attrs.pop("step", None) == "any" else "numeric")
    if isinstance(widget, forms.SelectMultiple) and not isinstance(widget, forms.CheckboxSelectMultiple):
        attrs["multiple"] = True
    return flatatt(attrs)


def input_type(widget: forms.Widget) -> str:
    """The `type` of the box on the page."""
    if isinstance(widget, forms.NumberInput):
        return "text"
    if isinstance(widget, forms.DateInput):
        return "date"
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return "checkbox"
    return getattr(widget, "input_type", None) or "text"


def shown_value(bound: BoundField) -> str | None:
    """What stands in the box; never a password, never a file's name."""
    widget, value = bound.field.widget, bound.value()
    if isinstance(widget, forms.PasswordInput | forms.FileInput):
        return None
    if isinstance(widget, forms.DateInput):
        # A date box reads the year first, whatever the language of the page.
        return value.isoformat() if isinstance(value, date) else value
    shown: str | None = widget.format_value(value)
    return shown


def day_boxes(bound: BoundField, own: str) -> list[DayBox]:
    """The three boxes of a day."""
    return [
        DayBox(part.name, part.label, part.width, part.value, f"{own}_{part.label.lower()}")
        for part in day_parts(bound.html_name, bound.value())
    ]


def groups(bound: BoundField, own: str, options: Options) -> list[ChoiceGroup]:
    """The answers to pick from, in their groups. The first has the question's own id, for links to it."""
    widget: Any = bound.field.widget
    hints = {**getattr(bound.field, "hints", {}), **options.hints}
    values = widget.format_value(bound.value())
    drawn: list[ChoiceGroup] = []
    count = 0
    for label, offered, _ in widget.optgroups(bound.html_name, values):
        choices = []
        for option in offered:
            count += 1
            value = str(option["value"])
            choices.append(
                Choice(
                    id=own if count == 1 else f"{own}-{count}",
                    value=value,
                    label=str(option["label"]),
                    hint=str(hints.get(value, "")),
                    chosen=bool(option["selected"]),
                    divider=options.divider == value,
                )
            )
        drawn.append(ChoiceGroup(str(label or ""), choices))
    return drawn

"""`{% load candour %}`: tags and filters that draw parts of a page the same in every room."""

from collections.abc import Mapping, Sequence
from datetime import date

from django import forms, template
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from candour.look.charts import Svg
from candour.look.line_ends import rejoined
from candour.look.pieces import Options, focus_id, piece
from candour.look.places import current_mark

register = template.Library()

NO_VALUE = "–"


@register.simple_tag(name="field")
def show_field(
    bound: BoundField,
    size: str = "s",
    heading: bool | None = None,
    rows: int = 5,
    width: int | str = "",
    classes: str = "",
    inline: bool = False,
    small: bool = False,
    hints: Mapping[str, str] | None = None,
    divider: str | None = None,
) -> SafeString:
    """One question: its label or legend, hint, message and boxes.

    `size` is s, m, l or xl; at l and xl the label is the page's heading, unless `heading` says otherwise.
    `hints` says a line about an answer, by its value (a field may also carry `hints` itself). `divider` is
    the value of the answer before which "or" stands. `width` is the box's width in characters.
    """
    modifiers = [classes, f"govuk-input--width-{width}" if width else ""]
    modifiers += ["govuk-radios--inline"] if inline else []
    modifiers += ["govuk-radios--small govuk-checkboxes--small"] if small else []
    options = Options(
        size=size,
        heading=size in {"l", "xl"} if heading is None else heading,
        rows=rows,
        classes=" ".join(part for part in modifiers if part),
        hints=hints or {},
        divider=divider,
    )
    return render_to_string("look/field.html", {"f": piece(bound, options)})


@register.simple_tag
def error_summary(*shown: forms.BaseForm | None) -> SafeString:
    """What is to be put right in these forms, each line leading to its field; nothing where all is well."""
    lines = [line for form in shown if form is not None for line in summary_lines(form)]
    return render_to_string("look/error_summary.html", {"lines": lines})


def summary_lines(form: forms.BaseForm) -> list[dict[str, str]]:
    """The words and the id to lead to, which is empty for what no single field can put right."""
    lines = []
    for name, messages in form.errors.items():
        bound = form[name] if name in form.fields else None
        target = focus_id(bound) if bound is not None and not bound.is_hidden else ""
        lines += [{"words": str(words), "target": target} for words in messages]
    return lines


@register.simple_tag
def button(
    text: str,
    kind: str = "primary",
    name: str = "",
    value: str = "1",
    href: str = "",
    key: str = "",
) -> SafeString:
    """A button that sends its form, or, with `href`, a link that looks like one.

    `kind` is primary, secondary, warning or link. The first button of a form is the one that the Enter key
    presses, so *Continue* comes before *Back*.
    """
    style = "govuk-button" if kind == "primary" else f"govuk-button govuk-button--{kind}"
    shortcut = format_html(' accesskey="{}"', key) if key else ""
    if href:
        return format_html('<a class="{}" href="{}"{}>{}</a>', style, href, shortcut, text)
    named = format_html(' name="{}" value="{}"', name, value) if name else ""
    return format_html('<button type="submit" class="{}"{}{}>{}</button>', style, named, shortcut, text)


@register.simple_tag(takes_context=True)
def place(context: template.Context, url: str, text: str, *more: str, only: bool = False) -> SafeString:
    """A link of a section's navigation, marked if the page is there or below `url` or one of `more`.

    With `only`, pages below `url` are other places.
    """
    path = context.get("path") or ""
    mark = "" if only and path != url else current_mark(path, url, *more)
    current = format_html(' aria-current="{}"', mark) if mark else ""
    return format_html('<li><a href="{}"{}>{}</a></li>', url, current, text)


@register.simple_tag
def hidden_answers(answers: Mapping[str, str | Sequence[str]] | None) -> SafeString:
    """Answers given so far, riding along in the form: one hidden box for each value."""
    pairs = [
        (name, value)
        for name, values in (answers or {}).items()
        for value in ([values] if isinstance(values, str) else values)
    ]
    return format_html_join("\n", '<input type="hidden" name="{}" value="{}">', pairs)


@register.simple_tag
def chart(drawing: Svg, finding: str, note: str = "", level: int = 2) -> SafeString:
    """A chart under the sentence that it shows; `note` gives unit, period and source."""
    heading = format_html('<h{0} class="finding__title">{1}</h{0}>', level, finding)
    below = format_html('<p class="finding__note">{}</p>', note) if note else ""
    return format_html(
        '<figure class="finding"><figcaption>{}</figcaption>{}{}</figure>', heading, drawing, below
    )


register.filter("rejoined", rejoined)


@register.filter
def day(value: date | None) -> str:
    """A day as it is said: 29 November 2022. Nothing where there is none."""
    return f"{value.day} {value:%B} {value.year}" if value else ""


@register.filter
def month(value: date | None) -> str:
    """A month as it is said: November 2022. Nothing where there is none."""
    return f"{value:%B} {value.year}" if value else ""


@register.filter
def thousands(value: int | str | None) -> str:
    """A whole number with its commas: 2,878. Text ([c], say) is left as it is; nothing is a dash."""
    if isinstance(value, str):
        return value
    return NO_VALUE if value is None else f"{value:,}"


@register.filter
def share(part: float | None, whole: float | None = 1) -> str:
    """A part of a whole in per cent, without decimals: 43%. A dash where there is nothing to divide."""
    if part is None or not whole:
        return NO_VALUE
    percent = 100 * part / whole
    return "under 1%" if 0 < percent < 0.5 else f"{percent:.0f}%"

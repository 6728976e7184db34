"""Charts as SVG text: bars, columns by month, and the chain from contact to outcome. No Django.

Lengths along the page are percentages and text is in pixels, so that a chart fills a phone or a desk without
its letters growing or shrinking. All bars start from zero. Colours are attributes, never styles, so that the
strictest content policy lets them through; accent and muted differ in lightness, so they print in grey.
"""

from collections.abc import Sequence
from html import escape
from math import ceil
from textwrap import wrap
from zlib import crc32

INK = "#14202b"
QUIET = "#4b5a66"
ACCENT = "#0b5563"
MUTED = "#9db4bb"
LINE = "#c9d2d7"

LETTERS_IN_A_LINE = 38  # 16 px letters that fit beside nothing else on a page 390 px wide
LONGEST_BAR = 78.0  # per cent of the width; what is left is for the number at its end
COLUMNS_ALL_NAMED = 8
MONTHS_NAMED = 3

Row = tuple[str, float | None, str]


class Svg(str):
    """SVG text whose every word has been escaped: a template may show it as it is."""

    def __html__(self) -> str:
        """The same text, for templates that ask whether it is safe."""
        return str(self)


def bars(rows: Sequence[Row], title: str, description: str, accent: str | None = None) -> Svg:
    """A bar for each (label, value, display), its label above and its number at its end.

    `accent` is the label of the bar to bring out; all are brought out where it is None. A value of None is a
    number we hold back: its display ("[c]") stands where the bar would begin.
    """
    longest = max((value or 0 for _, value, _ in rows), default=0)
    parts, top = [], 0
    for label, value, display in rows:
        colour = ACCENT if accent in (None, label) else MUTED
        part, height = bar(label, value, display, top=top, longest=longest, colour=colour)
        parts.append(part)
        top += height
    return drawing(parts, height=top, title=title, description=description)


def bar(
    label: str, value: float | None, display: str, *, top: int, longest: float, colour: str
) -> tuple[str, int]:
    """One bar with its words, and the height in pixels that they take."""
    lines = wrap(label, LETTERS_IN_A_LINE) or [""]
    words = [text(line, x="0", y=top + 18 + 20 * index) for index, line in enumerate(lines)]
    under = top + 20 * len(lines) + 4
    length = LONGEST_BAR * (value or 0) / longest if longest else 0
    rect = f'<rect x="0" y="{under}" width="{length:.2f}%" height="22" fill="{colour}"/>' if length else ""
    number = text(display, x=f"{length:.2f}%", y=under + 17, dx=8 if length else 0, bold=True)
    return "".join([*words, rect, number]), under + 22 + 16 - top


def columns(rows: Sequence[Row], title: str, description: str, accent: str | None = None) -> Svg:
    """A column for each month (label, value, display), left to right; the highest bears its number."""
    highest = max((value or 0 for _, value, _ in rows), default=0)
    step = 100 / max(len(rows), 1)
    named = columns_named(rows, highest)
    parts = [
        column(row, left=index * step, step=step, highest=highest, named=index in named, accent=accent)
        for index, row in enumerate(rows)
    ]
    parts.append(f'<line x1="0" y1="220" x2="100%" y2="220" stroke="{QUIET}"/>')
    parts += [
        text(rows[index][0], x=f"{position:.2f}%", y=240, anchor=anchor, colour=QUIET)
        for index, position, anchor in month_marks(len(rows))
    ]
    return drawing(parts, height=248, title=title, description=description)


def column(row: Row, *, left: float, step: float, highest: float, named: bool, accent: str | None) -> str:
    """One column, with its number above it where it is named."""
    label, value, display = row
    height = 190 * (value or 0) / highest if highest else 0
    colour = ACCENT if accent in (None, label) else MUTED
    top = 220 - height
    rect = (
        f'<rect x="{left + step * 0.1:.2f}%" y="{top:.1f}" width="{step * 0.8:.2f}%" height="{height:.1f}" '
        f'fill="{colour}"><title>{escape(label)}: {escape(display)}</title></rect>'
    )
    if not named:
        return rect
    return rect + text(display, x=f"{left + step / 2:.2f}%", y=top - 6, anchor="middle", bold=True)


def columns_named(rows: Sequence[Row], highest: float) -> set[int]:
    """Which columns bear their number: all of a few, else the highest alone. A number is wider than a column
    on a phone, and would be printed across a taller neighbour."""
    if len(rows) <= COLUMNS_ALL_NAMED:
        return set(range(len(rows)))
    return {next(index for index, (_, value, _) in enumerate(rows) if (value or 0) == highest)}


def month_marks(count: int) -> list[tuple[int, float, str]]:
    """Which months are named below, where (per cent), and how the word hangs so that it stays inside."""
    if not count:
        return []
    every = ceil(count / MONTHS_NAMED)
    step = 100 / count
    marks = []
    for index in range(0, count, every):
        middle = (index + 0.5) * step
        edge = "start" if middle < 8 else "end" if middle > 92 else "middle"
        position = index * step if edge == "start" else (index + 1) * step if edge == "end" else middle
        marks.append((index, position, edge))
    return marks


def chain(steps: Sequence[tuple[str, float | None, str, str]], title: str, description: str) -> Svg:
    """The way from contacts to outcomes: a bar for each step (label, value, display, note), top to bottom.

    `note` says how the step comes from the one before ("43 in 100 contacts"); it may be empty. Steps count
    different things, so the note, not the length alone, says what a step is a part of.
    """
    longest = max((value or 0 for _, value, _, _ in steps), default=0)
    parts, top = [], 0
    for index, (label, value, display, note) in enumerate(steps):
        if index:
            parts.append(link(note, top=top))
            top += 34
        part, height = bar(label, value, display, top=top, longest=longest, colour=ACCENT if index else MUTED)
        parts.append(part)
        top += height - 10
    return drawing(parts, height=top, title=title, description=description)


def link(note: str, *, top: int) -> str:
    """A small arrow down, with the note beside it."""
    arrow = (
        f'<path d="M6 {top + 4}v16m-5 -5l5 5l5 -5" fill="none" stroke="{QUIET}" stroke-width="1.5" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )
    return arrow + (text(note, x="0", y=top + 17, dx=22, colour=QUIET) if note else "")


def text(
    words: str,
    *,
    x: str,
    y: float,
    dx: int = 0,
    anchor: str = "start",
    bold: bool = False,
    colour: str = INK,
) -> str:
    """One line of words at a place; `x` is a percentage, `y` and `dx` are pixels."""
    shift = f' dx="{dx}"' if dx else ""
    hang = "" if anchor == "start" else f' text-anchor="{anchor}"'
    weight = ' font-weight="700"' if bold else ""
    return f'<text x="{x}" y="{y:g}"{shift}{hang}{weight} fill="{colour}">{escape(words)}</text>'


def drawing(parts: Sequence[str], *, height: int, title: str, description: str) -> Svg:
    """The whole picture: as wide as its place, `height` pixels high, named and described."""
    name = f"chart-{crc32((title + description).encode()):08x}"
    return Svg(
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{name} {name}-about" '
        f'width="100%" height="{max(height, 1)}" font-size="16">'
        f'<title id="{name}">{escape(title)}</title><desc id="{name}-about">{escape(description)}</desc>'
        f"{''.join(parts)}</svg>"
    )

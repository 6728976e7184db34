"""An SVG that stands alone: a white ground with lines of text and charts one below the other. No Django."""

from collections.abc import Sequence
from html import escape
from textwrap import wrap
from zlib import crc32

from candour.look.charts import INK, LINE, QUIET, Svg

FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
WIDTH, EDGE = 640, 32
# A chart's words are 16 px. Drawn larger they can still be read where the picture is half as wide.
LARGER = 1.25
# How wide a letter is for its height, in the widest of the fonts: what does not fit goes on another line.
_LETTER, _BOLD_LETTER = 0.55, 0.65

# One line of words: size, weight, colour.
Look = tuple[int, int, str]
HEADING: Look = (32, 700, INK)
WORDS: Look = (26, 400, INK)
SMALL: Look = (24, 400, QUIET)


class Picture:
    """An SVG that grows downwards as texts and charts are added to it. `first` is its first text."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._height = EDGE
        self.first = ""

    def say(self, words: str, look: Look) -> None:
        """Add text, on as many lines as it needs."""
        self.first = self.first or words
        self._lines(wrap(words, _letters(look)), look)

    def band(self, words: str) -> None:
        """Add text in white on a dark band, for what must be seen first."""
        tall = 48
        self._parts.append(
            f'<rect x="{EDGE}" y="{self._height}" width="{WIDTH - 2 * EDGE}" height="{tall}" fill="{INK}"/>'
            f'<text x="{EDGE + 12}" y="{self._height + 34}" font-size="28" font-weight="700" '
            f'fill="#ffffff">{escape(words)}</text>'
        )
        self._height += tall + 8

    def say_address(self, url: str) -> None:
        """Add an address without its scheme, broken after a slash where it is too long for a line."""
        pieces = wrap((url.partition("://")[2] or url).replace("/", "/ "), _letters(SMALL))
        self._lines([piece.replace(" ", "") for piece in pieces], SMALL)

    def _lines(self, lines: Sequence[str], look: Look) -> None:
        size, weight, colour = look
        for line in lines:
            self._height += round(size * 1.25)
            self._parts.append(
                f'<text x="{EDGE}" y="{self._height - round(size * 0.3)}" font-size="{size}" '
                f'font-weight="{weight}" fill="{colour}">{escape(line)}</text>'
            )
        self._height += 8

    def rule(self) -> None:
        """Add a thin line across."""
        self._height += 8
        across = f'x1="{EDGE}" y1="{self._height}" x2="{WIDTH - EDGE}" y2="{self._height}"'
        self._parts.append(f'<line {across} stroke="{LINE}"/>')
        self._height += 8

    def add_chart(self, chart: Svg) -> None:
        """Add a chart across the sheet. Its own lengths are percentages, so that it fills the width."""
        tall = _height_of(chart)
        inside = f'<svg width="{(WIDTH - 2 * EDGE) / LARGER:g}" height="{tall}">{chart}</svg>'
        self._parts.append(f'<g transform="translate({EDGE} {self._height}) scale({LARGER})">{inside}</g>')
        self._height += round(tall * LARGER) + 16

    def drawn(self, title: str, description: str) -> Svg:
        """The whole SVG with its title and description for screen readers."""
        name, height = f"embed-{crc32((title + description).encode()):08x}", self._height + EDGE - 8
        return Svg(
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{name} {name}-about" '
            f'width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" font-family="{FONTS}">'
            f'<title id="{name}">{escape(title)}</title><desc id="{name}-about">{escape(description)}</desc>'
            f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>{"".join(self._parts)}</svg>'
        )


def _letters(look: Look) -> int:
    """How many letters of that size and weight fit on one line."""
    size, weight, _ = look
    return int((WIDTH - 2 * EDGE) / (size * (_LETTER if weight < 700 else _BOLD_LETTER)))


def _height_of(chart: Svg) -> int:
    """The height of a chart of look/charts.py in pixels, from its own attribute `height`."""
    return int(chart.split(' height="', 1)[1].split('"', 1)[0])

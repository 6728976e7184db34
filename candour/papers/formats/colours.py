"""Colours as office programs write them, and whether letters of one can be seen upon another."""

import re

Colour = tuple[int, int, int]
WHITE: Colour = (255, 255, 255)
BLACK: Colour = (0, 0, 0)
# A reader cannot tell colours apart that differ by no more than this in red, green and blue.
_ALIKE = 48
# The names of highlights in OOXML (ECMA-376 part 1, 17.18.40).
_NAMED: dict[str, Colour] = {
    "black": BLACK, "white": WHITE, "yellow": (255, 255, 0), "green": (0, 255, 0), "cyan": (0, 255, 255),
    "magenta": (255, 0, 255), "blue": (0, 0, 255), "red": (255, 0, 0), "darkblue": (0, 0, 128),
    "darkcyan": (0, 128, 128), "darkgreen": (0, 128, 0), "darkmagenta": (128, 0, 128),
    "darkred": (128, 0, 0), "darkyellow": (128, 128, 0), "darkgray": (128, 128, 128),
    "lightgray": (192, 192, 192),
}  # fmt: skip


def parse_colour(text: str) -> Colour | None:
    """A colour from six hexadecimal digits (also "#" or two more before them) or its name; else None."""
    match = re.fullmatch(r"#?(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})", text.strip())
    if match:
        return (int(match[1][:2], 16), int(match[1][2:4], 16), int(match[1][4:], 16))
    return _NAMED.get(text.strip().lower())


def tinted(colour: Colour, tint: float) -> Colour:
    """A colour made lighter (tint up to 1) or darker (down to -1), as a theme's colours are."""

    def shade(level: int) -> int:
        return round(level + (255 - level) * tint if tint > 0 else level * (1 + tint))

    return (shade(colour[0]), shade(colour[1]), shade(colour[2]))


def alike(first: Colour | None, second: Colour | None) -> bool:
    """Whether letters of one colour cannot be read on the other. An unknown one (None) is like no other."""
    if first is None or second is None:
        return False
    return max(abs(a - b) for a, b in zip(first, second, strict=True)) <= _ALIKE

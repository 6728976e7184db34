"""Colours as office programs write them, and whether letters of one can be seen upon another. No Django."""

import re

Colour = tuple[int, int, int]
WHITE: Colour = (255, 255, 255)
BLACK: Colour = (0, 0, 0)
# Two colours that differ by no more than this in red, green and blue are one to a reader.
_ALIKE = 24
# The names of highlights in OOXML (ECMA-376 part 1, 17.18.40).
_NAMED: dict[str, Colour] = {
    "black": BLACK, "white": WHITE, "yellow": (255, 255, 0), "green": (0, 255, 0), "cyan": (0, 255, 255),
    "magenta": (255, 0, 255), "blue": (0, 0, 255), "red": (255, 0, 0), "darkblue": (0, 0, 128),
    "darkcyan": (0, 128, 128), "darkgreen": (0, 128, 0), "darkmagenta": (128, 0, 128),
    "darkred": (128, 0, 0), "darkyellow": (128, 128, 0), "darkgray": (128, 128, 128),
    "lightgray": (192, 192, 192),
}  # fmt: skip


def parse_colour(said: str) -> Colour | None:
    """A colour from six figures (with "#", or two more before them) or its name; None for any other."""
    found = re.fullmatch(r"#?(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})", said.strip())
    if found:
        return (int(found[1][:2], 16), int(found[1][2:4], 16), int(found[1][4:], 16))
    return _NAMED.get(said.strip().lower())


def tinted(one: Colour, tint: float) -> Colour:
    """A colour made lighter (to 1) or darker (to -1), as a theme's colours are."""

    def step(part: int) -> int:
        return round(part + (255 - part) * tint if tint > 0 else part * (1 + tint))

    return (step(one[0]), step(one[1]), step(one[2]))


def alike(one: Colour | None, other: Colour | None) -> bool:
    """Whether letters of one colour cannot be read upon the other. Colours that are not known differ."""
    if one is None or other is None:
        return False
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) <= _ALIKE

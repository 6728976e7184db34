"""Pictures and boxes of a document (docx): whether they show, and the pictures that do, cropped for good."""

from collections.abc import Iterator, Mapping

from candour.papers.findings import CannotInspect
from candour.papers.formats.pictures import WHOLE, Crop, clean_picture
from candour.papers.formats.xml_parts import Element, attribute, local_name, walk
from candour.papers.formats.zip_package import Package, Relationship

from .docx_styles import number_of
from .shown import Block, ShownFile

_SMALLEST = 70_000  # EMU, about two millimetres
# What is done to a picture's colours so that it may not be seen.
_FADES = ("alphaModFix", "lum", "clrChange", "biLevel", "duotone")


def is_hidden(anchor: Element) -> bool:
    """Whether a picture or box is hidden, tiny, or lies behind the text."""
    return (
        attribute(anchor, "behindDoc", "0") in ("1", "true")
        or any(attribute(part, "hidden") in ("1", "true") for part in walk(anchor, "docPr", "cNvPr"))
        or any(
            min(number_of(part, "cx", 10**6), number_of(part, "cy", 10**6)) < _SMALLEST
            for part in walk(anchor, "extent", "ext")
            if attribute(part, "cx")
        )
    )


def pictures_in(
    anchor: Element, links: Mapping[str, Relationship], package: Package, shown: ShownFile
) -> Iterator[Block]:
    """The pictures of a drawing, as far as they can be seen."""
    for blip in walk(anchor, "blip"):
        link = links.get(attribute(blip, "embed"))
        if link is None or link.outside or link.target not in package.parts:
            continue
        if any(local_name(part) in _FADES for part in blip):
            shown.left_out["picture or box that does not show"] += 1
            continue
        try:
            cut = next((_crop(part) for part in walk(blip.getparent(), "srcRect")), WHOLE)
            yield Block("picture", picture=clean_picture(package.parts[link.target], cut))
        except (CannotInspect, ValueError):
            shown.left_out["picture of a kind that we do not read"] += 1


def _crop(cut: Element) -> Crop:
    left, top, right, bottom = (max(0, int(attribute(cut, side, "0"))) / 100_000 for side in "ltrb")
    return (left, top, 1 - right, 1 - bottom)

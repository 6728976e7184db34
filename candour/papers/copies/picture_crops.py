"""Pictures that a document crops: cut for good, since the file holds what was cropped off."""

from collections import Counter

from candour.papers.formats.pictures import Crop
from candour.papers.formats.xml_parts import (
    Element,
    attribute,
    local_name,
    parse_xml,
    remove_element,
    walk,
    xml_bytes,
)
from candour.papers.formats.zip_package import Package, relationships
from candour.papers.inspection.ooxml_drawings import picture_cuts


def picture_crops(package: Package, parts: dict[str, bytes]) -> dict[str, Crop]:
    """Name of a picture's part -> its crop, for pictures that are shown once.

    The crops are removed from the XML in `parts` (name -> content), which is changed. Where a picture is
    shown several times, and cropped, the drawing that crops it is removed.
    """
    roots = {name: parse_xml(content, name) for name, content in parts.items()}
    targets = {name: {link.id: link.target for link in relationships(package, name)} for name in parts}
    times_shown = Counter(
        target for name, root in roots.items() for target in _shown_pictures(root, targets[name])
    )
    crops: dict[str, Crop] = {}
    for name, root in roots.items():
        cuts = list(picture_cuts(root))
        for element in cuts:
            target = next(iter(_shown_pictures(element.getparent(), targets[name])), "")
            if times_shown[target] == 1:
                crops[target] = _crop_of(element)
                remove_element(element)
            else:
                remove_element(_drawing_around(element))
        if cuts:
            parts[name] = xml_bytes(root)
    return crops


def _shown_pictures(element: Element, targets: dict[str, str]) -> list[str]:
    return [targets.get(attribute(blip, "embed"), "") for blip in walk(element, "blip")]


def _crop_of(element: Element) -> Crop:
    left, top, right, bottom = (max(0, int(attribute(element, side, "0"))) / 100_000 for side in "ltrb")
    return (left, top, 1 - right, 1 - bottom)


def _drawing_around(element: Element) -> Element:
    return next((up for up in element.iterancestors() if local_name(up) in ("drawing", "pict")), element)

"""Pictures that a document shows in part: cut for good, since what was cut off is still in the file."""

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


def picture_crops(package: Package, kept: dict[str, bytes]) -> dict[str, Crop]:
    """By each picture's part: what of it is shown, where it is shown once. `kept` loses the cuts it tells of.

    A picture that stands in several places and is cut in one of them is taken out there.
    """
    roots = {name: parse_xml(content, name) for name, content in kept.items()}
    targets = {name: {one.id: one.target for one in relationships(package, name)} for name in kept}
    shown = Counter(target for name, root in roots.items() for target in _shown(root, targets[name]))
    found: dict[str, Crop] = {}
    for name, root in roots.items():
        cut = list(picture_cuts(root))
        for one in cut:
            target = next(iter(_shown(one.getparent(), targets[name])), "")
            if shown[target] == 1:
                found[target] = _cut(one)
                remove_element(one)
            else:
                remove_element(_drawing(one))
        if cut:
            kept[name] = xml_bytes(root)
    return found


def _shown(element: Element, targets: dict[str, str]) -> list[str]:
    return [targets.get(attribute(one, "embed"), "") for one in walk(element, "blip")]


def _cut(one: Element) -> Crop:
    left, top, right, bottom = (max(0, int(attribute(one, side, "0"))) / 100_000 for side in "ltrb")
    return (left, top, 1 - right, 1 - bottom)


def _drawing(one: Element) -> Element:
    return next((up for up in one.iterancestors() if local_name(up) in ("drawing", "pict")), one)

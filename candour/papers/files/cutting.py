"""Pictures that a document shows in part: cut for good, since what was cut off is still in the file."""

from collections import Counter

from .drawings import cropped
from .markup import Element, attribute, local, parse, taken_out, walk, written
from .packages import Package, relations
from .pictures import WHOLE, Cut

__all__ = ["WHOLE", "Cut", "cuts_of"]


def cuts_of(package: Package, kept: dict[str, bytes]) -> dict[str, Cut]:
    """By each picture's part: what of it is shown, where it is shown once. `kept` loses the cuts it tells of.

    A picture that stands in several places and is cut in one of them is taken out there.
    """
    roots = {name: parse(content, name) for name, content in kept.items()}
    targets = {name: {one.id: one.target for one in relations(package, name)} for name in kept}
    shown = Counter(target for name, root in roots.items() for target in _shown(root, targets[name]))
    found: dict[str, Cut] = {}
    for name, root in roots.items():
        cut = list(cropped(root))
        for one in cut:
            target = next(iter(_shown(one.getparent(), targets[name])), "")
            if shown[target] == 1:
                found[target] = _cut(one)
                taken_out(one)
            else:
                taken_out(_drawing(one))
        if cut:
            kept[name] = written(root)
    return found


def _shown(element: Element, targets: dict[str, str]) -> list[str]:
    return [targets.get(attribute(one, "embed"), "") for one in walk(element, "blip")]


def _cut(one: Element) -> Cut:
    left, top, right, bottom = (max(0, int(attribute(one, side, "0"))) / 100_000 for side in "ltrb")
    return (left, top, 1 - right, 1 - bottom)


def _drawing(one: Element) -> Element:
    return next((up for up in one.iterancestors() if local(up) in ("drawing", "pict")), one)

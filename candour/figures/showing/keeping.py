"""What is made of a release once and kept: a release never changes, so neither does what is made of it.

No Django. Nothing that differs between visitors may be kept here.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from candour.figures.releasing.numbers import Document

Made = TypeVar("Made")

MOST_KEPT = 512
# The document stands beside what was made of it, so that its place in memory is not given to another.
_kept: OrderedDict[tuple[int, Hashable], tuple[Document, Any]] = OrderedDict()


def kept(document: Document, name: Hashable, make: Callable[[], Made]) -> Made:
    """What `make` gives for this document under that name, made once and remembered until it is crowded out.

    `name` must hold everything beside the document that the result depends on.
    """
    key = (id(document), name)
    found = _kept.get(key)
    if found is None:
        found = (document, make())
        _kept[key] = found
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    else:
        _touch(key)
    made: Made = found[1]
    return made


def _touch(key: tuple[int, Hashable]) -> None:
    try:
        _kept.move_to_end(key)
    except KeyError:
        # Another thread crowded it out meanwhile; what was found is still right.
        return


def forget() -> None:
    """Drop everything that is kept."""
    _kept.clear()

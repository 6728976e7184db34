"""A cache of values computed from a release: a release never changes, so neither do they. No Django.

Nothing that differs between visitors may be cached here.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from candour.figures.releasing.numbers import Document

Result = TypeVar("Result")

MOST_ENTRIES = 512
# Each entry holds its document, so that the id in its key is not given to another object.
_entries: OrderedDict[tuple[int, Hashable], tuple[Document, Any]] = OrderedDict()


def cached(document: Document, name: Hashable, make: Callable[[], Result]) -> Result:
    """The result of `make` for this document and name, computed once while it stays in the cache.

    `name` must hold everything other than the document that the result depends on. The entry used longest
    ago is dropped when the cache is full.
    """
    key = (id(document), name)
    entry = _entries.get(key)
    if entry is None:
        entry = (document, make())
        _entries[key] = entry
        while len(_entries) > MOST_ENTRIES:
            _entries.popitem(last=False)
    else:
        _touch(key)
    result: Result = entry[1]
    return result


def _touch(key: tuple[int, Hashable]) -> None:
    try:
        _entries.move_to_end(key)
    except KeyError:
        # Another thread dropped the entry meanwhile; the value that was read is still right.
        return


def forget() -> None:
    """Empty the cache."""
    _entries.clear()

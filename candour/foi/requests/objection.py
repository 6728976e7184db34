"""An objection to what was filled in: at which box it belongs, and what it says. No Django."""

from typing import NamedTuple


class Objection(NamedTuple):
    """`field` is the name of a box of the form; empty for what is about the whole of it.

    `words` say what is wrong, then what to do.
    """

    field: str
    words: str

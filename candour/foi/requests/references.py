"""References such as 01/FOI/26/000123, in either style that is in use."""

import re

_REFERENCE = re.compile(r"(\d{2})[/.]FOI[/.](\d{2})[/.](\d{6})", re.IGNORECASE)


def slug_of(reference: str) -> str | None:
    """A reference in either style, 01/FOI/22/027524 or 01.FOI.23.034971, as its page's address has it."""
    match = _REFERENCE.search(reference)
    return f"{match[1]}.FOI.{match[2]}.{match[3]}" if match else None

"""The context of a sealed value: authenticated with it, so that no other value can be put in its place."""

import uuid
from dataclasses import dataclass
from functools import cached_property
from typing import Final

PREFIX: Final = b"candour/1"
"""Every label of format 1 begins with these nine bytes, so no other product's keys can meet ours."""

KINDS: Final = frozenset(
    {
        "account",
        "answer",
        "contact details",
        "extract",
        "file",
        "item",
        "letter",
        "match",
        "member key",
        "note",
        "notice",
        "outcome",
        "question",
        "reason",
        "recovery",
        "referral",
        "report",
        "sanitised report",
        "second factor",
        "session key",
        "staff list",
        "subject",
        "team key",
    }
)
"""The kinds of thing we seal. A new kind is added here and in docs/seal.md before it is used."""


@dataclass(frozen=True)
class Context:
    """What is sealed: its kind, the row it belongs to, and which wording of it (1 to 4,294,967,295).

    Raises ValueError for a kind that is not in KINDS or a version out of range.
    """

    kind: str
    object_id: uuid.UUID
    version: int = 1

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError("This kind of thing is not one we seal. Add it to KINDS and docs/seal.md first.")
        if not 1 <= self.version <= 0xFFFFFFFF:
            raise ValueError("A version counts from 1 to 4,294,967,295.")

    @cached_property
    def info(self) -> bytes:
        """The bytes bound into the seal: prefix, kind with its length, object, version (docs/seal.md, 3)."""
        kind = self.kind.encode("ascii")
        return PREFIX + bytes([len(kind)]) + kind + self.object_id.bytes + self.version.to_bytes(4, "big")

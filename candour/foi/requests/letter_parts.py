"""A letter's plain text read as headings, quotations, lists and paragraphs. Values in, values out.

Our templates write a heading as a line with dashes under it, a quotation with two blanks before each line,
and a list with a dash. Whatever an asker wrote is quoted, so that it can make no heading of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["heading", "quote", "item", "paragraph"]
QUOTED = "  "
_ADDRESS = re.compile(r"https?://[^\s<>\"“”]+[^\s<>\"“”.,;:)]")


@dataclass(frozen=True)
class Run:
    """Words on one line; `url` where they are an address."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Part:
    """One block: its kind, and its lines, each in runs."""

    kind: Kind
    lines: tuple[tuple[Run, ...], ...]


def quoted(text: str) -> str:
    """Somebody else's words as a letter holds them: each line two blanks in."""
    return "\n".join(f"{QUOTED}{line.strip()}".rstrip() for line in text.strip().splitlines())


def tidy(text: str) -> str:
    """A letter without blanks at the ends of lines, and never more than one empty line."""
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"


def parts_of(body: str) -> list[Part]:
    """The blocks of a letter, in their order; every line is in one of them, but for empty ones and rules."""
    found: list[Part] = []
    for block in re.split(r"\n[ \t]*\n", body.strip("\n")):
        found += _blocks([line for line in block.split("\n") if line.strip()])
    return found


def _blocks(lines: list[str]) -> Iterator[Part]:
    if len(lines) > 1 and _is_rule(lines[1]) and not lines[0].startswith(QUOTED):
        yield Part("heading", (_runs(lines[0]),))
        lines = lines[2:]
    kept: list[str] = []
    for line in lines:
        if kept and (_kind(line) != _kind(kept[0]) or _kind(line) == "item"):
            yield _part(kept)
            kept = []
        kept.append(line)
    if kept:
        yield _part(kept)


def _is_rule(line: str) -> bool:
    return len(line) >= 3 and not line.strip("-")


def _kind(line: str) -> Kind:
    if line.startswith(QUOTED):
        return "quote"
    return "item" if line.startswith("- ") else "paragraph"


def _part(lines: list[str]) -> Part:
    kind = _kind(lines[0])
    cut = 2 if kind == "item" else 0
    return Part(kind, tuple(_runs(line[cut:].strip()) for line in lines))


def _runs(line: str) -> tuple[Run, ...]:
    runs, done = [], 0
    for found in _ADDRESS.finditer(line):
        runs += [Run(line[done : found.start()]), Run(found[0], found[0])]
        done = found.end()
    return tuple(one for one in [*runs, Run(line[done:])] if one.text)

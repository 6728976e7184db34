"""A letter's plain text read as headings, quotations, lists and paragraphs. Values in, values out.

Our templates write a heading as a line with dashes under it, a quotation with two blanks before each line,
and a list with a dash. Whatever an asker wrote is quoted, so that it can make no heading of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

PartKind = Literal["heading", "quote", "item", "paragraph"]
QUOTED = "  "
_ADDRESS = re.compile(r"https?://[^\s<>\"“”]+[^\s<>\"“”.,;:)]")


@dataclass(frozen=True)
class LetterRun:
    """Words on one line; `url` where they are an address."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class LetterPart:
    """One block: its kind, and its lines, each in runs."""

    kind: PartKind
    lines: tuple[tuple[LetterRun, ...], ...]


def quoted(text: str) -> str:
    """Somebody else's words, each line indented by two spaces, as letters quote them."""
    return "\n".join(f"{QUOTED}{line.strip()}".rstrip() for line in text.strip().splitlines())


def tidy(text: str) -> str:
    """The text without trailing spaces, and with at most one empty line in a row."""
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"


def parts_of(body: str) -> list[LetterPart]:
    """The blocks of a letter, in their order; every line is in one of them, but for empty ones and rules."""
    parts: list[LetterPart] = []
    for block in re.split(r"\n[ \t]*\n", body.strip("\n")):
        parts += _blocks([line for line in block.split("\n") if line.strip()])
    return parts


def _blocks(lines: list[str]) -> Iterator[LetterPart]:
    if len(lines) > 1 and _is_rule(lines[1]) and not lines[0].startswith(QUOTED):
        yield LetterPart("heading", (_runs(lines[0]),))
        lines = lines[2:]
    block: list[str] = []
    for line in lines:
        if block and (_kind(line) != _kind(block[0]) or _kind(line) == "item"):
            yield _part(block)
            block = []
        block.append(line)
    if block:
        yield _part(block)


def _is_rule(line: str) -> bool:
    return len(line) >= 3 and not line.strip("-")


def _kind(line: str) -> PartKind:
    if line.startswith(QUOTED):
        return "quote"
    return "item" if line.startswith("- ") else "paragraph"


def _part(lines: list[str]) -> LetterPart:
    kind = _kind(lines[0])
    cut = 2 if kind == "item" else 0
    return LetterPart(kind, tuple(_runs(line[cut:].strip()) for line in lines))


def _runs(line: str) -> tuple[LetterRun, ...]:
    runs, done = [], 0
    for match in _ADDRESS.finditer(line):
        runs += [LetterRun(line[done : match.start()]), LetterRun(match[0], match[0])]
        done = match.end()
    return tuple(run for run in [*runs, LetterRun(line[done:])] if run.text)

"""The questions of a mail, as a proposal that an officer puts right."""

import re

_NUMBER = re.compile(r"^\s*(?:q(?:uestion)?\s*)?\(?(\d{1,2})[.):]\)?\s+(?=\S)", re.IGNORECASE)
_QUOTED = re.compile(r"^\s*>")


def split_questions(text: str, *, most: int = 20) -> list[str]:
    """The numbered lines of a text with what follows each, where they count from 1; else all of it as one."""
    lines = [line for line in text.splitlines() if not _QUOTED.match(line)]
    starts = _starts(lines)
    if len(starts) < 2 or len(starts) > most:
        whole = "\n".join(lines).strip()
        return [whole] if whole else []
    ends = [*starts[1:], len(lines)]
    return [_question(lines[first:end]) for first, end in zip(starts, ends, strict=True)]


def _starts(lines: list[str]) -> list[int]:
    starts: list[int] = []
    for index, line in enumerate(lines):
        number = _NUMBER.match(line)
        if number and int(number[1]) == len(starts) + 1:
            starts.append(index)
    return starts


def _question(lines: list[str]) -> str:
    """The first paragraph of these lines, without its number: after a blank line, most mails only greet."""
    cut = [_NUMBER.sub("", lines[0], count=1), *lines[1:]]
    blank = next((index for index, line in enumerate(cut) if not line.strip()), len(cut))
    return "\n".join(line.strip() for line in cut[:blank])

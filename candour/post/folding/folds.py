"""Folding a message: the ranges of its lines that are shown closed at first.

The laws: folds are apart and in order; a word of an answer is never in one; where it is not plain what is an
answer, everything stands open. So answers between quoted lines leave all of them open, and so does a message
that says that its answers stand below.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from . import closings, headers, library
from .within import may_be_typed_into, may_hold_answers

EARLIER, SIGNATURE, NOTICE, LINKS = "earlier", "signature", "notice", "links"
OURS = "our rules"
# Below this many letters left to read, or above this share folded, a message stands open: unless what is
# left says something, and what is folded is one earlier message with a plain header, at the end or the top.
FEWEST_LETTERS, MOST_FOLDED = 40, 0.9


@dataclass(frozen=True)
class FoldedLines:
    """Lines to be shown closed: the first and the last, from 0, of `text.splitlines()`."""

    first: int
    last: int
    kind: str
    proposed_by: str


def fold(text: str, *, asker_name: str = "") -> list[FoldedLines]:
    """The lines of a message that may be shown closed at first, from first to last. The text stays."""
    lines = text.splitlines()
    earlier, clear = _earlier(lines, asker_name)
    top = closings.banner(lines)
    folds = [FoldedLines(*top, NOTICE, OURS)] if top else []
    begins = top[1] + 1 if top else 0
    # What closes a letter stands above the earlier messages, or below one that it answers.
    end = earlier[0].first if earlier and earlier[0].last >= _last(lines) else len(lines)
    begins = max([begins, *(fold_lines.last + 1 for fold_lines in earlier if fold_lines.last < end)])
    folds += [*_closing(lines, begins, end), *earlier]
    folds = sorted(_trimmed(lines, folds), key=lambda fold_lines: fold_lines.first)
    return folds if _leaves_enough(lines, folds, clear) else []


def _last(lines: Sequence[str]) -> int:
    return max((at for at, line in enumerate(lines) if line.strip()), default=-1)


def _earlier(lines: Sequence[str], asker_name: str) -> tuple[list[FoldedLines], bool]:
    """The earlier messages of a message, in one range or none; and whether their beginning is plain."""
    quoted = [at for at, line in enumerate(lines) if headers.QUOTED.match(line)]
    start, by = _first_start(lines, asker_name)
    if quoted and may_be_typed_into(lines[: quoted[0]], [lines[at] for at in quoted]):
        return [], False
    if start is None or (quoted and start.line in quoted):
        return (_run(lines, quoted[0], quoted, by), len(quoted) > 2) if quoted else ([], False)
    if quoted and quoted[0] < start.line:
        return [], False
    if _next_worded(lines, start.body) in quoted:
        return _run(lines, start.line, quoted, by), start.clear
    below = lines[start.body :]
    if start.clear and not may_hold_answers(lines[: start.line], below, _newest(below, asker_name)):
        return [FoldedLines(start.line, _last(lines), EARLIER, by)], True
    return [], False


def _newest(quoted_lines: Sequence[str], asker_name: str) -> Sequence[str]:
    """The lines of the message that is quoted first, without those that it quotes itself."""
    within = next(headers.starts(quoted_lines, asker_name), None)
    return quoted_lines[: within.line] if within else quoted_lines


def _next_worded(lines: Sequence[str], begins: int) -> int:
    return next((at for at in range(begins, len(lines)) if lines[at].strip()), len(lines))


def _first_start(lines: Sequence[str], asker_name: str) -> tuple[headers.Start | None, str]:
    """The first header, by our rules; else by the library's, where quoted lines follow it."""
    ours = next(headers.starts(lines, asker_name), None)
    proposed = library.proposed_starts(lines)
    if ours is not None:
        return ours, library.NAME if {ours.line, ours.line + 1, ours.line + 2} & set(proposed) else OURS
    for at in proposed:
        body = _next_worded(lines, at + 1)
        if body < len(lines) and headers.QUOTED.match(lines[body]):
            return headers.Start(at, body, False), library.NAME
    return None, OURS


def _run(lines: Sequence[str], first: int, quoted: Sequence[int], by: str) -> list[FoldedLines]:
    """A run of quoted lines with its header: at the end, or at the top with all answers below it."""
    last = quoted[-1]
    marked = set(quoted)
    between = [lines[at] for at in range(quoted[0], last) if at not in marked]
    # A quoted line that was broken goes on without its mark; whatever is not blank may be an answer.
    if any(line.strip() for line in between):
        return []
    above = any(line.strip() for line in lines[:first])
    below = any(line.strip() for line in lines[last + 1 : _closing_start(lines, last + 1)])
    return [FoldedLines(first, last, EARLIER, by)] if not (above and below) else []


def _closing_start(lines: Sequence[str], begins: int) -> int:
    return min((fold_lines.first for fold_lines in _closing(lines, begins, len(lines))), default=len(lines))


def _closing(lines: Sequence[str], begins: int, end: int) -> list[FoldedLines]:
    """Links, notices and contact details between two lines, read from the end upwards."""
    folds: list[FoldedLines] = []
    part = list(lines[begins:end])
    end_of_rest = len(part)
    for kind, finder in ((LINKS, closings.links), (NOTICE, closings.notice), (SIGNATURE, closings.signature)):
        first = finder(part, end_of_rest)
        if first is not None and not closings.is_led_to(part, first):
            folds.append(FoldedLines(begins + first, begins + end_of_rest - 1, kind, OURS))
            end_of_rest = first
    return folds


def _trimmed(lines: Sequence[str], folds: Sequence[FoldedLines]) -> list[FoldedLines]:
    """The same ranges without blank lines at their ends."""
    trimmed = []
    for fold_lines in folds:
        worded = [at for at in range(fold_lines.first, fold_lines.last + 1) if lines[at].strip()]
        if worded:
            trimmed.append(FoldedLines(worded[0], worded[-1], fold_lines.kind, fold_lines.proposed_by))
    return trimmed


def _leaves_enough(lines: Sequence[str], folds: Sequence[FoldedLines], clear: bool) -> bool:
    """Whether what stays open can be read by itself."""
    folded = {at for fold_lines in folds for at in range(fold_lines.first, fold_lines.last + 1)}
    still_open = [line for at, line in enumerate(lines) if at not in folded]
    if not _says_something(still_open):
        return False
    letters, all_letters = _letters(still_open), _letters(lines)
    if letters >= FEWEST_LETTERS and all_letters - letters <= MOST_FOLDED * all_letters:
        return True
    earlier = [fold_lines for fold_lines in folds if fold_lines.kind == EARLIER]
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    is_outermost = len(earlier) == 1 and (earlier[0].last == _last(lines) or earlier[0].first == first)
    return clear and is_outermost


def _letters(lines: Sequence[str]) -> int:
    return sum(len("".join(line.split())) for line in lines)


def _says_something(lines: Sequence[str]) -> bool:
    """Whether there is a word besides greeting, sign-off and the name below it."""
    worded = [line for line in lines if line.strip()]
    ends = next((at for at, line in enumerate(worded) if closings.SIGN_OFF.match(line)), len(worded))
    return any(re.search(r"\w", line) for line in worded[:ends] if not closings.GREETING.match(line))

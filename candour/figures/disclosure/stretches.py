"""Stretches of days: cut where any of them begins or ends, and what sums of some say of others. No Django."""

import datetime as dt
from collections.abc import Iterable, Sequence

from candour.figures.quarters import Span

_DAY = dt.timedelta(days=1)


def is_inside(part: Span, whole: Span) -> bool:
    """Whether every day of `part` is in `whole`."""
    return whole.since <= part.since and part.until <= whole.until


def pieces(spans: Iterable[Span]) -> list[Span]:
    """The longest stretches that none of the spans cuts, of the days that any of them has; earliest first."""
    wanted = set(spans)
    cuts = sorted({stretch.since for stretch in wanted} | {stretch.until + _DAY for stretch in wanted})
    stretches = [Span(since, until - _DAY) for since, until in zip(cuts, cuts[1:], strict=False)]
    return [stretch for stretch in stretches if any(is_inside(stretch, span) for span in wanted)]


def without(whole: Span, part: Span) -> tuple[Span, ...]:
    """What is left of `whole` when `part`, which is inside it, is taken away: one stretch or two."""
    before = Span(whole.since, part.since - _DAY)
    after = Span(part.until + _DAY, whole.until)
    return tuple(stretch for stretch in (before, after) if stretch.since <= stretch.until)


class SpanSums:
    """The numbers of some spans, and those of every other span that follow by adding and subtracting."""

    def __init__(self, numbers: Iterable[tuple[Span, int]]) -> None:
        self._steps: dict[dt.date, list[tuple[dt.date, int]]] = {}
        for span, number in numbers:
            end = span.until + _DAY
            self._steps.setdefault(span.since, []).append((end, number))
            self._steps.setdefault(end, []).append((span.since, -number))
        self._place: dict[dt.date, tuple[dt.date, int]] = {}
        for start in self._steps:
            self._walk(start)

    def _walk(self, start: dt.date) -> None:
        """Give every day that can be reached its number since `start`; where two ways differ, the first."""
        if start in self._place:
            return
        self._place[start] = (start, 0)
        waiting = [start]
        while waiting:
            day = waiting.pop()
            for other, number in self._steps[day]:
                if other not in self._place:
                    self._place[other] = (start, self._place[day][1] + number)
                    waiting.append(other)

    def of(self, span: Span) -> int | None:
        """The number of a span; None if it does not follow."""
        first, last = self._place.get(span.since), self._place.get(span.until + _DAY)
        if first is None or last is None or first[0] != last[0]:
            return None
        return last[1] - first[1]


def tile(stretches: Sequence[Span], span: Span) -> bool:
    """Whether stretches that do not overlap are together as long as another."""
    return (
        sum((stretch.until - stretch.since).days + 1 for stretch in stretches)
        == (span.until - span.since).days + 1
    )

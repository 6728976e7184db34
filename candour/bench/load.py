"""Drives many clients at once for a bounded time, and counts answers, times and faults."""

import asyncio
import statistics
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from candour.bench.browser import Browser, UnexpectedAnswer

# One turn of one client; returns the number of pages it fetched, or None when it has nothing left to do.
Turn = Callable[[Browser], Awaitable[int | None]]


@dataclass
class LoadResult:
    """The result of one load: milliseconds of each turn, pages fetched, and faults by kind."""

    seconds: float = 0.0
    pages: int = 0
    milliseconds: list[float] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)

    @property
    def rate(self) -> float:
        """Turns a second."""
        return len(self.milliseconds) / self.seconds if self.seconds else 0.0

    def percentile(self, share: int) -> float:
        """The milliseconds within which that share, in per cent, of the turns came back."""
        if len(self.milliseconds) < 2:
            return self.milliseconds[0] if self.milliseconds else 0.0
        return statistics.quantiles(self.milliseconds, n=100, method="inclusive")[share - 1]


async def drive(browsers: list[Browser], turn: Turn, *, seconds: float) -> LoadResult:
    """Let every client take turns until the time is up. No turn begins after it; those begun are counted."""
    result, start = LoadResult(), time.perf_counter()

    async def client(browser: Browser) -> None:
        while time.perf_counter() - start < seconds:
            began = time.perf_counter()
            try:
                pages = await turn(browser)
            except (UnexpectedAnswer, OSError, asyncio.IncompleteReadError) as fault:
                result.faults[str(fault) or type(fault).__name__] += 1
                await browser.close()
                continue
            if pages is None:
                return
            result.pages += pages
            result.milliseconds.append(1000 * (time.perf_counter() - began))

    await asyncio.gather(*(client(browser) for browser in browsers))
    result.seconds = time.perf_counter() - start
    return result

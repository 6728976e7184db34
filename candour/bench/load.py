"""Many clients at once, for a bounded time: how many answers came back, how fast, and what went wrong."""

import asyncio
import statistics
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from candour.bench.browser import Browser, Refused

# One turn of one client; returns how many pages it saw, or None when there is nothing left to do.
Turn = Callable[[Browser], Awaitable[int | None]]


@dataclass
class Outcome:
    """What a load brought: each turn's milliseconds, the pages seen, and the faults by kind."""

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


async def drive(browsers: list[Browser], turn: Turn, *, seconds: float) -> Outcome:
    """Let every client take turns until the time is up. No turn begins after it; those begun are counted."""
    outcome, start = Outcome(), time.perf_counter()

    async def client(browser: Browser) -> None:
        while time.perf_counter() - start < seconds:
            began = time.perf_counter()
            try:
                pages = await turn(browser)
            except (Refused, OSError, asyncio.IncompleteReadError) as fault:
                outcome.faults[str(fault) or type(fault).__name__] += 1
                await browser.close()
                continue
            if pages is None:
                return
            outcome.pages += pages
            outcome.milliseconds.append(1000 * (time.perf_counter() - began))

    await asyncio.gather(*(client(browser) for browser in browsers))
    outcome.seconds = time.perf_counter() - start
    return outcome

"""`candour figures attack`: the intruder let loose on what is published, or on invented histories."""

from collections.abc import Callable, Sequence

from . import register
from .histories import attack_histories
from .judging import Report, report
from .protected import Registered

Write = Callable[[str], object]


def attack_published(published: Sequence[Registered]) -> Report:
    """What comes out of everything published, each number with its true count."""
    return report(published)


def run_attack(*, write: Write, histories: int | None = None, seed: int = 1, secondary: bool = True) -> int:
    """Attack what this line has published; or, with `histories`, so many invented ones. Writes what came of
    it, and gives how many protected counts came out. `secondary` is for invented histories alone."""
    if histories is None:
        found = attack_published(register.published_cells())
        write(f"{found.numbers:,} published numbers.")
    else:
        found = attack_histories(histories, seed, secondary=secondary, progress=_every_hundredth(write))
        write(f"{found.histories:,} histories from seed {seed}, {found.numbers:,} published numbers.")
        write(f"{found.refused:,} of {found.answers:,} questions were refused.")
    write(f"{found.protected:,} protected counts.")
    for words in found.in_words()[:20]:
        write(f"Comes out: {words}")
    write(f"{len(found.recovered):,} come out more closely than the rule allows.")
    return len(found.recovered)


def _every_hundredth(write: Write) -> Callable[[int], None]:
    def progress(done: int) -> None:
        if done % 100 == 0:
            write(f"{done:,} histories …")

    return progress

"""`candour figures attack`: the intruder let loose on what is published, or on invented histories."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from candour.figures.disclosure.histories import History, house_of, published
from candour.figures.disclosure.judging import AttackResult, report
from candour.figures.disclosure.protected import Registered
from candour.figures.releasing import register

Write = Callable[[str], object]


def attack_published(numbers: Sequence[Registered]) -> AttackResult:
    """What comes out of everything published, each number with its true count."""
    return report(numbers)


def attack_history(seed: str, *, secondary: bool = True) -> AttackResult:
    """One history, published and then attacked from the published cells alone."""
    history = History(seed)
    register, asked, refused = published(history, secondary=secondary)
    return report(register, house_of(history)) + AttackResult(histories=1, answers=asked, refused=refused)


def attack_histories(
    number: int, seed: int, *, secondary: bool = True, progress: Callable[[int], None] | None = None
) -> AttackResult:
    """So many histories, on all processors. `progress` is told how many are done."""
    attack = partial(attack_history, secondary=secondary)
    seeds = [f"{seed}-{place}" for place in range(number)]
    found = AttackResult()
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        for done, one in enumerate(pool.map(attack, seeds, chunksize=max(1, min(8, number // 8))), start=1):
            found += one
            if progress:
                progress(done)
    return found


def run_attack(*, write: Write, histories: int | None = None, seed: int = 1, secondary: bool = True) -> int:
    """Attack what this line has published; or, with `histories`, so many invented ones. Writes what came of
    it, and gives how many protected counts came out. `secondary` is for invented histories alone."""
    if histories is None:
        found = attack_published(register.published_cells())
        write(f"{found.numbers:,} published numbers.")
    else:
        found = attack_histories(histories, seed, secondary=secondary, progress=_every_hundredth(write))
        write(f"{found.histories:,} histories from seed {seed}, {found.numbers:,} published numbers.")
        write(f"{found.refused:,} of {found.answers:,} questions (or, rarely, corrections) were refused.")
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

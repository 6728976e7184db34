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
    register, answers, refused = published(history, secondary=secondary)
    return report(register, house_of(history)) + AttackResult(histories=1, answers=answers, refused=refused)


def attack_histories(
    number: int, seed: int, *, secondary: bool = True, progress: Callable[[int], None] | None = None
) -> AttackResult:
    """So many histories, on all processors. `progress` is told how many are done."""
    attack = partial(attack_history, secondary=secondary)
    seeds = [f"{seed}-{index}" for index in range(number)]
    total = AttackResult()
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        for done, result in enumerate(
            pool.map(attack, seeds, chunksize=max(1, min(8, number // 8))), start=1
        ):
            total += result
            if progress:
                progress(done)
    return total


def run_attack(*, write: Write, histories: int | None = None, seed: int = 1, secondary: bool = True) -> int:
    """Attack what this line has published; or, with `histories`, so many invented ones. Writes what came of
    it, and gives how many protected counts came out. `secondary` is for invented histories alone."""
    if histories is None:
        result = attack_published(register.published_cells())
        write(f"{result.numbers:,} published numbers.")
    else:
        result = attack_histories(histories, seed, secondary=secondary, progress=_every_hundredth(write))
        write(f"{result.histories:,} histories from seed {seed}, {result.numbers:,} published numbers.")
        write(f"{result.refused:,} of {result.answers:,} questions (or, rarely, corrections) were refused.")
    write(f"{result.protected:,} protected counts.")
    for words in result.in_words()[:20]:
        write(f"Comes out: {words}")
    write(f"{len(result.recovered):,} come out more closely than the rule allows.")
    return len(result.recovered)


def _every_hundredth(write: Write) -> Callable[[int], None]:
    def progress(done: int) -> None:
        if done % 100 == 0:
            write(f"{done:,} histories …")

    return progress

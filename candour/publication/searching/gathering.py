"""Which entries are worth ranking: those that have the rarest of the words, or enough of them together.

Ranking every entry with one of the words would rank nearly all of them: everybody asks about officers. So
words are asked for together, as many as it takes to leave few entries; where they still leave too many, one
more word is asked for with them. Each question to the database is a list of stems with AND and OR, and
nothing that was typed.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from django.db import connection

from candour.store.query import Key, Wanted

Clause = tuple[Key, ...]
Ask = Callable[[Clause, int], list[int]]

MOST = 1_200
_EACH = 300
_QUESTIONS = 12
_KEYS = 10
_TOGETHER = 3


@dataclass
class Gathered:
    """The entries' numbers, and whether more could have been found."""

    numbers: dict[int, None] = field(default_factory=dict)
    is_more: bool = False


def likely(clause: Clause, total: int) -> float:
    """How many entries would have all the words if none had to do with another."""
    entries = float(total)
    for key in clause:
        entries *= key.entries / max(total, 1)
    return entries


def clauses(words: Sequence[Wanted], total: int, share: float = 1.0) -> list[Clause]:
    """The fewest words together that leave few entries, the rarest first; then what leaves more.

    `share` is the part of all entries that the filters leave.
    """
    every = sorted((key for word in words for key in (word.widest, *word.keys)), key=lambda key: key.entries)
    chosen = _few(every[:_KEYS], total, share)
    chosen.sort(key=lambda one: likely(one, total))
    return [*chosen[: _QUESTIONS - 4], *_together(words)]


def _few(keys: Sequence[Key], total: int, share: float) -> list[Clause]:
    """Every clause that leaves few entries, but those that a shorter or wider one finds anyway."""
    # For each key, those that find nothing which it does not find, itself among them.
    within = [{at for at, one in enumerate(keys) if set(one.any_of) <= set(key.any_of)} for key in keys]
    chosen: dict[tuple[int, ...], Clause] = {}
    for size in range(1, _TOGETHER + 1):
        for places in combinations(range(len(keys)), size):
            clause = tuple(keys[at] for at in places)
            is_narrow = likely(clause, total) * share <= _EACH and len({key.stem for key in clause}) == size
            if is_narrow and not any(_is_found_by(places, wide, within) for wide in chosen):
                chosen[places] = clause
    return list(chosen.values())


def _is_found_by(places: Sequence[int], wide: Sequence[int], within: Sequence[set[int]]) -> bool:
    return not any(within[at].isdisjoint(places) for at in wide)


def _together(words: Sequence[Wanted]) -> list[Clause]:
    """The rarest words together, in the title or anywhere: all of them, and all but the commonest."""
    rare = words[:_TOGETHER]
    titled, anywhere = [word.keys[0] for word in rare if word.keys], [word.widest for word in rare]
    return [tuple(one) for one in (titled, titled[:-1], anywhere, anywhere[:-1]) if one]


def gather(words: Sequence[Wanted], total: int, ask: Ask, share: float = 1.0) -> Gathered:
    """The entries to rank: at most MOST of them, by at most _QUESTIONS questions."""
    waiting, asked = clauses(words, total, share), set[frozenset[Key]]()
    found = Gathered()
    while waiting and len(asked) < _QUESTIONS and len(found.numbers) < MOST:
        clause = waiting.pop(0)
        if frozenset(clause) in asked:
            continue
        asked.add(frozenset(clause))
        numbers = ask(clause, _EACH + 1)
        found.numbers.update(dict.fromkeys(numbers[:_EACH]))
        if len(numbers) > _EACH:
            found.is_more = True
            waiting[:0] = _narrower(clause, words)
    return found


def _narrower(clause: Clause, words: Sequence[Wanted]) -> list[Clause]:
    """The clause with one more word, for when it leaves too many: the rarest keys, in titles above all."""
    there = {key.stem for key in clause}
    others = [key for word in words if word.stem not in there for key in (word.widest, *word.keys)]
    return [(*clause, key) for key in sorted(others, key=lambda key: key.entries)[:2]]


def expression(clause: Sequence[Sequence[str]]) -> str:
    """The words of a clause, each with what may be meant by it, as the database wants to read it."""
    is_sqlite = connection.vendor == "sqlite"
    all_of, any_of = (" AND ", " OR ") if is_sqlite else (" & ", " | ")
    # Quoted, so that no word is taken for an operator; they are letters and digits alone (stems.py).
    quote = '"' if is_sqlite else "'"
    return all_of.join("(" + any_of.join(f"{quote}{one}{quote}" for one in words) + ")" for words in clause)


_SQLITE = "SELECT rowid FROM foi_search_index WHERE foi_search_index MATCH %s ORDER BY rowid DESC LIMIT %s"
# Gathered before it is put in order: else the planner may read through every entry from the newest on.
_RARE = (
    "WITH found AS MATERIALIZED (SELECT id FROM foi_search WHERE words @@ %s::tsquery) "
    "SELECT id FROM found ORDER BY id DESC LIMIT %s"
)
_COMMON = "SELECT id FROM foi_search WHERE words @@ %s::tsquery ORDER BY id DESC LIMIT %s"
_FEW = 5_000


def numbers_of(clause: Sequence[Sequence[str]], limit: int, *, is_common: bool = False) -> list[int]:
    """The newest entries that have one of each of these words."""
    sql = _SQLITE if connection.vendor == "sqlite" else _COMMON if is_common else _RARE
    with connection.cursor() as cursor:
        cursor.execute(sql, [expression(clause), limit])
        return [int(row[0]) for row in cursor.fetchall()]


def asking(marks: Sequence[str], total: int, share: float) -> Ask:
    """How a clause is asked of this database, among the entries with these marks."""
    kept = [(one,) for one in marks]

    def ask(clause: Clause, limit: int) -> list[int]:
        is_common = likely(clause, total) * share > _FEW
        return numbers_of([*kept, *(key.any_of for key in clause)], limit, is_common=is_common)

    return ask


def newest(marks: Sequence[str], limit: int) -> Iterator[int]:
    """The newest entries with these marks."""
    yield from numbers_of([(one,) for one in marks], limit, is_common=True)

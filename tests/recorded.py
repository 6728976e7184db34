"""Makes rows that many tests begin with once, and writes the same rows again for each further test.

Nearly all of what such rows cost is Python: rules, seals, releases that are compiled. So the statements that
wrote them are recorded the first time, and repeated after that.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection

_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
Statement = tuple[str, Any, bool]
# By sequence: the number that it gave last, if it gave any.
Sequences = dict[str, int | None]
_recordings: dict[str, tuple[Sequences, list[Statement]]] = {}


def _sequences() -> Sequences:
    if connection.vendor != "postgresql":
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(sequencename), last_value FROM pg_sequences")
        return dict(cursor.fetchall())


def _set_sequences(numbers: Sequences) -> None:
    with connection.cursor() as cursor:
        for sequence, number in numbers.items():
            cursor.execute("SELECT setval(%s, %s, %s)", [sequence, number or 1, number is not None])


def _record(make: Callable[[], object]) -> list[Statement]:
    statements: list[Statement] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(_WRITES):
            statements.append((sql, params, many))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        make()
    return statements


def _repeat(statements: list[Statement]) -> None:
    with connection.cursor() as cursor:
        for sql, params, many in statements:
            if many:
                cursor.executemany(sql, params)
            else:
                cursor.execute(sql, params)
            if " RETURNING " in sql:
                cursor.fetchall()


def written_once(name: str, make: Callable[[], object]) -> None:
    """Write what `make` writes. From the second time on in this process, its rows are written without it.

    `name` stands for `make` and for everything that was in the database before. For tests whose rows are
    rolled back. PostgreSQL's sequences are not rolled back, so they are set to where they were first.
    """
    if name in _recordings:
        before, statements = _recordings[name]
        _set_sequences(before)
        _repeat(statements)
    else:
        before = _sequences()
        _recordings[name] = (before, _record(make))

"""Makes rows that many tests begin with once, and writes the same rows again for each further test.

Nearly all of what such rows cost is Python: rules, seals, releases that are compiled. So the statements that
wrote them are recorded the first time, and repeated after that.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection

_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
Statement = tuple[str, Any, bool]
_recordings: dict[str, list[Statement]] = {}


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
    rolled back. On PostgreSQL `make` is called each time: its sequences stay, so keys would differ.
    """
    if connection.vendor == "postgresql":
        make()
    elif name in _recordings:
        _repeat(_recordings[name])
    else:
        _recordings[name] = _record(make)

"""The desk's pages about requests run as a PostgreSQL role that can read no report."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import DatabaseError, connection

DESK, FOI = "candour_desk", "candour_foi"
Params = ParamSpec("Params")
Answer = TypeVar("Answer")


@contextmanager
def acting_as(role: str) -> Iterator[None]:
    """Within it, the desk's connection has that role's rights and no more.

    Nothing happens on SQLite, or where the tables' owner is connected: there, no roles are in use.
    """
    if connection.vendor != "postgresql" or _user() != DESK:
        yield
        return
    _become(role)
    try:
        yield
    finally:
        try:
            _become(DESK)
        except DatabaseError:  # a broken connection must not serve the next page with this one's rights
            connection.close()


def narrowed(view: Callable[Params, Answer]) -> Callable[Params, Answer]:
    """A page of the freedom-of-information desk: it can read no contact, report, referral or key."""

    @wraps(view)
    def within(*args: Params.args, **kwargs: Params.kwargs) -> Answer:
        with acting_as(FOI):
            return view(*args, **kwargs)

    return within


def _user() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return str(cursor.fetchone()[0])


def _become(role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {role}")

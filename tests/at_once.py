"""Two people at the same moment, on both databases."""

import threading
import time
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import OperationalError, connection, connections, transaction

Act = Callable[[], object]


def at_once(*acts: Act) -> list[bool]:
    """Whether each act was done, all of them begun at the same moment; a rule may refuse any."""
    start, done = threading.Barrier(len(acts)), [False] * len(acts)

    def attempt(place: int) -> None:
        start.wait()
        try:
            patiently(acts[place])
            done[place] = True
        except ValidationError:
            pass
        finally:
            connections.close_all()

    threads = [threading.Thread(target=attempt, args=[place]) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done


def behind(first: Act, second: Act) -> Exception | None:
    """Do the second while the first is done but not committed, and say what became of the second.

    None if it was done. On PostgreSQL it is known to wait for a lock before the first commits.
    """
    found: list[Exception | None] = []

    def wait_for_it() -> None:
        try:
            patiently(second)
            found.append(None)
        except Exception as refused:
            found.append(refused)
        finally:
            connections.close_all()

    thread = threading.Thread(target=wait_for_it)
    with transaction.atomic():
        first()
        thread.start()
        _until_it_waits(thread)
    thread.join()
    return found[0]


def _until_it_waits(thread: threading.Thread) -> None:
    if connection.vendor != "postgresql":
        return  # the whole database is the first's until it commits
    with connection.cursor() as cursor:
        for _ in range(1000):
            # Other workers wait for locks too, each in its own database.
            cursor.execute(
                "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid) "
                "WHERE NOT granted AND datname = current_database()"
            )
            if cursor.fetchone() != (0,) or not thread.is_alive():
                return
            time.sleep(0.005)
    raise AssertionError("the second never waited for the first")


def patiently(act: Act) -> None:
    """SQLite in memory, as the tests have it, refuses a busy table at once; on disk a writer queues."""
    for _ in range(5000):
        try:
            act()
            return
        except OperationalError as busy:
            if "locked" not in str(busy):
                raise
            time.sleep(0.001)
    raise AssertionError("the table was busy for five seconds")

"""Django's SQLite backend with a queue for writers.

SQLite allows one writer at a time. Its own waiting polls with growing pauses, so that some writers starve;
here they wait for a file lock, which the kernel grants in order.
"""

import fcntl
import os
from typing import Any

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """One connection; its transactions hold the queue's lock from BEGIN until their end."""

    _queue: int | None = None

    def _queue_file(self) -> str | None:
        name = str(self.settings_dict["NAME"])
        return None if ":memory:" in name or "mode=memory" in name else f"{name}.queue"

    def _start_transaction_under_autocommit(self) -> None:
        if file := self._queue_file():
            self._queue = os.open(file, os.O_CREAT | os.O_RDWR, 0o600)
            fcntl.flock(self._queue, fcntl.LOCK_EX)
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._leave_queue()
            raise

    def _leave_queue(self) -> None:
        if self._queue is not None:
            os.close(self._queue)
            self._queue = None

    def _commit(self) -> Any:
        try:
            return super()._commit()  # type: ignore[misc]
        finally:
            if not self.connection.in_transaction:
                self._leave_queue()

    def _rollback(self) -> Any:
        try:
            return super()._rollback()  # type: ignore[misc]
        finally:
            self._leave_queue()

    def _close(self) -> Any:
        try:
            return super()._close()  # type: ignore[misc]
        finally:
            self._leave_queue()

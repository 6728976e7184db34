"""The log: the place in our code and the kind of fault, and nothing that anybody sent or typed."""

import logging
import traceback
from typing import Any


class ClosedFormatter(logging.Formatter):
    """Drops messages, arguments and exception texts, any of which may quote a report or an address."""

    def format(self, record: logging.LogRecord) -> str:
        """One line: day, level, logger and, with a traceback, the exception and our innermost frame."""
        day = self.formatTime(record, "%Y-%m-%d")
        line = f"{day} {record.levelname} {record.name} {record.module}:{record.lineno}"
        if not record.exc_info or record.exc_info[0] is None:
            return line
        frames = traceback.extract_tb(record.exc_info[2])
        ours = next((frame for frame in reversed(frames) if "candour" in frame.filename), None)
        where = f"{ours.name}:{ours.lineno}" if ours else "outside our code"
        return f"{line} {record.exc_info[0].__name__} in {where}"


def logging_settings(*, is_open: bool) -> dict[str, Any]:
    """What Django is given as LOGGING; `is_open` lets tracebacks through, for a rehearsal that is mended.

    Also sets, for the process, that a line which cannot be written is lost: the library would print it, and
    the fault with its words, to the console.
    """
    logging.raiseExceptions = is_open
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {} if is_open else {"()": ClosedFormatter}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
            # 404s and refused forms would name a reporter's visit.
            "django.request": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
            "django.security": {"handlers": ["stderr"], "level": "CRITICAL", "propagate": False},
        },
    }

"""What stopped a command: what is wrong, then what to do. Never what a database or a form holds."""

import errno
import traceback

from django.core.checks import CheckMessage, run_checks
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.management.base import CommandError
from django.db import DatabaseError

_TABLES = (
    "This database has no tables yet, or lacks some. Begin a line with `candour init`, or bring an older one "
    "up to date with `candour migrate`."
)
_DENIED = (
    "The database does not let this role do that. Run the command as the owner of the tables; "
    "docs/operate.md says which role does what."
)
_UNREACHABLE = (
    "The database cannot be reached. Is its server running, and does DATABASE_URL give the right host, name "
    "and password?"
)
# A part of what the database says, and what we say.
_DATABASE = (
    ("unable to open", "The database file cannot be opened. Does its folder exist, and may we write in it?"),
    ("readonly", "The database may not be written. Look at the rights of its file and folder."),
    ("read-only", "The database may not be written. Look at the rights of its file and folder."),
    ("locked", "Another process is holding the database. Wait for it or stop it, then try again."),
    ("disk is full", "The disk is full. Make room, then try again."),
    ("no space left", "The disk is full. Make room, then try again."),
    ("not a database", "The database file is damaged, or is not SQLite's. Bring back a backup."),
    ("malformed", "The database file is damaged. Bring back a backup."),
    ("disk i/o", "The disk does not answer as it should. Look at it, then bring back a backup if need be."),
    ("no such table", _TABLES),
    ("no such column", _TABLES),
    ("has no column", _TABLES),
    ("does not exist", _TABLES),
    ("create role", "This database role may not make roles. As a superuser: ALTER ROLE … CREATEROLE."),
    ("permission denied", _DENIED),
    ("must be owner", _DENIED),
    ("must have", _DENIED),
)


def sentences(fault: BaseException) -> str:
    """One or two sentences about an exception that no command foresaw."""
    if isinstance(fault, ValidationError):
        return " ".join(fault.messages)
    if isinstance(fault, DatabaseError):
        return of_database(fault)
    if isinstance(fault, ImproperlyConfigured) and "psycopg" in str(fault):
        return "The library for PostgreSQL is missing. Install requirements-postgresql.lock."
    if isinstance(fault, ImproperlyConfigured):
        return f"The settings cannot be used. {fault}"
    if isinstance(fault, OSError):
        return _of_system(fault)
    return _unforeseen(fault)


def of_database(fault: DatabaseError) -> str:
    """What a database's refusal means. Its own words are not repeated: they may quote a row."""
    message = str(fault).casefold()
    if "connection" in message and ("failed" in message or "refused" in message or "closed" in message):
        return f"{_UNREACHABLE}{_why(message)}"
    if "could not translate host" in message or "resolve host" in message or "timeout expired" in message:
        return _UNREACHABLE
    for part, words in _DATABASE:
        if part in message:
            return words
    return _unforeseen(fault)


def _why(message: str) -> str:
    """What the server's refusal to let us in says, where it says one of two plain things."""
    if "authentication failed" in message:
        return " It did not accept the password."
    if 'database "' in message and "does not exist" in message:
        return " It has no database of that name."
    return ""


def _of_system(fault: OSError) -> str:
    where = f" {fault.filename}" if fault.filename else " what it needs"
    if fault.errno == errno.ENOSPC:
        return "The disk is full. Make room, then try again."
    if isinstance(fault, PermissionError) or fault.errno == errno.EROFS:
        return f"We may not read or write{where}. Look at its rights, or give another with CANDOUR_DATA."
    if isinstance(fault, FileNotFoundError):
        return f"There is no{where}. Look at its name, or at CANDOUR_DATA."
    if isinstance(fault, FileExistsError | NotADirectoryError | IsADirectoryError):
        return (
            f"There is a file where a folder should be, or the other way round{where}. "
            "Give another with CANDOUR_DATA."
        )
    return f"The system refused{where}: {fault.strerror or type(fault).__name__}. Mend that, then try again."


def _unforeseen(fault: BaseException) -> str:
    """The kind of fault and the place in our code; what it says may quote a report."""
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [frame for frame in frames if "candour" in frame.filename] or frames
    where = f" ({ours[-1].name}:{ours[-1].lineno})" if ours else ""
    return (
        f"This should not happen: {type(fault).__name__}{where}. With --traceback the command says more; "
        "tell whoever keeps the code."
    )


def check_in_words(message: CheckMessage) -> str:
    """The number, the fact and the hint of a check."""
    return f"{message.id} {message.msg}\n  Hint: {message.hint}"


def refuse_unsafe_settings() -> None:
    """CommandError with every fault in the settings that can be seen without the database."""
    serious = [message for message in run_checks() if message.is_serious() and not message.is_silenced()]
    if serious:
        raise CommandError("\n".join(check_in_words(message) for message in serious))

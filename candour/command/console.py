"""What `candour …` understands, and how a command ends that cannot do its work: in words."""

import os
import sys
import traceback
from collections.abc import Sequence
from importlib.metadata import version

import django
from django.conf import settings
from django.core.management import get_commands, load_command_class
from django.core.management.base import CommandError
from django.db import connections

from candour.command import arguments, faults

OURS = {
    "init": "Begin a real line in an empty database.",
    "serve": "Open the door that CANDOUR_DOOR names.",
    "demo": "Make a rehearsal in an empty database: invented people and reports.",
    "begun": "Say what this database is: rehearsal, real or no.",
    "upgrade": "Bring an older SQLite folder up to this version, after a copy.",
    "grants": "Print or make the PostgreSQL roles of the doors.",
    "move": "Copy a line from SQLite into an empty PostgreSQL database.",
    "recover": "Hand a team's key to a member, with the paper key.",
    "figures": "Print a figure as at any day; try to unpick what is published.",
    "foi": "Requests for information: mail, due days, bringing in, the desk's account.",
    "bench": "Measure how fast this machine is at it.",
}
# What an operator needs of Django's.
BORROWED = {
    "migrate": "Bring the tables up to this version. As their owner, after a backup.",
    "check": "Look whether the settings are safe.",
    "clearsessions": "Take ended sessions away. For a daily timer.",
}
# For whoever changes the code.
MAKING = {
    "makemigrations": "Write the migration for a changed model.",
    "showmigrations": "List the migrations, and which were run.",
    "sqlmigrate": "Print a migration's SQL.",
    "shell": "Python with the product loaded. It has the owner's power.",
    "dbshell": "The database's own console. It has the owner's power.",
}
HELP = ("help", "--help", "-h")


def overview() -> str:
    """The text of `candour --help`: every command with a line on what it does."""
    lines = [
        "usage: candour COMMAND [options]",
        "",
        "An anonymous reporting line about police, and its public account.",
    ]
    for heading, commands in (
        ("Commands", OURS),
        ("Upkeep", BORROWED),
        ("For whoever changes the code", MAKING),
    ):
        lines += ["", f"{heading}:", *(f"  {name:<15} {line}" for name, line in commands.items())]
    return "\n".join([*lines, "", "candour COMMAND --help says more. docs/operate.md has every setting."])


def run(argv: Sequence[str]) -> int:
    """Run the command that `argv` names; returns the exit code, after one or two sentences if it is not 0."""
    name, rest = (argv[0], argv[1:]) if argv else ("help", ())
    if name in HELP and rest:
        name, rest = rest[0], ("--help",)
    if name in HELP:
        return _say(overview())
    if name in ("version", "--version"):
        return _say(f"Candour {version('candour')}")
    if name not in OURS | BORROWED | MAKING:
        return _refuse(f"There is no command {name}. `candour --help` lists them all.", 2)
    return _attempt(name, rest)


def _attempt(name: str, rest: Sequence[str]) -> int:
    """The command's exit code, with every exception of its told in words."""
    try:
        return _execute(name, rest)
    except CommandError as refused:
        return _refuse(str(refused), refused.returncode)
    except BrokenPipeError:
        # Nobody reads on, as with `| head`. Python would say so again when it closes its output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as fault:
        if "--traceback" in rest:
            traceback.print_exc()
        return _refuse(faults.sentences(fault), 1)


def _execute(name: str, rest: Sequence[str]) -> int:
    settings.INSTALLED_APPS  # noqa: B018 - reads the settings, and says what is wrong with them
    django.setup()
    command = load_command_class(get_commands()[name], name)
    command.suppressed_base_arguments |= {"--settings", "--pythonpath", "--skip-checks"}
    command.get_version = lambda: f"Candour {version('candour')}"  # type: ignore[method-assign]
    options = vars(arguments.parse(command.create_parser("candour", name), rest))
    positional = options.pop("args", ())
    if command.requires_system_checks and name != "check":
        faults.refuse_unsafe_settings()
        options["skip_checks"] = True
    try:
        command.execute(*positional, **options)
    finally:
        connections.close_all()
    return 0


def _say(words: str) -> int:
    print(words)
    return 0


def _refuse(words: str, code: int) -> int:
    print(words, file=sys.stderr)
    return code

"""`candour …`: every command, under the product's name."""

import os
import sys

from candour.command.stopping import STOPPED, Stopped, ignore_signals, raise_on_signals, sentence


def main() -> None:
    """Run the command named on the command line."""
    raise_on_signals()
    # The database, its journal and the secrets are for this user alone.
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "candour.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    try:
        # Here, so that a signal during this import is met too.
        from candour.command.console import run  # noqa: PLC0415

        sys.exit(run(sys.argv[1:]))
    except Stopped:
        ignore_signals()
        print(f"\n{sentence(command)}", file=sys.stderr, flush=True)  # noqa: T201
        # At once: all is unwound, and an interpreter that takes itself down meets signals without a handler.
        os._exit(STOPPED)


if __name__ == "__main__":
    main()

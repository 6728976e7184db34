"""`candour`: Django's commands and our own, under the product's name."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run the command named on the command line."""
    # The database, its journal and the secrets are for this user alone.
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "candour.settings")
    execute_from_command_line(["candour", *sys.argv[1:]])


if __name__ == "__main__":
    main()

"""Entries of a ZIP archive that depend on the file's name alone, so that the bytes are stable. No Django."""

import zipfile

# The earliest time that a ZIP can hold: a release must not depend on the clock.
NO_TIME = (1980, 1, 1, 0, 0, 0)
_MADE_ON_UNIX = 3
_PLAIN_FILE = 0o100644 << 16


def entry(name: str) -> zipfile.ZipInfo:
    """An entry with that name, no time, and the permissions of an ordinary file (0644)."""
    info = zipfile.ZipInfo(name, NO_TIME)
    info.create_system, info.external_attr = _MADE_ON_UNIX, _PLAIN_FILE
    return info

"""Whether the rehearsal is still being loaded, and how far it is: a number in the data folder."""

from pathlib import Path

from django.conf import settings


def _file() -> Path:
    return Path(settings.DATA) / "rehearsal-loading"


def percent_loaded() -> int | None:
    """How much of the rehearsal is loaded, in percent; None if all of it is, or if there is none."""
    try:
        return int(_file().read_text())
    except (FileNotFoundError, NotADirectoryError):
        return None


def note_loaded(percent: int) -> None:
    """Say how much is loaded, from 0 on."""
    unfinished = _file().with_suffix(".new")
    unfinished.write_text(f"{percent}\n")
    unfinished.replace(_file())


def end_loading() -> None:
    """Say that all of it is loaded."""
    _file().unlink(missing_ok=True)

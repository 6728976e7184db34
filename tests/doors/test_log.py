"""The log says where and what kind of fault, and nothing that anybody typed."""

import logging
import logging.config
from pathlib import Path

import pytest

from candour.checks import starting_faults
from candour.doors.logs import ClosedFormatter, logging_settings
from candour.ledger import actions as ledger

WORDS = "an invented account of a reporter"


def _line(formatter: logging.Formatter) -> str:
    try:
        raise ValueError(WORDS)
    except ValueError as fault:
        raised = (ValueError, fault, fault.__traceback__)
    return formatter.format(logging.LogRecord("candour", logging.ERROR, "page.py", 1, WORDS, (), raised))


def test_a_closed_log_quotes_nothing() -> None:
    line = _line(ClosedFormatter())

    assert WORDS not in line and "ValueError" in line


@pytest.mark.parametrize(("is_open", "quoted"), [(True, True), (False, False)])
def test_the_log_is_closed_unless_somebody_opens_it(is_open: bool, quoted: bool) -> None:
    formatters = logging_settings(is_open=is_open)["formatters"]
    logging_settings(is_open=False)  # as the other tests have it
    formatter = logging.Formatter() if formatters["line"] == {} else formatters["line"]["()"]()

    assert (WORDS in _line(formatter)) is quoted


@pytest.mark.parametrize(("rehearsal", "numbers"), [(True, []), (False, ["candour.E011"])])
def test_a_real_line_does_not_start_with_an_open_log(
    db: None, settings, rehearsal: bool, numbers: list[str]
) -> None:
    ledger.begin(rehearsal=rehearsal)
    settings.OPEN_LOG = True

    faults = [fault.id for fault in starting_faults(rehearsal=rehearsal) if fault.id == "candour.E011"]
    assert faults == numbers


def test_a_line_that_cannot_be_written_is_not_printed_with_its_words(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with (tmp_path / "log").open("w") as stream:
        handler = logging.StreamHandler(stream)
    logger = logging.Logger("an invented one")
    logger.addHandler(handler)
    logging_settings(is_open=False)

    try:
        raise ValueError(WORDS)
    except ValueError:
        logger.exception(WORDS)

    assert WORDS not in "".join(capsys.readouterr())

"""Options that cannot be read, told in words."""

import argparse
import re
from collections.abc import Sequence

from django.core.management.base import CommandError, CommandParser

# What argparse says, and what we say. {0} is the option, {1} what was typed.
_WORDS = (
    (r"argument (\S+?): invalid int value: '(.*)'", "{0} wants a whole number, not “{1}”."),
    (r"argument (\S+?): invalid float value: '(.*)'", "{0} wants a number, not “{1}”."),
    (r"argument (\S+?): invalid \w*day value: '(.*)'", "{0} wants a day such as 2026-07-08, not “{1}”."),
    (
        r"argument (\S+?): invalid choice: '(.*)' \(choose from (.*)\)",
        "{0} cannot be “{1}”. Choose: {2}.",
    ),
    (r"argument (\S+?): expected .*", "{0} wants something after it."),
    (r"argument (\S+?): not allowed with argument (\S+)", "Choose one of {0} and {1}."),
    (r"unrecognized arguments: (.*)", "We do not know what “{0}” means here."),
    (r"ambiguous option: (\S+) could match (.*)", "{0} could be any of {1}. Write it out."),
    (r"the following arguments are required: (.*)", "Something is missing: {0}."),
)


def parse(parser: CommandParser, rest: Sequence[str]) -> argparse.Namespace:
    """The options in `rest`. CommandError with code 2, in words, if they cannot be read."""
    try:
        return parser.parse_args(list(rest))
    except CommandError as refused:
        message = str(refused).removeprefix("Error: ")
        raise CommandError(
            f"{_in_words(message)} `{parser.prog} --help` says what there is.", returncode=2
        ) from refused


def _in_words(message: str) -> str:
    for pattern, words in _WORDS:
        if match := re.fullmatch(pattern, message, re.DOTALL):
            option, *others = match.groups()
            return words.format(option, *(part.replace("'", "") for part in others))
    return f"{message[:1].upper()}{message[1:]}."

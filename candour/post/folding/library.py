"""What the library mail-parser-reply takes for the beginning of an earlier message. A proposal only."""

from collections.abc import Sequence

from mailparser_reply.parser import EmailMessage  # type: ignore[import-untyped]

NAME = "mail-parser-reply"
# Of its languages those whose header words mean nothing else in English ("Data:" is one in Polish). It knows
# no Welsh: see `headers`.
_LANGUAGES = ("en", "fr", "de")
# Its expressions look far ahead: longer mail is left to our own rules.
_LONGEST = 60_000


def proposed_starts(lines: Sequence[str]) -> list[int]:
    """The lines on which the library thinks that an earlier message begins, from first to last."""
    text = "\n".join(line.strip() for line in lines)
    if len(text) > _LONGEST:
        return []
    message = EmailMessage(text="", languages=list(_LANGUAGES))
    starts = []
    for match in message.HEADER_REGEX.finditer(text):
        begins = match.start() + len(match[0]) - len(match[0].lstrip())
        starts.append(text.count("\n", 0, begins))
    return starts

"""Text with hard line ends, shown in a column that may be narrower than its lines."""

import re

# A line this long was broken by a program, not by its writer: mail breaks at 72 to 78 characters.
_LONG = 50
_STARTS_ANEW = re.compile(r"\s|[>|•*\-–]|\(?\d+[.)]|\(?[a-z][.)] ")


def rejoined(text: str) -> str:
    """The text with each line that a program broke joined to the next; all other line ends stay.

    A line is joined to the one before if that is long, and this one is no blank, quotation, list or table.
    """
    lines: list[str] = []
    last = ""
    for line in text.splitlines():
        if lines and len(last) >= _LONG and line and not _STARTS_ANEW.match(line) and not _is_apart(last):
            lines[-1] = f"{lines[-1].rstrip()} {line}"
        else:
            lines.append(line)
        last = line
    return "\n".join(lines)


def _is_apart(line: str) -> bool:
    """Whether a line is a row of a table, a quotation or a rule of signs, whose end means something."""
    return bool(re.search(r"\t|\S {3,}\S", line)) or line.startswith((">", "|", "--", "==", "__"))

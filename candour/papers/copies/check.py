"""What readers of a file would get without seeing it, as warnings in words. Run in a limited process."""

from candour.papers.findings import CannotCopy, CannotInspect, FileFinding
from candour.papers.inspection.inspect_file import inspect_file
from candour.papers.wording import counted

from .make import read_shown
from .shown import LEFT_OUT

# What a file that is made leaves out -> the kind of finding that it is. Hidden sheets, and what stands in
# hidden rows and columns, are findings of their own.
_KINDS = {
    "paragraph off the page": "hidden_text",
    "stretch of text that does not show": "hidden_text",
    "section that does not show": "hidden_text",
    "row of a table that does not show": "hidden_text",
    "table that does not show": "hidden_text",
    "drawing of an older kind or file within it": "hidden_object",
    "picture or box that does not show": "hidden_object",
    "picture of a kind that we do not read": "hidden_object",
    "cell that does not show": "hidden_cells",
    "cell far from the others": "hidden_cells",
}


def check(name: str, content: bytes) -> list[FileFinding]:
    """What an inspection finds in a file, and how much of it would be left out of one that is made of it."""
    findings = inspect_file(name, content)
    if any(finding.kind == "cannot_look" for finding in findings):
        return findings
    try:
        left_out = read_shown(name, content).left_out
    except (CannotInspect, CannotCopy):
        return findings
    return findings + [
        FileFinding(_KINDS[noun], "", f"It has {counted(number, noun, LEFT_OUT[noun])}.")
        for noun, number in left_out.items()
        if number and noun in _KINDS
    ]

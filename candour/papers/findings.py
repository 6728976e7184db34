"""What inspecting a file brings back, in words, and the exceptions of work on files."""

from collections.abc import Sequence
from typing import NamedTuple

# Kind of finding -> the heading under which a page lists it.
HEADINGS: dict[str, str] = {
    "cannot_look": "What we cannot look into",
    "wrong_name": "The name and the content differ",
    "contact": "Addresses, telephone numbers and names that readers would see",
    "hidden_sheet": "Hidden sheets",
    "hidden_rows": "Hidden rows",
    "hidden_columns": "Hidden columns",
    "hidden_cells": "Cells that cannot be seen",
    "hidden_text": "Text that cannot be seen",
    "hidden_object": "Hidden pictures and shapes",
    "covered_text": "Text that is on the page and cannot be seen",
    "hidden_layer": "Layers that are switched off",
    "pivot_cache": "Copies of the rows behind a summary table",
    "external_link": "Links to other files",
    "connection": "Connections to databases",
    "comment": "Comments and notes",
    "tracked_change": "Tracked changes",
    "earlier_version": "Earlier versions",
    "metadata": "Who made it, and other details",
    "location": "Where a picture was taken",
    "thumbnail": "Small copies of the picture or page",
    "embedded": "Files within the file",
    "script": "Programs",
    "form_field": "Boxes to fill in",
    "custom_xml": "Data that other programs left",
    "trailing": "Something after the end",
    "unknown": "Parts that we do not know",
}

# Kind of finding -> what a copy leaves out, as it is said beside the published copy.
_LEFT_OUT = {
    "tracked_change": "tracked changes",
    "metadata": "details of who made it",
    "comment": "comments and marks",
    "embedded": "files within it",
    "covered_text": "text that could not be seen",
    "hidden_layer": "layers that were switched off",
    "hidden_object": "hidden pictures and shapes",
    "pivot_cache": "copies of the rows behind summary tables",
    "external_link": "links to other files",
    "connection": "connections to databases",
    "earlier_version": "earlier versions",
    "script": "programs",
    "form_field": "boxes to fill in",
    "location": "where a picture was taken",
    "thumbnail": "small copies of pages and pictures",
    "custom_xml": "data of other programs",
    "trailing": "what came after its end",
    "unknown": "parts that we do not know",
}


class FileFinding(NamedTuple):
    """Something that readers would get without seeing it.

    `kind` is a key of HEADINGS, `where` a sheet, page or part (empty for the whole file), `sentence` says it.
    """

    kind: str
    where: str
    sentence: str


class CannotInspect(Exception):
    """A file that cannot be read: locked, damaged, too large, of an unknown kind. Says why and what to do."""


class CannotCopy(ValueError):
    """The file was read, and the copy that was wanted cannot be made of it. Says why."""


def uninspectable(why: str, where: str = "") -> list[FileFinding]:
    """The findings of a file, or of a part of it, that cannot be inspected: this one."""
    return [FileFinding("cannot_look", where, why)]


def describe_left_out(findings: Sequence[FileFinding]) -> list[str]:
    """What a copy does not take over from the file that has these findings: one line to publish, or none."""
    phrases = dict.fromkeys(_LEFT_OUT[finding.kind] for finding in findings if finding.kind in _LEFT_OUT)
    return [", ".join(phrases)] if phrases else []

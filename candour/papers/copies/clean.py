"""A clean copy of an office file or a picture: a new file of what is visible. Run in a limited process."""

from candour.papers.findings import CannotCopy, describe_left_out
from candour.papers.formats import file_kinds
from candour.papers.formats.pictures import clean_picture
from candour.papers.formats.zip_package import open_package
from candour.papers.inspection.inspect_file import inspect_file

from .clean_docx import clean_docx
from .clean_odf import clean_odf
from .clean_xlsx import clean_xlsx
from .redaction import redact


def make_clean_copy(content: bytes) -> tuple[bytes, list[str]]:
    """The copy, and what was left out, in words.

    CannotInspect if the file does not open; CannotCopy for another kind of file, or if something would still
    be hidden in the copy.
    """
    kind = file_kinds.kind_of(content)
    if kind == "pdf":
        return redact(content, words=(), boxes=(), why="", title="", language="en-GB")
    findings = inspect_file(f"file.{kind}", content)
    if kind in file_kinds.PICTURES:
        copy, removed = clean_picture(content), list[str]()
    elif kind == "xlsx":
        copy, removed = clean_xlsx(open_package(content))
    elif kind == "docx":
        copy, removed = clean_docx(open_package(content))
    elif kind in ("ods", "odt"):
        copy, removed = clean_odf(open_package(content), file_kinds.MEDIA_TYPES[kind])
    else:
        raise CannotCopy("We make clean copies of xlsx, docx, ods, odt and PDF files and of pictures.")
    remaining = inspect_file(f"file.{file_kinds.kind_of(copy)}", copy)
    if remaining:
        raise CannotCopy(
            f"Something would still be hidden in the copy, so none was made: {remaining[0].sentence}"
        )
    return copy, removed + describe_left_out(findings)

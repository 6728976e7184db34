"""Inspecting a file of any kind. Run in a limited process."""

import unicodedata

from candour.papers.findings import CannotInspect, FileFinding, uninspectable
from candour.papers.formats import file_kinds
from candour.papers.formats.pictures import check_picture
from candour.papers.formats.zip_package import open_package
from candour.papers.limits import MAX_FILE
from candour.papers.wording import counted

from .docx import check_docx
from .odf import check_odf
from .pdf import check_pdf
from .xlsx import check_xlsx

_NEW_OFFICE = "Save it as xlsx, docx, ods, odt or PDF, and add it again."


def inspect_file(name: str, content: bytes) -> list[FileFinding]:
    """What is hidden in a file, and whether its name and content differ; if it cannot be inspected, why."""
    if not content:
        return uninspectable("The file is empty.")
    if len(content) > MAX_FILE:
        return uninspectable(f"The file is larger than {MAX_FILE // 2**20} MB.")
    kind = file_kinds.kind_of(content)
    try:
        return _wrong_name(name, kind) + _inspect_kind(kind, content)
    except CannotInspect as why:
        return _wrong_name(name, kind) + uninspectable(str(why))
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        RuntimeError,
        OSError,
    ):
        # A stranger's file may be wrong in ways that nobody thought of. It is stopped all the same.
        return uninspectable("The file is damaged, or made in a way that we do not know.")


def _wrong_name(name: str, kind: str) -> list[FileFinding]:
    named_kind = file_kinds.kind_of_name(name)
    if not kind or named_kind == kind:
        return []
    words = f"Its name ends in .{named_kind}" if named_kind else "Its name has no ending"
    return [FileFinding("wrong_name", "", f"{words}, and its content is {kind}.")]


def _unseen_characters(text: str) -> list[FileFinding]:
    number = sum(unicodedata.category(character) == "Cf" for character in text)
    if not number:
        return []
    sentence = f"It has {counted(number, 'character')} that cannot be seen, or that turn the order of words."
    return [FileFinding("hidden_text", "", sentence)]


def _inspect_kind(kind: str, content: bytes) -> list[FileFinding]:
    if kind == "pdf":
        return check_pdf(content)
    if kind in file_kinds.PICTURES:
        return check_picture(content)
    if kind == "xlsx":
        return check_xlsx(open_package(content))
    if kind == "docx":
        return check_docx(open_package(content))
    if kind in ("ods", "odt"):
        return check_odf(open_package(content))
    if kind == "txt":
        return _unseen_characters(content.decode("utf-8-sig"))
    return uninspectable(
        f"We cannot look into a file of this kind{f' ({kind})' if kind else ''}. {_NEW_OFFICE}"
    )

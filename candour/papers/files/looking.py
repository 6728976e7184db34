"""Which looker looks into which kind of file. Runs in the process of `child`, not in a page's."""

from . import kinds
from .documents import check_docx
from .finding import MAX_FILE, CannotLook, Finding, stopped
from .opendocument import check_odf
from .packages import opened
from .pdfs import check_pdf
from .pictures import check_picture
from .spreadsheets import check_xlsx

_NEW_OFFICE = "Save it as xlsx, docx, ods, odt or PDF, and add it again."


def look(name: str, content: bytes) -> list[Finding]:
    """Everything found in a file of any kind; one finding that says why where it cannot be looked into."""
    if not content:
        return stopped("The file is empty.")
    if len(content) > MAX_FILE:
        return stopped(f"The file is larger than {MAX_FILE // 2**20} MB.")
    kind = kinds.kind_of(content)
    try:
        return _name(name, kind) + _look(kind, content)
    except CannotLook as why:
        return _name(name, kind) + stopped(str(why))
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
        return stopped("The file is damaged, or made in a way that we do not know.")


def _name(name: str, kind: str) -> list[Finding]:
    said = kinds.of_name(name)
    if not kind or said == kind:
        return []
    words = f"Its name ends in .{said}" if said else "Its name has no ending"
    return [Finding("wrong_name", "", f"{words}, and its content is {kind}.")]


def _look(kind: str, content: bytes) -> list[Finding]:
    if kind == "pdf":
        return check_pdf(content)
    if kind in kinds.PICTURES:
        return check_picture(content)
    if kind == "xlsx":
        return check_xlsx(opened(content))
    if kind == "docx":
        return check_docx(opened(content))
    if kind in ("ods", "odt"):
        return check_odf(opened(content))
    if kind == "txt":
        return []
    return stopped(f"We cannot look into a file of this kind{f' ({kind})' if kind else ''}. {_NEW_OFFICE}")

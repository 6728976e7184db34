"""A clean copy of an office file or a picture: a new file of what shows. Runs in the process of `child`."""

from . import kinds
from .apart import Refused
from .clean_documents import clean_docx
from .clean_open import clean_odf
from .clean_sheets import clean_xlsx
from .finding import left_out
from .looking import look
from .packages import opened
from .pictures import clean_picture
from .redaction import redact


def clean(content: bytes) -> tuple[bytes, list[str]]:
    """The new file, and what was taken out, in words. CannotLook or Refused as `redacting` says."""
    kind = kinds.kind_of(content)
    if kind == "pdf":
        return redact(content, words=(), boxes=(), why="", title="", language="en-GB")
    found = look(f"file.{kind}", content)
    if kind in kinds.PICTURES:
        made, removed = clean_picture(content), list[str]()
    elif kind == "xlsx":
        made, removed = clean_xlsx(opened(content))
    elif kind == "docx":
        made, removed = clean_docx(opened(content))
    elif kind in ("ods", "odt"):
        made, removed = clean_odf(opened(content), kinds.MEDIA_TYPES[kind])
    else:
        raise Refused("We make clean copies of xlsx, docx, ods, odt and PDF files and of pictures.")
    left = look(f"file.{kinds.kind_of(made)}", made)
    if left:
        raise Refused(f"Something would still be hidden in the copy, so none was made: {left[0].what}")
    return made, removed + left_out(found)

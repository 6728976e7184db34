"""What kind of file content is, whatever the file's name says."""

import unicodedata
import zipfile
from io import BytesIO

import puremagic

_PICTURE_SIGNATURES = {b"\xff\xd8\xff": "jpeg", b"\x89PNG\r\n\x1a\n": "png", b"GIF8": "gif", b"II*\0": "tiff",
             b"MM\0*": "tiff"}  # fmt: skip
_ODF_TYPES = {
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.text": "odt",
}
_OOXML_FOLDERS = {"xl/": "xlsx", "word/": "docx", "ppt/": "pptx"}
_SYNONYMS = {"jpg": "jpeg", "jpe": "jpeg", "tif": "tiff", "csv": "txt", "xlsm": "xlsx", "docm": "docx",
         "text": "txt"}  # fmt: skip
_LINE_BREAKS = dict.fromkeys(map(ord, "\r\n\t\f"))
PICTURES = frozenset({"jpeg", "png", "gif", "tiff", "webp"})
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif", "tiff": "image/tiff", "webp": "image/webp",
    "txt": "text/plain; charset=utf-8",
}  # fmt: skip


def kind_of(content: bytes) -> str:
    """The kind of content: a key of MEDIA_TYPES, another file extension, or "" if unknown."""
    if b"%PDF-" in content[:1024]:
        return "pdf"
    for mark, kind in _PICTURE_SIGNATURES.items():
        if content.startswith(mark):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    if content.startswith(b"PK\x03\x04"):
        return _kind_of_zip(content)
    if _is_text(content):
        return "txt"
    return _guess(content)


def kind_of_name(name: str) -> str:
    """The kind that a file name's extension stands for."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    return _SYNONYMS.get(ending, ending)


def is_table_name(name: str) -> bool:
    """Whether a file's name says that its plain text is a table."""
    return name.lower().endswith((".csv", ".tsv"))


def _kind_of_zip(content: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
            if "[Content_Types].xml" in names:
                return next(
                    (
                        kind
                        for start, kind in _OOXML_FOLDERS.items()
                        if any(name.startswith(start) for name in names)
                    ),
                    "zip",
                )
            if "mimetype" in names:
                with archive.open("mimetype") as stream:
                    return _ODF_TYPES.get(stream.read(200).decode("ascii", "replace").strip(), "zip")
    except Exception:  # noqa: BLE001, RUF100  a broken archive is an archive; `zip_package` says what is wrong
        return _kind_of_broken_zip(content)
    return "zip"


def _kind_of_broken_zip(content: bytes) -> str:
    """The likeliest kind of a ZIP archive whose directory cannot be read."""
    return next((kind for start, kind in _OOXML_FOLDERS.items() if start.encode() in content), "zip")


def _is_text(content: bytes) -> bool:
    if not content or content.lstrip()[:1] in (b"<", b"{") or b"\0" in content:
        return False
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return all(
        character.isprintable() or unicodedata.category(character) in ("Cf", "Zs")
        for character in text.translate(_LINE_BREAKS)
    )


def _guess(content: bytes) -> str:
    try:
        return str(puremagic.from_string(content)).lstrip(".").lower()
    except (puremagic.PureError, ValueError):
        return ""

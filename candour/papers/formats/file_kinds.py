"""What a file is, by its content, whatever its name says."""

import zipfile
from io import BytesIO

import puremagic

_PICTURES = {b"\xff\xd8\xff": "jpeg", b"\x89PNG\r\n\x1a\n": "png", b"GIF8": "gif", b"II*\0": "tiff",
             b"MM\0*": "tiff"}  # fmt: skip
_ODF = {
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.text": "odt",
}
_MAIN = {"xl/": "xlsx", "word/": "docx", "ppt/": "pptx"}
_SAME = {"jpg": "jpeg", "jpe": "jpeg", "tif": "tiff", "csv": "txt", "xlsm": "xlsx", "docm": "docx",
         "text": "txt"}  # fmt: skip
_BREAKS = dict.fromkeys(map(ord, "\r\n\t\f"))
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
    """What the content is: a key of MEDIA_TYPES, another ending, or "" where nothing tells."""
    if b"%PDF-" in content[:1024]:
        return "pdf"
    for mark, kind in _PICTURES.items():
        if content.startswith(mark):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    if content.startswith(b"PK\x03\x04"):
        return _of_parcel(content)
    if _is_text(content):
        return "txt"
    return _guessed(content)


def kind_of_name(name: str) -> str:
    """What the ending of a name says that the file is."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    return _SAME.get(ending, ending)


def _of_parcel(content: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(content)) as parcel:
            names = set(parcel.namelist())
            if "[Content_Types].xml" in names:
                return next((kind for start, kind in _MAIN.items()
                             if any(one.startswith(start) for one in names)), "zip")  # fmt: skip
            if "mimetype" in names:
                with parcel.open("mimetype") as stream:
                    return _ODF.get(stream.read(200).decode("ascii", "replace").strip(), "zip")
    except Exception:  # noqa: BLE001, RUF100  a broken parcel is a parcel; `packages` says what is wrong
        return kind_of_broken_zip(content)
    return "zip"


def kind_of_broken_zip(content: bytes) -> str:
    """The likeliest kind of a parcel whose list of parts cannot be read."""
    return next((kind for start, kind in _MAIN.items() if start.encode() in content), "zip")


def _is_text(content: bytes) -> bool:
    if not content or content.lstrip()[:1] in (b"<", b"{") or b"\0" in content:
        return False
    try:
        said = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return said.translate(_BREAKS).isprintable()


def _guessed(content: bytes) -> str:
    try:
        return str(puremagic.from_string(content)).lstrip(".").lower()
    except (puremagic.PureError, ValueError):
        return ""

"""What can be read in a file that was made, by whoever reads it and by whoever looks for it."""

import zipfile
import zlib
from io import BytesIO

import pikepdf

from candour.papers.copies.make import make_file
from candour.papers.formats.pdf_pages import page_texts


def everything(content: bytes) -> bytes:
    """A file's bytes and those of all its parts and streams, in small letters, with hexadecimal read."""
    parts = [content]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts += [archive.read(name) for name in archive.namelist()] + [
                " ".join(archive.namelist()).encode()
            ]
    if content.startswith(b"%PDF"):
        parts += [" ".join(page_texts(content)).encode()]
        with pikepdf.open(BytesIO(content)) as pdf:
            for item in pdf.objects:
                if isinstance(item, pikepdf.Stream):
                    try:
                        parts.append(item.read_bytes())
                    except (pikepdf.PdfError, zlib.error):
                        parts.append(item.read_raw_bytes())
                parts.append(repr(item).encode())
    return b"\n".join(parts).lower()


def holds(content: bytes, word: str) -> bool:
    low = word.lower()
    forms = [low.encode(), low.encode("utf-16-be"), low.encode("utf-16-le")]
    whole = everything(content)
    return any(form in whole or form.hex().encode() in whole for form in forms)


def words_of(content: bytes) -> str:
    """What somebody would read in a file that was made."""
    if content.startswith(b"%PDF"):
        return " ".join(" ".join(page_texts(content)).split())
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return archive.read("content.xml").decode()
    return content.decode("utf-8", "replace")


def made_without(content: bytes, name: str, word: str) -> str:
    """What somebody would read in the file made of another, in which the word must not be."""
    made, _ = make_file(content, name=name)
    assert not holds(made, word)
    return words_of(made)

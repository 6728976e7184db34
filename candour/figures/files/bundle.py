"""All files of a release, their hashes, and a ZIP archive of them. The same bytes each time."""

import zipfile
from collections.abc import Mapping
from importlib.resources import files as packaged
from io import BytesIO

from candour.figures.files import spreadsheet
from candour.figures.files import tidy as files
from candour.figures.files.zips import entry
from candour.figures.releasing.numbers import Document, fingerprint

JSON, ODS = "figures.json", "figures.ods"
READ_ME, HASHES, ARCHIVE = "README.txt", "SHA256SUMS", "release.zip"


def all_files(document: Document) -> dict[str, bytes]:
    """The bytes of every file of a release, by name, and of the ZIP archive of them all."""
    contents = files_of(document)
    return {**contents, ARCHIVE: zipped(contents, folder=f"release-{document.reference}/")}


def files_of(document: Document) -> dict[str, bytes]:
    """The bytes of every file of a release, by name; SHA256SUMS has the hashes of the others."""
    contents = {
        JSON: files.json_file(document),
        files.FIGURES: files.tidy_csv(document),
        files.METADATA: files.csvw(document),
        ODS: spreadsheet.ods(document),
        files.DEFINITIONS: files.definitions_csv(document),
        READ_ME: read_me(document),
    }
    return {**contents, HASHES: hashes(contents)}


def hashes(contents: Mapping[str, bytes]) -> bytes:
    """SHA256SUMS in the form that `sha256sum --check` reads."""
    return "".join(f"{fingerprint(content)}  {name}\n" for name, content in contents.items()).encode()


def read_me(document: Document) -> bytes:
    """README.txt: which files there are, how to read them, and how to check them."""
    words = packaged("candour.figures").joinpath("data", "read_me.txt").read_text(encoding="utf-8")
    about = f"Numbers from {document.since} to {document.until}, as at {document.as_at}."
    return words.format(
        title=document.title if not document.rehearsal else f"{files.REHEARSAL}\n\n{document.title}",
        reference=document.reference,
        published=f"{document.goes_public:%Y-%m-%d} at {document.goes_public:%H:%M}, UK time",
        about="\n".join(filter(None, [document.question, about, document.changes])),
        publisher=files.PUBLISHER,
        licence=files.LICENCE,
        licence_address=files.LICENCE_ADDRESS,
    ).encode()


def zipped(contents: Mapping[str, bytes], folder: str = "") -> bytes:
    """A ZIP of these files, in their order, each under `folder`."""
    archive_bytes = BytesIO()
    with zipfile.ZipFile(archive_bytes, "w") as archive:
        for name, content in contents.items():
            archive.writestr(entry(folder + name), content, zipfile.ZIP_DEFLATED)
    return archive_bytes.getvalue()

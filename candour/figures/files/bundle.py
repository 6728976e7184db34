"""All the files of a release, their hashes, and the one parcel that holds them. The same bytes each time."""

import zipfile
from collections.abc import Mapping
from importlib.resources import files as packaged
from io import BytesIO

from candour.figures.files import spreadsheet
from candour.figures.files import tidy as files
from candour.figures.files.zips import entry
from candour.figures.releasing.numbers import Document, fingerprint

JSON, ODS = "figures.json", "figures.ods"
READ_ME, HASHES, PARCEL = "README.txt", "SHA256SUMS", "release.zip"


def all_files(document: Document) -> dict[str, bytes]:
    """Every file of a release by its name, and the parcel of them all."""
    made = files_of(document)
    return {**made, PARCEL: zipped(made, folder=f"release-{document.reference}/")}


def files_of(document: Document) -> dict[str, bytes]:
    """Every file of a release by its name; SHA256SUMS has the hashes of the others."""
    made = {
        JSON: files.json_file(document),
        files.FIGURES: files.tidy_csv(document),
        files.METADATA: files.csvw(document),
        ODS: spreadsheet.ods(document),
        files.DEFINITIONS: files.definitions_csv(document),
        READ_ME: read_me(document),
    }
    return {**made, HASHES: hashes(made)}


def hashes(made: Mapping[str, bytes]) -> bytes:
    """SHA256SUMS, as the common tools check it."""
    return "".join(f"{fingerprint(content)}  {name}\n" for name, content in made.items()).encode()


def read_me(document: Document) -> bytes:
    """README.txt: what is here, how to read it, and how to check it."""
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


def zipped(made: Mapping[str, bytes], folder: str = "") -> bytes:
    """A ZIP of these files, in their order, each under `folder`."""
    parcel = BytesIO()
    with zipfile.ZipFile(parcel, "w") as archive:
        for name, content in made.items():
            archive.writestr(entry(folder + name), content, zipfile.ZIP_DEFLATED)
    return parcel.getvalue()

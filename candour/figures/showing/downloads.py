"""The files of a release that can be downloaded: name, label, description and media type of each."""

from dataclasses import dataclass

from candour.figures.releasing.numbers import Document


@dataclass(frozen=True)
class Download:
    """One file of a release. `label` and `words` describe it to people; `kind` is its media type."""

    name: str
    label: str
    words: str
    kind: str

    def address(self, reference: str) -> str:
        """Its permanent address."""
        return f"/figures/releases/{reference}/{self.name}"


DOWNLOADS = (
    Download(
        "figures.ods",
        "Spreadsheet (ODS)",
        "Opens in any office program.",
        "application/vnd.oasis.opendocument.spreadsheet",
    ),
    Download(
        "figures.csv",
        "Every number, one per line (CSV)",
        "For those who reckon further.",
        "text/csv; charset=utf-8",
    ),
    Download(
        "figures.csv-metadata.json",
        "What its columns mean (CSVW)",
        "For programs that read the CSV.",
        "application/csvm+json",
    ),
    Download(
        "figures.json",
        "The release itself (JSON)",
        "Everything else is made from this one file.",
        "application/json",
    ),
    Download(
        "definitions.csv",
        "What each number counts (CSV)",
        "The counting rules of this release.",
        "text/csv; charset=utf-8",
    ),
    Download("release.zip", "Everything in one file (ZIP)", "With the hashes inside.", "application/zip"),
    Download("SHA256SUMS", "Hashes", "To check that nothing was changed.", "text/plain; charset=utf-8"),
    Download("README.txt", "How to read and check the files", "", "text/plain; charset=utf-8"),
)


def download(name: str) -> Download | None:
    """The file of that name; None if a release has none."""
    return next((file for file in DOWNLOADS if file.name == name), None)


def links(document: Document, *, all_of_them: bool = False) -> list[tuple[Download, str]]:
    """The files to offer, each with its address: the four that most people want, or all of them."""
    few = ("figures.ods", "figures.csv", "figures.json", "release.zip")
    chosen = [file for file in DOWNLOADS if all_of_them or file.name in few]
    return [(file, file.address(document.reference)) for file in chosen]

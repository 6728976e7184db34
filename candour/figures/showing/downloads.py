"""The files of a release: what each is called, what it is in words, and what a browser is told of it."""

from dataclasses import dataclass

from candour.figures.releasing.numbers import Document


@dataclass(frozen=True)
class Download:
    """One file of a release. `label` says to people what it is; `kind` is its media type."""

    name: str
    label: str
    words: str
    kind: str

    def address(self, reference: str) -> str:
        """Where it is, for good."""
        return f"/figures/releases/{reference}/{self.name}"


DOWNLOADS = (
    Download(
        "figures.ods", "Spreadsheet (ODS)", "Opens in any office program.",
        "application/vnd.oasis.opendocument.spreadsheet",
    ),
    Download(
        "figures.csv", "Every number, one a line (CSV)", "For those who reckon further.",
        "text/csv; charset=utf-8",
    ),
    Download(
        "figures.csv-metadata.json", "What its columns mean (CSVW)", "For programs that read the CSV.",
        "application/csvm+json",
    ),
    Download(
        "figures.json", "The release itself (JSON)", "Everything else is made from this one file.",
        "application/json",
    ),
    Download(
        "definitions.csv", "What each number counts (CSV)", "The counting rules of this release.",
        "text/csv; charset=utf-8",
    ),
    Download("release.zip", "All of it in one parcel (ZIP)", "With the hashes inside.", "application/zip"),
    Download("SHA256SUMS", "Hashes", "To check that nothing was changed.", "text/plain; charset=utf-8"),
    Download("README.txt", "How to read and check the files", "", "text/plain; charset=utf-8"),
)  # fmt: skip


def download(name: str) -> Download | None:
    """The file of that name; None if a release has none."""
    return next((one for one in DOWNLOADS if one.name == name), None)


def links(document: Document, *, all_of_them: bool = False) -> list[tuple[Download, str]]:
    """The files to offer, each with its address: the few that most people want, or every one."""
    few = ("figures.ods", "figures.csv", "figures.json", "release.zip")
    chosen = [one for one in DOWNLOADS if all_of_them or one.name in few]
    return [(one, one.address(document.reference)) for one in chosen]

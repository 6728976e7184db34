"""The files that go with a letter: those of the answer, as they stood when the letter was drafted."""

from candour.foi.models import Attachment, InformationRequest, RequestLetter
from candour.foi.requests.letter_kinds import LETTER_KINDS


def enclosed(request: InformationRequest, kind: str) -> list[Attachment]:
    """What would go with a letter of that kind now, by name. The content is read only where it is used."""
    if not LETTER_KINDS[kind].takes_files:
        return []
    return list(request.attachments.filter(goes_out=True).defer("content").order_by("name", "pk"))


def pinned(files: list[Attachment]) -> list[str]:
    """The ids of the files, sorted, as a letter stores them. A file's content never changes."""
    return sorted(str(file.pk) for file in files)


def has_other_files(letter: RequestLetter) -> bool:
    """Whether other files would go out with it than those that its readers at the desk were shown."""
    return sorted(letter.files) != pinned(enclosed(letter.request, letter.kind))

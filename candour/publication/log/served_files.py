"""The files that go with a published answer: those that we made, and originals that two people agreed on."""

from collections.abc import Sequence

from candour.figures.releasing.numbers import fingerprint
from candour.foi.files.actions import stopped_files
from candour.foi.models import Attachment, InformationRequest
from candour.publication.models import LogFile

from .document import PublishedCopy


def outgoing(request: InformationRequest) -> list[Attachment]:
    """The files that may be published: part of the answer, and not stopped (`Attachment.is_stopped`).

    What a file was made from stays here.
    """
    files = request.attachments.filter(goes_out=True, made=None)
    return [file for file in files if not file.is_stopped]


def held(request: InformationRequest) -> list[str]:
    """What keeps a file of the answer from being published, in words; nothing where all may go."""
    stopped = stopped_files(request)
    return [f"{file.name} may not go out yet. Decide about it first." for file in stopped]


def files_of(request: InformationRequest) -> tuple[PublishedCopy, ...]:
    """How the page lists them, before cleaning."""
    return tuple(
        PublishedCopy(
            number,
            file.name,
            file.media_type,
            len(bytes(file.content)),
            fingerprint(bytes(file.content)),
            tuple(map(str, file.removed)),
            file.passed_why if file.is_original else "",
        )
        for number, file in enumerate(outgoing(request), start=1)
    )


def freeze(request: InformationRequest, files: Sequence[PublishedCopy], *, version: int) -> None:
    """Keep the bytes of these files beside that version of the page, for good."""
    for listed, file in zip(files, outgoing(request), strict=True):
        LogFile.objects.create(
            slug=request.slug,
            version=version,
            place=listed.place,
            name=listed.name,
            media_type=listed.media_type,
            content=bytes(file.content),
            sha256=listed.sha256,
        )

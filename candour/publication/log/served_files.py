"""The files that go with a published answer: checked or redacted copies, never what they were made from."""

from collections.abc import Sequence

from candour.figures.releasing.numbers import fingerprint
from candour.foi.files.actions import is_stopped, stands_in_the_way
from candour.foi.models import Attachment, InformationRequest
from candour.publication.models import LogFile

from .cleaning import Cleaner
from .document import Published


def outgoing(request: InformationRequest) -> list[Attachment]:
    """The files that may be published: part of the answer, nothing hidden in them or passed by a member.

    What was redacted stays here; the file made from it goes out.
    """
    return [one for one in request.attachments.filter(goes_out=True, made=None) if not is_stopped(one)]


def held(request: InformationRequest) -> list[str]:
    """What keeps a file of the answer from being published, in words; nothing where all may go."""
    found = stands_in_the_way(request)
    return [f"{one.name} has something hidden in it. Decide about it first." for one in found]


def files_of(request: InformationRequest, cleaner: Cleaner) -> tuple[Published, ...]:
    """How the page lists them."""
    return tuple(
        Published(
            place,
            cleaner.clean(one.name),
            one.media_type,
            len(bytes(one.content)),
            fingerprint(bytes(one.content)),
            tuple(cleaner.clean(str(words)) for words in one.removed),
        )
        for place, one in enumerate(outgoing(request), start=1)
    )


def freeze(request: InformationRequest, files: Sequence[Published], *, version: int) -> None:
    """Keep the bytes of these files beside that version of the page, for good."""
    for listed, one in zip(files, outgoing(request), strict=True):
        LogFile.objects.create(
            slug=request.slug, version=version, place=listed.place, name=listed.name,
            media_type=listed.media_type, content=bytes(one.content), sha256=listed.sha256,
        )  # fmt: skip

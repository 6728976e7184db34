"""Messages deleted here are deleted on the mail server too; until then a hash of their headers is stored."""

from collections.abc import Iterable

from candour.foi.models import Forgotten, Message
from candour.post.reading import fingerprint


def forget(messages: Iterable[Message]) -> None:
    """Delete messages with every byte, and note that the server's copies go with the next run."""
    for message in messages:
        if message.raw is not None:
            for digest in {fingerprint(bytes(message.raw)), *message.copies}:
                Forgotten.objects.get_or_create(digest=digest)
        message.delete()


def note_copy(message: Message, raw: bytes) -> None:
    """Note that the server has this copy of a message too: its headers differ by what servers wrote there."""
    digest = fingerprint(raw)
    if digest not in (fingerprint(bytes(message.raw or b"")), *message.copies):
        message.copies.append(digest)
        message.save(update_fields=["copies"])


def forgotten() -> set[str]:
    """The hashes of the copies that are still to be deleted."""
    return set(Forgotten.objects.values_list("digest", flat=True))


def is_gone(digests: Iterable[str]) -> None:
    """Note that no copy of these is left on the server."""
    Forgotten.objects.filter(digest__in=list(digests)).delete()

"""A mail's words and files, out of however many parts it was packed in."""

from dataclasses import dataclass, field
from email.message import Message
from itertools import chain

from .headers import clean
from .html_as_text import html_as_text

_NATURAL = "application/octet-stream"
# "This mail has a better version in HTML" is no message: under this many signs, plain text is only a stub.
_STUB = 80
_DEEPEST = 40
# More than anybody types or attaches: the rest is in the mail as it came.
LONGEST_TEXT = 500_000
MOST_FILES = 200


@dataclass(frozen=True, repr=False)
class File:
    """One file that came with a mail."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, repr=False)
class Body:
    """The words of a mail or of one part, and its files; `from_html` if the words were HTML."""

    text: str = ""
    files: list[File] = field(default_factory=list)
    from_html: bool = False
    is_broken: bool = False


def body_of(message: Message) -> Body:
    """What a reader would see of a mail: plain text where there is some, else its HTML as text."""
    whole = _body_of(message, 0)
    is_cut = len(whole.text) > LONGEST_TEXT or len(whole.files) > MOST_FILES
    return Body(
        whole.text[:LONGEST_TEXT], whole.files[:MOST_FILES], whole.from_html, whole.is_broken or is_cut
    )


def _body_of(message: Message, depth: int) -> Body:
    parts = message.get_payload() if message.is_multipart() else None
    if message.get_content_maintype() == "message" and depth:
        return Body(files=[_enclosed(message)])
    if not isinstance(parts, list) or depth > _DEEPEST:
        return _single(message, is_whole=not depth)
    bodies = [_body_of(part, depth + 1) for part in parts if isinstance(part, Message)]
    files = list(chain.from_iterable(one.files for one in bodies))
    broken = any(one.is_broken for one in bodies)
    if message.get_content_type() == "multipart/alternative":
        best = _best(bodies)
        # What ails the other version is nothing to whoever reads this one.
        is_broken = best.is_broken or any(one.is_broken for one in bodies if not one.text.strip())
        return Body(best.text, files, best.from_html, is_broken)
    told = [one for one in bodies if one.text.strip()]
    return Body(
        "\n\n".join(one.text.strip("\n") for one in told), files, any(one.from_html for one in told), broken
    )


def _best(bodies: list[Body]) -> Body:
    told = [one for one in bodies if one.text.strip()]
    plain = next((one for one in told if not one.from_html), None)
    rich = next((one for one in told if one.from_html), None)
    if plain and rich and len(plain.text.strip()) < _STUB and len(rich.text) > 4 * len(plain.text) + 200:
        return rich
    return plain or rich or Body()


def _single(part: Message, *, is_whole: bool) -> Body:
    kind = part.get_content_type()
    is_words = kind in ("text/plain", "text/html") and not _is_file(part, is_whole=is_whole)
    content = _bytes(part)
    # The library notes what is broken only once it has decoded it.
    broken = any("InvalidBase64" in type(one).__name__ for one in part.defects)
    if not is_words:
        return Body(files=[File(_name(part), clean(kind), content)] if content else [], is_broken=broken)
    text = _text(content, part.get_content_charset())
    if kind == "text/html":
        seen = html_as_text(text)
        return Body(seen.text, from_html=True, is_broken=broken or not seen.is_whole)
    return Body(text, is_broken=broken)


def _is_file(part: Message, *, is_whole: bool) -> bool:
    return not is_whole and (part.get_content_disposition() == "attachment" or bool(_told_name(part)))


def _told_name(part: Message) -> str:
    try:
        return clean(part.get_filename() or "")
    except Exception:  # As with headers: a broken name must not cost the file.
        return ""


def _name(part: Message) -> str:
    told = _told_name(part).replace("\\", "/").rpartition("/")[2]
    return told[-200:] or f"without a name.{part.get_content_subtype()[:20]}"


def _enclosed(part: Message) -> File:
    """A mail within the mail, or a server's account of one, as one file: they are not this writer's words."""
    inner = part.get_payload()
    first = inner[0] if isinstance(inner, list) and inner else None
    try:
        content = first.as_bytes() if isinstance(first, Message) else _bytes(part)
    except Exception:  # A broken mail within the mail cannot always be written again; its text can.
        content = str(first).encode("utf-8", "replace")
    return File(_told_name(part) or "enclosed mail.eml", clean(part.get_content_type()), content)


def _bytes(part: Message) -> bytes:
    try:
        content = part.get_payload(decode=True)
    except Exception:  # An encoding that nobody knows: the bytes as they stand.
        content = None
    if isinstance(content, bytes):
        return content
    return str(part.get_payload()).encode("utf-8", "surrogateescape")


def _text(content: bytes, told: str | None) -> str:
    # Programs often name a character set and send UTF-8; no other text reads as UTF-8 by chance.
    for charset in ("utf-8", told or "utf-8", "cp1252"):
        try:
            return _kept(content.decode(charset))
        except (LookupError, UnicodeError, ValueError):
            continue
    return _kept(content.decode("latin-1"))


def _kept(text: str) -> str:
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")
    return plain.encode("utf-8", "replace").decode()

"""A mail's words and files, out of however many parts it was packed in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from email.message import Message
from itertools import chain

from . import tnef
from .charsets import decoded
from .file_names import file_name, safe_name
from .headers import BOUNDED, clean, header
from .html_as_text import html_as_text
from .unannounced import is_html, parts_in
from .uuencode import take_out_files

_UNKNOWN_TYPE = "application/octet-stream"
# "This mail has a better version in HTML" is no message: under this many characters, plain text is a stub.
_STUB = 80
_DEEPEST = 40
# The headers of a mail within the mail that are shown above its words.
_SHOWN = ("From", "To", "Date", "Subject")
# More than anybody types or attaches: the rest is in the mail as it came.
LONGEST_TEXT = 500_000
MOST_FILES = 200


@dataclass(frozen=True, repr=False)
class MailFile:
    """One file that came with a mail."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, repr=False)
class Body:
    """The words of a mail or of one part, and its files; `from_html` if the words were HTML."""

    text: str = ""
    files: Sequence[MailFile] = field(default_factory=list)
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
        return Body(files=_enclosed(message, depth))
    if not isinstance(parts, list) or depth > _DEEPEST:
        return _of_single_part(message, depth)
    bodies = [_body_of(part, depth + 1) for part in parts if isinstance(part, Message)]
    files = list(chain.from_iterable(body.files for body in bodies))
    if message.get_content_type() == "multipart/alternative":
        best = _best(bodies)
        # What ails the other version is nothing to whoever reads this one.
        is_broken = best.is_broken or any(body.is_broken for body in bodies if not body.text.strip())
        return Body(best.text, files, best.from_html, is_broken)
    worded = [body for body in bodies if body.text.strip()]
    return Body(
        "\n\n".join(body.text.strip("\n") for body in worded),
        files,
        any(body.from_html for body in worded),
        any(body.is_broken for body in bodies),
    )


def _best(bodies: list[Body]) -> Body:
    worded = [body for body in bodies if body.text.strip()]
    plain = next((body for body in worded if not body.from_html), None)
    rich = next((body for body in worded if body.from_html), None)
    if plain and rich and len(plain.text.strip()) < _STUB and len(rich.text) > 4 * len(plain.text) + 200:
        return rich
    return plain or rich or Body()


def _of_single_part(part: Message, depth: int) -> Body:
    media_type = part.get_content_type()
    # Parts whose boundary is missing are words as they stand.
    is_text = media_type in ("text/plain", "text/html") or part.get_content_maintype() == "multipart"
    is_words = is_text and not _is_file(part, is_whole=not depth)
    content = _bytes(part)
    if is_words and depth < _DEEPEST and (parts := parts_in(content, BOUNDED)):
        return _body_of(parts, depth + 1)
    # The library notes what is broken only once it has decoded it.
    broken = any("InvalidBase64" in type(defect).__name__ for defect in part.defects)
    if not is_words:
        return _of_file(MailFile(_name(part), clean(media_type), content), is_broken=broken)
    text = decoded(content, part.get_content_charset())
    if media_type == "text/html" or is_html(text):
        visible = html_as_text(text)
        return Body(visible.text, from_html=True, is_broken=broken or not visible.is_whole)
    words, encoded = take_out_files(text)
    files = [MailFile(safe_name(file.name), _UNKNOWN_TYPE, file.content) for file in encoded]
    return Body(words, files, is_broken=broken)


def _of_file(file: MailFile, *, is_broken: bool) -> Body:
    """The file; of Outlook's `winmail.dat` the words and files that are packed in it."""
    if not file.content:
        return Body(is_broken=is_broken)
    if file.media_type not in tnef.MEDIA_TYPES and file.name.casefold() != "winmail.dat":
        return Body(files=[file], is_broken=is_broken)
    try:
        contents = tnef.contents_of(file.content)
    except ValueError:
        return Body(files=[file], is_broken=is_broken)
    files = [MailFile(safe_name(inner.name), _UNKNOWN_TYPE, inner.content) for inner in contents.files]
    if contents.text.strip() or not contents.html:
        return Body(decoded(contents.text.encode(), "utf-8"), files, is_broken=is_broken)
    visible = html_as_text(contents.html)
    return Body(visible.text, files, from_html=True, is_broken=is_broken or not visible.is_whole)


def _is_file(part: Message, *, is_whole: bool) -> bool:
    return not is_whole and (part.get_content_disposition() == "attachment" or bool(file_name(part)))


def _name(part: Message) -> str:
    return file_name(part) or f"without a name.{part.get_content_subtype()[:20]}"


def _enclosed(part: Message, depth: int) -> list[MailFile]:
    """A mail within the mail as files: as it came, its words, and its own files. None is this writer's word.

    A server's account of a mail is one file.
    """
    inner = part.get_payload()
    first = inner[0] if isinstance(inner, list) and inner else None
    try:
        content = first.as_bytes() if isinstance(first, Message) else _bytes(part)
    except Exception:  # A broken mail within the mail cannot always be written again; its text can.
        content = str(first).encode("utf-8", "replace")
    media_type = clean(part.get_content_type())
    if not isinstance(first, Message) or media_type not in ("message/rfc822", "message/global"):
        return [MailFile(file_name(part) or "enclosed mail.eml", media_type, content)]
    # A name is a line of the public log: nothing in it may lead out of it.
    title = safe_name(header(first, "Subject").replace("/", "-"))[:100] or "enclosed mail"
    body = _body_of(first, depth + 1) if depth < _DEEPEST else Body()
    top = "".join(f"{name}: {value}\n" for name in _SHOWN if (value := header(first, name)))
    words = MailFile(f"{title}.txt", "text/plain", f"{top}\n{body.text}\n".encode("utf-8", "replace"))
    return [MailFile(file_name(part) or f"{title}.eml", media_type, content), words, *body.files]


def _bytes(part: Message) -> bytes:
    try:
        content = part.get_payload(decode=True)
    except Exception:  # An encoding that nobody knows: the bytes as they stand.
        content = None
    if isinstance(content, bytes):
        return content
    return str(part.get_payload()).encode("utf-8", "surrogateescape")

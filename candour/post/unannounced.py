"""Bodies that are not what their mail says: HTML or parts of a mail that were sent as plain text."""

import re
from email.message import Message
from email.parser import BytesParser
from email.policy import Policy

_TAGS = (
    "html|head|body|p|div|table|span|font|ul|ol|blockquote|center|section|article|h[1-6]|b|strong|i|em|style"
)
_OPENS = re.compile(rf"\s*(?:<!doctype\s+html|<\?xml|<!--|<(?:{_TAGS}|br|meta|hr)\b[^<>]*>)", re.IGNORECASE)
_CLOSES = re.compile(rf"</(?:{_TAGS})\s*>|<br\s*/?>", re.IGNORECASE)
# So many ends of blocks or lines within a text that does not begin with a tag: nobody types that.
_FEWEST_ENDS = 3
# Words that come before the first part, and the boundary with the part's own headers below it.
_PARTS = re.compile(
    rb"\A(?:[^\r\n]{0,200}\r?\n){0,10}?--(?P<boundary>[^\r\n]{1,70}?)[ \t]*\r?\n"
    rb"(?=(?:[A-Za-z-]{1,40}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)*?"
    rb"Content-(?:Type|Transfer-Encoding|Disposition):)",
    re.IGNORECASE,
)


def is_html(text: str) -> bool:
    """Whether a plain text is HTML: it begins with a tag and closes one, or is full of ends of lines."""
    ends = len(_CLOSES.findall(text))
    return bool(_OPENS.match(text)) and ends > 0 or ends >= _FEWEST_ENDS


def parts_in(content: bytes, policy: Policy) -> Message | None:
    """The mail of several parts that a body without a header for it turns out to be; None if it is none.

    A plain text with an HTML text, and nothing else, are two versions of one.
    """
    match = _PARTS.match(content)
    if match is None:
        return None
    kind = b"mixed"
    for _ in range(2):
        announced = b'Content-Type: multipart/%s; boundary="%s"\r\n\r\n' % (kind, match["boundary"])
        message: Message = BytesParser(policy=policy).parsebytes(announced + content)
        parts = message.get_payload()
        if not isinstance(parts, list):
            return None
        if sorted(part.get_content_type() for part in parts if isinstance(part, Message)) != [
            "text/html",
            "text/plain",
        ]:
            break
        kind = b"alternative"
    return message

"""What stands at the end of a letter and answers nothing: contact details, notices, lists of links."""

import re
from collections.abc import Sequence

from .headers import ADDRESS

SIGN_OFF = re.compile(
    r"^\s*(?:(?:with )?(?:kind(?:est)?|best|warm(?:est)?) (?:regards|wishes)|regards|best|many thanks|thanks|"
    r"thank you|cheers|yours (?:sincerely|faithfully|truly)|sincerely|cofion(?: (?:cynnes|gorau))?|"
    r"yn (?:gywir|ddiffuant)|diolch(?: yn fawr)?)\s*[,.!]?\s*$",
    re.IGNORECASE,
)
GREETING = re.compile(
    r"^\s*(?:dear|hi|hello|good (?:morning|afternoon|evening)|annwyl|helo|bore da|prynhawn da)\b[^.?:]{0,60}"
    r"[,.]?\s*$",
    re.IGNORECASE,
)
_SENT_FROM = re.compile(
    r"^\s*(?:Sent from (?:my|Outlook|Mail|Yahoo|the)\b.{0,60}|Get Outlook for \S+.{0,60}|"
    r"Anfonwyd o(?:'r| fy)\b.{0,60})$",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    rf"{ADDRESS}|\b(?:tel|phone|mob|mobile|ffôn|ffon|fax|ext|direct|m|t)\b\s?[:.]|\bwww\.|"
    r"https?://|\bPO Box\b|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|\[phone number\]|\b0\d{3,4} ?\d{3}",
    re.IGNORECASE,
)
# What may be an answer that somebody wrote under their name.
_TELLING = re.compile(
    r"\?|^\s*(?:P\.?\s?S\b|N\.?\s?B\b|O\.?\s?N\b\.)|\b(?:question|answer|cwestiwn|ateb|Q\d*|A\d)\s*[:.)\d-]|"
    r"^\s*\(?\d{1,2}[.)]\s|^\s*[\d,.%£ ]+\s*$|\btotal\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"\b(?:[Ww]e|I|[Yy]ou|[Yy]our|is|are|was|were|will|have|has|had|hold|held|not|[Nn]one|[Yy]es|No|see|please|"
    r"there|[Mm]ae|[Nn]id|[Yy]dym|oes|[Rr]oedd)\b"
)
_ENDS_WITH_A_COUNT = re.compile(r"(?:^|\s)£?[\d,.]{1,9}\s?%?$")
_PHONE_LINE = re.compile(r"^\s*[+(]?[\d ()-]{9,18}\s*$")
_NOTICE_BEGINS = re.compile(
    r"^\s*[*_-]*\s*(?:NOTICE\b|DISCLAIMER\b|CONFIDENTIALITY\b|CAUTION:|WARNING:|HYSBYSIAD\b|YMWADIAD\b|"
    r"Not Suitable for Publication\b|This (?:e-?mail|message|communication|transmission)\b|"
    r"The (?:information|contents?) (?:contained )?(?:in|of) this\b|Recipients of this e-?mail\b|"
    r"If you (?:have received|are not the)\b|Mae'r (?:e-?bost|neges)\b|Gall yr e-?bost\b|Unrhyw farn\b|"
    r"Any views\b|Internet communications\b|Please (?:consider the environment|think before)\b|"
    r"PLEASE NOTE: THE ABOVE MESSAGE\b|Communications via the GSi\b|This email was (?:received|scanned)\b)",
    re.IGNORECASE,
)
_NOTICE_SAYS = re.compile(
    r"\bconfidential|\bintended (?:solely )?(?:recipient|for|only)|\bin error\b|\bnotify the sender|"
    r"\bdelete it\b|\bvirus|\bmonitored\b|\bprivileged\b|\bunauthorised\b|\boriginated from outside|"
    r"\bdo not click|\bscanned\b|\bviews (?:or opinions )?expressed|\bbefore (?:you )?print|"
    r"\ball communications within\b|\bconsideration for release\b|\bsafe senders|\bconsider the environment|"
    r"\bGovernment Secure Intranet|\brecorded for legal purposes|\bnot for public disclosure\b|"
    r"\bcyfrinachol|\btrwy gamgymeriad|\bbwriad|\bhysbysu|\bdileu\b",
    re.IGNORECASE,
)
# What only a notice says of itself. A letter may say that advice is confidential and privileged.
_OF_ITSELF = re.compile(
    r"\bthis (?:e-?mail|message|communication|transmission)\b|\brecipient|"
    r"\b(?:yr?|[^\W\d_]+'r) (?:e-?bost|neges)\b|"
    r"^\s*[*_-]*\s*(?:NOTICE|DISCLAIMER|CONFIDENTIALITY|CAUTION|WARNING|HYSBYSIAD|YMWADIAD)\b",
    re.IGNORECASE,
)
_VISIBLE_LINKS = re.compile(r"^\s*(?:Visible links|Hidden links|References)\s*:?\s*$", re.IGNORECASE)
_LINK = re.compile(
    r"^\s*(?:\[?\d{1,3}[.\]])\s*(?:https?:|mailto:|file:|tel:|ftp:|#|www\.|\[|blocked::|cid:)", re.IGNORECASE
)
_RULE = re.compile(r"^\s*[-_=*#]{5,}\s*$")
_LONG_WORDS, _LONG = 9, 90
_FEWEST, _MOST = 3, 16


def links(lines: Sequence[str], end: int) -> int | None:
    """The first line of a list of links that ends before `end`; None if there is none."""
    for at in range(end - 1, -1, -1):
        line = lines[at]
        if _VISIBLE_LINKS.match(line):
            has_links = any(_LINK.match(link_line) for link_line in lines[at:end])
            return at if has_links or line.strip().lower() != "references" else None
        if line.strip() and not _LINK.match(line) and not re.match(r"^\s*\S{20,}\s*$", line):
            return None
    return None


def notice(lines: Sequence[str], end: int) -> int | None:
    """The first line of the notices that run up to `end`; None if the last paragraph is none."""
    first = None
    end_of_rest = end
    while end_of_rest > 0:
        begins, above = _paragraph(lines, end_of_rest)
        if begins == end_of_rest:
            break
        begins_at = _notice_in(lines, begins, end_of_rest)
        if begins_at is None:
            break
        first = begins_at
        if begins_at > begins:
            break
        end_of_rest = above
    return first if first is not None and _is_of_a_mail(lines, first, end) else None


def _is_of_a_mail(lines: Sequence[str], first: int, end: int) -> bool:
    """Whether what reads as a notice speaks of the mail itself, or stands below the end of a letter."""
    is_signed = any(SIGN_OFF.match(line) or line.rstrip() == "--" for line in lines[:first])
    return is_signed or any(map(_OF_ITSELF.search, lines[first:end]))


def is_led_to(lines: Sequence[str], first: int) -> bool:
    """Whether the line above says that this follows: "The notice that we send reads:"."""
    line_above = next((line for line in reversed(lines[:first]) if line.strip()), "")
    return line_above.rstrip().endswith(":") and not SIGN_OFF.match(line_above)


def banner(lines: Sequence[str]) -> tuple[int, int] | None:
    """The lines of a warning that a mail server put above a letter, such as that it came from outside."""
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    last = next((at for at in range(first, len(lines)) if not lines[at].strip()), len(lines)) - 1
    words = " ".join(lines[first : last + 1])
    is_warning = re.search(
        r"originated (?:from )?outside|external (?:e-?mail|sender)|do not click", words, re.IGNORECASE
    )
    is_short = len(words) < 400 and last - first < 6
    return (first, last) if is_warning and is_short and _NOTICE_BEGINS.match(words) else None


def signature(lines: Sequence[str], end: int) -> int | None:
    """The first line of the contact details up to `end`: below the name of who signs. None without."""
    end = _end_of_text(lines, end)
    if end and _SENT_FROM.match(lines[end - 1]):
        return end - 1
    for at in range(end - 1, max(-1, end - _MOST * 2), -1):
        if lines[at].rstrip() in ("--", "-- "):
            return at if _is_contact(lines[at + 1 : end], fewest=1) else None
        if SIGN_OFF.match(lines[at]):
            return _below_name(lines, at, end)
    return None


def _below_name(lines: Sequence[str], at: int, end: int) -> int | None:
    worded = [number for number in range(at + 1, end) if lines[number].strip()]
    block = [lines[number] for number in worded]
    return worded[1] if len(worded) > 1 and _is_contact(block, fewest=_FEWEST) else None


def _is_contact(lines: Sequence[str], *, fewest: int) -> bool:
    """Whether these lines say how to reach somebody, and nothing that may be an answer."""
    worded = [line for line in lines if line.strip()]
    if not fewest <= len(worded) <= _MOST or any(_may_answer(line) for line in worded):
        return False
    return fewest == 1 or any(_CONTACT.search(line) for line in worded)


def _may_answer(line: str) -> bool:
    if _PHONE_LINE.match(line):
        return False
    words = line.split()
    is_sentence = len(words) >= _LONG_WORDS or bool(_SENTENCE.search(line) or _ENDS_WITH_A_COUNT.search(line))
    return bool(_TELLING.search(line)) or (is_sentence and not _CONTACT.search(line)) or len(line) > _LONG


def _paragraph(lines: Sequence[str], end: int) -> tuple[int, int]:
    """The paragraph that ends before `end`: its first line, and the place after the one above it."""
    last = _end_of_text(lines, end)
    first = last
    while first > 0 and lines[first - 1].strip() and not _RULE.match(lines[first - 1]):
        first -= 1
    above = first
    while above > 0 and (not lines[above - 1].strip() or _RULE.match(lines[above - 1])):
        above -= 1
    return (first, above) if last else (end, end)


def _end_of_text(lines: Sequence[str], end: int) -> int:
    while end > 0 and (not lines[end - 1].strip() or _RULE.match(lines[end - 1])):
        end -= 1
    return end


def _notice_in(lines: Sequence[str], first: int, end: int) -> int | None:
    """Where in a paragraph a notice begins: at words that begin one, and it says two such things or more."""
    for at in range(first, end):
        if not _NOTICE_BEGINS.match(lines[at]):
            continue
        words = " ".join(lines[at:end])
        says = {phrase.lower()[:8] for phrase in _NOTICE_SAYS.findall(words)}
        answers = any(_TELLING.search(line) and not _NOTICE_SAYS.search(line) for line in lines[at + 1 : end])
        if says and (len(says) > 1 or at == first) and not answers:
            return at
    return None

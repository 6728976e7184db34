"""Our own rules for where an earlier message begins: Outlook, GroupWise, Lotus, mail on telephones, Welsh."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

ADDRESS = r"(?:[^\s<>@]+@[^\s<>@]+|\[[^\]]*\be-?mail\b[^\]]*\]|\[mailto:)"
_LABELS = {
    "from": r"From|Oddi wrth|O|De|Von",
    "sent": r"Sent|Date|Anfonwyd|Dyddiad|Envoyé|Gesendet|Datum",
    "to": r"To|At|I|À|An",
    "subject": r"Subject|Pwnc|Testun|Objet|Betreff",
    "copy": r"Cc|Bcc|Importance|Reply-To|Attachments",
}
_LABEL = re.compile(
    r"^[>\s]*\*?(?:"
    # In both languages at once: "From/Oddi wrth: "
    + "|".join(rf"(?P<{name}>(?:{words})(?:\s?/\s?(?:{words}))?)" for name, words in _LABELS.items())
    + r")\s?:\*?(?:\s|$)"
)
_RULED = re.compile(r"^[>\s]*[-_=]{5,}\s*$")
_ORIGINAL = re.compile(
    r"^[>\s]*[-_=*]{2,}\s*(?:Original (?:Message|Appointment)|Neges wreiddiol|Forwarded (?:message|by\b.*)|"
    r"Neges a anfonwyd ymlaen)\s*[-_=*]{2,}\s*$|^[>\s]*Begin forwarded message:\s*$",
    re.IGNORECASE,
)
_GROUPWISE = re.compile(
    rf"^\s*>>>\s*\S.*(?:{ADDRESS}|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|\d{{1,2}}:\d\d).*>>>\s*$"
)
_WROTE = re.compile(
    r"^[>\s]*(?:On\s.*\bwrote:|Ar\s.*\bysgrifennodd\b.*:|Le\s.*\ba écrit\s?:)\s*$", re.IGNORECASE
)
_WROTE_BEGINS = re.compile(r"^[>\s]*(?:On|Ar|Le)\s", re.IGNORECASE)
_ADDRESS_LAST = re.compile(rf"{ADDRESS}[>\])\s]*(?:wrote|a écrit)?\s?:$")
_LOTUS = re.compile(r"^\s{2,}(?P<label>To|cc|Subject|bcc)\b:?(?:\s{2,}\S.*|\s*)$")
# The same in columns: the name and day at the left, labels at the far right, what they say below them.
_LOTUS_FAR = re.compile(r"^.*\s{10,}(?P<label>To|cc|Subject|bcc)\s*$")
_IS_SET_IN = re.compile(r"\s{3,}|$")
_DATED = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b")
QUOTED = re.compile(r"^\s*>(?!>>\s*\S.*>>>\s*$)")
_BROKEN_OVER = 4  # lines
_BLOCK = 10
_COLUMNS = 16


@dataclass(frozen=True)
class Start:
    """Where an earlier message begins. `body` is its first line after the header.

    `clear`: the header names an address, or has a form that prose does not have.
    """

    line: int
    body: int
    clear: bool


def starts(lines: Sequence[str], asker_name: str = "") -> Iterator[Start]:
    """Every line on which an earlier message begins, from first to last, those within one too."""
    for at in range(len(lines)):
        start = _original(lines, at) or _block(lines, at, asker_name) or _groupwise(lines, at)
        start = start or _wrote(lines, at, asker_name) or _lotus(lines, at) or _lotus_in_columns(lines, at)
        if start:
            yield start


def _original(lines: Sequence[str], at: int) -> Start | None:
    return Start(at, at + 1, True) if _ORIGINAL.match(lines[at]) else None


def _block(lines: Sequence[str], at: int, asker_name: str) -> Start | None:
    """From, Sent, To, Subject: three of them, or two with an address or the asker's name. Never a period."""
    first = _LABEL.match(lines[at])
    if not first or not first["from"]:
        return None
    labels, end = {"from"}, at + 1
    while end < min(len(lines), at + _BLOCK) and lines[end].strip():
        label = _LABEL.match(lines[end])
        if label and label.lastgroup:
            labels.add(label.lastgroup)
        elif not lines[end - 1].rstrip().endswith((",", ";", ":")):
            break
        end += 1
    text = " ".join(lines[at:end])
    names_somebody = bool(re.search(ADDRESS, text)) or (
        bool(asker_name) and asker_name.lower() in text.lower()
    )
    # From and To alone are a period; Outlook always says when a message was sent.
    enough = labels >= {"from", "sent"} and len(labels) >= 3
    return (
        Start(_ruled_above(lines, at), end, True) if enough or (names_somebody and len(labels) >= 2) else None
    )


def _ruled_above(lines: Sequence[str], at: int) -> int:
    """The line of dashes above a block, which belongs to it; at most one blank line stands between."""
    for above in (at - 1, at - 2):
        if above >= 0 and _RULED.match(lines[above]):
            return above
        if above >= 0 and lines[above].strip():
            break
    return at


def _groupwise(lines: Sequence[str], at: int) -> Start | None:
    return Start(at, at + 1, True) if _GROUPWISE.match(lines[at]) else None


def _wrote(lines: Sequence[str], at: int, asker_name: str) -> Start | None:
    """On … wrote: over as many as four lines. Without an address or quoted lines it is prose."""
    if not _WROTE_BEGINS.match(lines[at]) or (at and _is_running_text(lines[at - 1])):
        return None
    for end in range(at + 1, min(len(lines), at + _BROKEN_OVER) + 1):
        text = " ".join(line.lstrip("> ").strip() for line in lines[at:end])
        if not lines[end - 1].strip():
            return None
        if _WROTE.match(text):
            clear = bool(_ADDRESS_LAST.search(text)) or (bool(asker_name) and asker_name in text)
            quoted = _next_is_quoted(lines, end)
            return Start(at, end, clear) if clear or quoted else None
    return None


def _is_running_text(above: str) -> bool:
    return bool(above.strip()) and not above.lstrip().startswith(">") and len(above.split()) > 5


def _next_is_quoted(lines: Sequence[str], at: int) -> bool:
    following = next((line for line in lines[at:] if line.strip()), "")
    return bool(QUOTED.match(following))


def _lotus(lines: Sequence[str], at: int) -> Start | None:
    """A name and a day, then To and Subject set in from the margin, as Lotus Notes writes them."""
    first = lines[at]
    if not first.strip() or _LOTUS.match(first) or (at and lines[at - 1].strip()):
        return None
    below = list(lines[at : at + _BLOCK])
    labels = [number for number, line in enumerate(below) if _LOTUS.match(line)]
    named = {line.split()[0].rstrip(":").lower() for line in below if _LOTUS.match(line)}
    if not {"to", "subject"} <= named or not all(line.strip() for line in below[: labels[0]]):
        return None
    dated = any(_DATED.search(line) or re.search(ADDRESS, line) for line in below[: labels[0]])
    return Start(at, at + labels[-1] + 1, True) if dated else None


def _lotus_in_columns(lines: Sequence[str], at: int) -> Start | None:
    """The labels To and Subject at the ends of their lines, with a day or an address among them."""
    if not lines[at].strip() or (at and lines[at - 1].strip()):
        return None
    below = list(takewhile(_IS_SET_IN.match, lines[at : at + _COLUMNS]))
    labels = {
        label["label"]: number for number, line in enumerate(below) if (label := _LOTUS_FAR.match(line))
    }
    if not {"To", "Subject"} <= labels.keys() or labels["To"] > labels["Subject"]:
        return None
    dated = any(_DATED.search(line) or re.search(ADDRESS, line) for line in below[: labels["Subject"]])
    first = at + labels["Subject"] + 1
    ends = next((number for number in range(first, len(lines)) if not lines[number].strip()), 0)
    return Start(at, ends, True) if dated and ends else None

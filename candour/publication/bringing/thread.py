"""Reading a WhatDoTheyKnow thread that was saved as text."""

import re
from collections.abc import Iterator, Sequence

from django.core.exceptions import ValidationError

from candour.foi.requests.references import slug_of
from candour.publication.log.wording import ASKERS_VIEW, FILES_MISSING

from .brought import ASKER, BODY, OTHER, BroughtRequest, SourceMessage, SourceNote, day_of, questions_in

_ANNOTATED = re.compile(r"^(?P<name>.+) left an annotation \(.*\)$")
_GREETED = re.compile(r"^Dear (?P<body>.+?),?$")
# What the asker or a reader chose to say of the whole request, above its first message.
_OUTCOME = re.compile(
    r"^(?:The request was\b.*|This request has been withdrawn\b.*|"
    r".+ (?:did not have the information|has refused)\b.*)$"
)
# What the site itself works out and says there.
_STATUS = re.compile(
    r"^(?:The request is\b.*|This request has\b.*|Response to this request is\b.*|"
    r"(?:Currently|We['’]re) waiting\b.*|Waiting for (?:an internal review|clarification)\b.*|"
    r"There was a delivery error\b.*|.+ (?:is waiting for clarification|responded by post|should have)\b.*)$"
)
# The site's own line of who asked whom.
_MADE = re.compile(r"^(?P<asker>.+?) made this .{0,60}\brequest to (?P<body>.+?)\.?$")
# Bodies that the outcome's line names.
_NAMED = re.compile(
    r"^(?:The request was \w[\w ]* by (?P<by>.+?)|(?P<of>.+?) (?:did not have|has refused)\b.*?)\.?$"
)
# Greetings that name nobody.
_ANYBODY = re.compile(
    r"^(?:sirs?|madam|sir ?(?:/|or|and) ?madam|madam ?(?:/|or) ?sir|all|colleagues?|team|officer|"
    r"whom it may concern|(?:the )?(?:foi|freedom of information|information|disclosure|data)\b.{0,40})$",
    re.IGNORECASE,
)
_ATTACHED = re.compile(r"^(\d+) Attachments?$")
# What the page itself writes between messages.
_FURNITURE = re.compile(r"^(?:show quoted sections|hide quoted sections|Link to this|Report|Download.*)$")
# What programs write of themselves, and what a receipt says that thanks for a mail.
_BY_PROGRAM = re.compile(
    r"\bautomat(?:ic|ed|ically generated) (?:reply|response|message|e-?mail|acknowledge?ment)\b|"
    r"\b(?:I am|I'm|is) (?:currently )?out of (?:the )?office\b(?! hours)",
    re.IGNORECASE,
)
_RECEIPT = re.compile(
    r"^Thank you for (?:your|contacting|writing|getting)\b.*\byou will receive a\s+response\b",
    re.IGNORECASE | re.DOTALL,
)
_SIGNED = re.compile(r"^Yours (?:faithfully|sincerely|truly)\b", re.IGNORECASE)
# Other ways to sign off; the line below such a one is a name only if it looks like one.
_ENDED = re.compile(
    r"^(?:Yours|(?:With )?(?:kind|best|warm)(?:est)? (?:regards|wishes)|regards|sincerely|(?:many )?thanks|"
    r"thank you)[\s,.!]*$",
    re.IGNORECASE,
)
_NAME = re.compile(r"^[^\W\d_][\w'’. -]{1,50}$")
_SOURCE = re.compile(r"^(?P<name>[A-Z][\w’'&. -]{2,40}?)(?:\s+(?P<date>\d{1,2}/\d{1,2}/\d{2,4}))?:?$")
_QUESTION_IN_PARLIAMENT = re.compile(r"^UIN (?P<number>\d{3,7})$")


def is_thread(text: str) -> bool:
    """Whether this reads as a thread of WhatDoTheyKnow: a greeting, and its own words about the outcome."""
    lines = [line.strip() for line in text.splitlines()[:12]]
    return any(map(_is_status, lines)) and any(_GREETED.match(line) for line in lines)


def _is_status(line: str) -> bool:
    return bool(_OUTCOME.match(line) or _STATUS.match(line))


def read_thread(text: str) -> BroughtRequest:
    """The request that a saved thread holds. Answers sent as files are not in it: nothing is decided.

    ValidationError where nobody can tell whose words are whose: an answer in the asker's mouth would be a
    false word, published under our name.
    """
    lines = text.splitlines()
    greeted = next(at for at, line in enumerate(lines) if _GREETED.match(line.strip()))
    above = [line.strip() for line in lines[:greeted] if line.strip()]
    made = next(filter(None, map(_MADE.match, above)), None)
    body = _body(lines[greeted], above)
    parts = list(_parts(lines, greeted, body, made["asker"] if made else ""))
    first = parts[0][1]
    _require_speakers(parts)
    asker = made["asker"] if made else _signer(first)
    messages = [
        _said(heading, lines_of_part, asker, body)
        for heading, lines_of_part in parts
        if not _ANNOTATED.match(heading)
    ]
    messages += [_status(line, asker) for line in _outcomes(above)]
    reference = slug_of(text)
    return BroughtRequest(
        title=next((line for line in above if not _is_status(line) and not _MADE.match(line)), ""),
        questions=questions_in("\n".join(_asked(first))),
        said=tuple(messages),
        body=body,
        reference=reference.replace(".", "/") if reference else "",
        asker=asker,
        noted=tuple(
            _noted(heading, lines_of_part) for heading, lines_of_part in parts if _ANNOTATED.match(heading)
        ),
    )


def _status(line: str, asker: str) -> SourceMessage:
    """The line above the thread. What the site worked out is not put into its asker's mouth."""
    if _OUTCOME.match(line):
        return SourceMessage(ASKER, asker, line, subject=ASKERS_VIEW)
    return SourceMessage(OTHER, "", line, subject="What the site said of it")


def _asked(first: Sequence[str]) -> Sequence[str]:
    """The words of the first message between its greeting and its sign-off."""
    return first[1 : _sign_off(first)]


def _outcomes(above: Sequence[str]) -> Sequence[str]:
    """What is said of the whole request: what became of it; where nobody says, what the site works out."""
    return [line for line in above if _OUTCOME.match(line)] or list(filter(_is_status, above))[:1]


def _body(line: str, above: Sequence[str]) -> str:
    """The body that was asked: as it is greeted, else as the lines above the thread name it."""
    greeting = _GREETED.match(line.strip())
    if greeting and not _ANYBODY.match(greeting["body"]):
        return greeting["body"]
    made = [match["body"] for match in map(_MADE.match, above) if match]
    named = [match["by"] or match["of"] for match in map(_NAMED.match, above) if match]
    return next(iter([*made, *named]), "")


def _require_speakers(parts: Sequence[tuple[str, Sequence[str]]]) -> None:
    """ValidationError if a message greets or signs off more than once: then it is more than one."""
    for heading, lines in parts:
        if _ANNOTATED.match(heading):
            continue
        greetings = sum(bool(_GREETED.match(line.strip())) for line in lines)
        signed = sum(bool(_SIGNED.match(line.strip())) for line in lines)
        if max(greetings, signed) > 1:
            raise ValidationError(
                "We cannot tell who says what in this thread. Above each message put the name of whoever "
                "wrote it, on a line of its own with a blank line above and below, and try again."
            )


def _parts(lines: Sequence[str], greeted: int, body: str, asker: str) -> Iterator[tuple[str, list[str]]]:
    """Each message or annotation: the line that heads it, and its own lines. The first has no heading.

    `asker` is empty where only the first message's signature tells.
    """
    heading, part = "", list[str]()
    for at in range(greeted, len(lines)):
        if at > greeted and _is_heading(lines, at, body, asker):
            asker = asker or _signer(part)
            yield heading, part
            heading, part = lines[at].strip(), []
        elif not _FURNITURE.match(lines[at].strip()):
            part.append(lines[at])
    yield heading, part


def _is_heading(lines: Sequence[str], at: int, body: str, asker: str) -> bool:
    line = lines[at].strip()
    if lines[at - 1].strip():
        return False
    if _ANNOTATED.match(line):
        return True
    stands_alone = at + 1 >= len(lines) or not lines[at + 1].strip()
    below = next((line_below for line_below in lines[at + 1 :] if line_below.strip()), "")
    if asker and line == asker and _GREETED.match(below):
        return True
    return stands_alone and (line == body or line.endswith(f", {body}"))


def _sign_off(lines: Sequence[str]) -> int:
    """Where a message is signed off; its end where it is not."""
    surely = next((at for at, line in enumerate(lines) if _SIGNED.match(line.strip())), None)
    if surely is not None:
        return surely
    ended = [at for at, line in enumerate(lines) if _ENDED.match(line.strip()) and _below(lines, at)]
    return ended[-1] if ended else len(lines)


def _below(lines: Sequence[str], at: int) -> str:
    """The name on the next line that says something; empty where that is no name."""
    name = next((line.strip() for line in lines[at + 1 :] if line.strip()), "")
    return name if _NAME.match(name) else ""


def _signer(lines: Sequence[str]) -> str:
    """The name below the first message's sign-off."""
    signed = _sign_off(lines)
    return next((line.strip() for line in lines[signed + 1 :] if line.strip()), "")


def _said(heading: str, lines: Sequence[str], asker: str, body: str) -> SourceMessage:
    files = next((files_line[1] for line in lines if (files_line := _ATTACHED.match(line.strip()))), "")
    text = _trimmed(line for line in lines if not _ATTACHED.match(line.strip()))
    if not heading or heading == asker:
        return SourceMessage(ASKER, asker, text, subject="" if heading else "The request")
    return SourceMessage(BODY, heading, text, subject=_files_words(files), is_auto_reply=_is_by_program(text))


def _is_by_program(text: str) -> bool:
    """Whether a program sent it. What somebody signed, a person wrote."""
    if _sign_off(text.splitlines()) < len(text.splitlines()):
        return False
    return bool(_BY_PROGRAM.search(text) or _RECEIPT.search(text.strip()))


def _files_words(files: str) -> str:
    if not files:
        return ""
    count = "a file" if files == "1" else f"{files} files"
    return f"Sent with {count} {FILES_MISSING}"


def _trimmed(lines: Iterator[str]) -> str:
    """The lines as they came, without blank ones at either end."""
    return "\n".join(lines).strip("\n")


def _noted(heading: str, lines: Sequence[str]) -> SourceNote:
    heading_match = _ANNOTATED.match(heading)
    sources = list(_sources(lines))
    # One source gives its day; of several each keeps its day beside its name.
    named = [name if len(sources) == 1 or not date else f"{name} {date}" for name, date in sources]
    return SourceNote(
        name=heading_match["name"] if heading_match else "",
        text=_trimmed(iter(lines)),
        source_name=", ".join(dict.fromkeys(named))[:120],
        source_date=day_of(sources[0][1]) if len(sources) == 1 else None,
    )


def _sources(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Newspapers and questions in Parliament that head a quotation, each with its day as written."""
    lines = [line.strip() for line in lines if line.strip()]
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        question = _QUESTION_IN_PARLIAMENT.match(line)
        source = _SOURCE.match(line)
        if question:
            yield f"Parliamentary question UIN {question['number']}", ""
        elif source and (source["date"] or below.startswith(("'", "‘", "“", '"'))):
            yield source["name"], source["date"] or ""

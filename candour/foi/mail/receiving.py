"""Incoming e-mail is stored, whole and once; then it is matched to a request by its reply address."""

import datetime as dt
import hashlib
import uuid

from django.db import transaction
from django.db.models import Max

from candour.foi.models import Attachment, Fold, InformationRequest, Message, Outgoing, Requester
from candour.foi.requests.forgetting import note_copy
from candour.foi.requests.steps import stage_of
from candour.foi.rules import Stage, StepKind
from candour.post.addresses import Named, named_in
from candour.post.automatic import BOUNCE, MESSAGE
from candour.post.folding.folds import FoldedLines, fold
from candour.post.parsing import Mail
from candour.post.reading import addressed, read_mail
from candour.store.clock import current_day

NO_CODE = "It answers no letter of ours: it may be a new request."
FROM_A_MACHINE = "A machine sent it, and it does not tell to which request."
WRONG_CODE = "The code in its reply address is not one of ours."
GONE = "The request that it answers is not here any more."
TWO = "It was sent to the reply addresses of more than one request."
STRANGER = "Its code is right, but it came from an address that this request does not know."
NO_LETTER = "A mail of ours came back; which one cannot be told."
LOOKS_AUTOMATIC = "A program may have sent it; or it is the clarification that we asked for. Read it."
# Nobody types that much, and rules that look for patterns grow slow with length.
LONGEST_TO_FOLD = 100_000
TO_LOOK_AT = {
    Stage.CLARIFYING: "It may be the clarification that we asked for.",
    Stage.LAPSED: "It came after the time for the clarification was over.",
    Stage.RESPONDED: "It came after our answer: it may ask for a review.",
}


def receive(raw: bytes, *, on: dt.date | None = None) -> Message:
    """Keep one mail as the server gave it, and give its message; a second copy gives the first's.

    `on` is the UK day on which the server took it. Without a right code from somebody whom the request knows,
    it waits on the holding page, and `trouble` says why.
    """
    # Reading comes before the transaction: a hostile mail takes seconds, and on SQLite nobody else can write.
    mail = read_mail(raw, current_day())
    return _keep(raw, mail, _folds(mail), on)


@transaction.atomic
def _keep(raw: bytes, mail: Mail, folds: list[FoldedLines], on: dt.date | None) -> Message:
    number = _number(raw, mail)
    if first_copy := _same(number, mail):
        note_copy(first_copy, raw)
        return first_copy
    message = Message.objects.create(
        direction="in",
        kind=mail.sort.kind,
        writer="other",
        writer_name=mail.name[:160],
        writer_address=mail.address[:254],
        received_on=on or mail.on or current_day(),
        subject=mail.subject[:300],
        text=mail.text,
        raw=raw,
        message_id=number,
        trouble=mail.trouble,
    )
    Attachment.objects.bulk_create(
        Attachment(
            message=message, name=name, media_type=file.media_type[:120], content=file.content, sha256=sha256
        )
        for (name, sha256), file in zip(_file_hashes(mail), mail.files, strict=True)
    )
    Fold.objects.bulk_create(
        Fold(
            message=message,
            first=folded.first,
            last=folded.last,
            kind=folded.kind,
            proposed_by=folded.proposed_by,
        )
        for folded in folds
    )
    _place(message, mail)
    return message


def _folds(mail: Mail) -> list[FoldedLines]:
    """Which lines are proposed to stand closed at first: earlier messages, signatures, notices."""
    if mail.sort.kind != MESSAGE or len(mail.text) > LONGEST_TO_FOLD:
        return []
    return fold(mail.text, asker_name=mail.name[:160])


def _number(raw: bytes, mail: Mail) -> str:
    """The id by which a copy is recognised: its Message-ID, or a hash of one that could not be read."""
    number = mail.message_id[:300] if mail.is_read else ""
    return number or f"sha256:{hashlib.sha256(raw).hexdigest()}"


def _same(number: str, mail: Mail) -> Message | None:
    """The stored copy of this mail, if there is one; not a different mail with the same Message-ID."""
    bears_it = Message.objects.filter(direction="in", message_id=number).exclude(raw=None)
    candidates = bears_it.filter(
        writer_address=mail.address[:254], subject=mail.subject[:300], text=mail.text
    )
    return next(
        (
            candidate
            for candidate in candidates
            if _has_files(candidate, mail) and _was_sent_alike(candidate, mail)
        ),
        None,
    )


def _has_files(message: Message, mail: Mail) -> bool:
    stored = message.attachments.filter(made_from=None).values_list("name", "sha256")
    return sorted(stored) == sorted(_file_hashes(mail))


def _file_hashes(mail: Mail) -> list[tuple[str, str]]:
    """Name and hash of each file."""
    return [(file.name[:200], hashlib.sha256(file.content).hexdigest()) for file in mail.files]


def _was_sent_alike(message: Message, mail: Mail) -> bool:
    """Whether its writer sent it to the same people, and to the same requests."""
    before = addressed(bytes(message.raw or b""))
    return before.written_to == mail.written_to and named_in(before.sent_to) == named_in(mail.sent_to)


def _place(message: Message, mail: Mail) -> None:
    """Put it into its request's thread, or note why it waits."""
    if not mail.is_read:
        return  # Nobody can tell what is in it, whatever its code says.
    named = named_in(mail.sent_to)
    if mail.sort.kind == BOUNCE or not mail.sort.is_final:
        _came_back(message, mail, named)
        return
    request, trouble = _request_of(message, named)
    if request is None:
        message.trouble = f"{trouble} {message.trouble}".strip()[:200]
        message.save()
    else:
        add_to_thread(message, request, matched_by="code", note=message.trouble)


def _request_of(message: Message, named: Named) -> tuple[InformationRequest | None, str]:
    """(request, "") if its reply addresses name one request that knows its sender; else (None, why not)."""
    requests = requests_named_in(named)
    if not requests:
        has_code = named.requests or named.mails
        asks = NO_CODE if message.kind == MESSAGE else FROM_A_MACHINE
        return None, GONE if has_code else WRONG_CODE if named.wrong else asks
    if len(requests) > 1:
        return None, TWO
    if not knows_address(requests[0], message.writer_address):
        return None, STRANGER
    return requests[0], ""


def requests_named_in(named: Named) -> list[InformationRequest]:
    """The requests that its valid reply addresses belong to."""
    through = Outgoing.objects.filter(pk__in=named.mails).values_list("request_id", flat=True)
    numbers: set[uuid.UUID] = {*named.requests, *(number for number in through if number)}
    return list(InformationRequest.objects.filter(pk__in=numbers))


def knows_address(request: InformationRequest, address: str) -> bool:
    """Whether somebody with this address asked, was written to, or wrote what a person put here."""
    addresses = [*_addresses_of_asker(request), *request.outgoing.values_list("to", flat=True)]
    addresses += request.messages.filter(direction="in", matched_by="person").values_list(
        "writer_address", flat=True
    )
    return bool(address) and address in {known_address.casefold() for known_address in addresses}


def _addresses_of_asker(request: InformationRequest) -> list[str]:
    # A request that was brought in from another log may have no asker here.
    addresses = Requester.objects.filter(request=request).exclude(email="").values_list("email", flat=True)
    return [address.casefold() for address in addresses]


def add_to_thread(message: Message, request: InformationRequest, *, matched_by: str, note: str = "") -> None:
    """Put a message with its files at the end of a request's thread. It moves no clock.

    What a person may want to do about it stands in its `trouble`, with `note`.
    """
    last = request.messages.aggregate(last=Max("place"))["last"] or 0
    message.request, message.place, message.matched_by = request, last + 1, matched_by
    is_askers = bool(message.writer_address) and message.writer_address in _addresses_of_asker(request)
    message.writer = "asker" if is_askers else "other"
    remark = _to_look_at(request, message)
    message.trouble = f"{remark} {note}".strip()[:200]
    message.save()
    message.attachments.update(request=request)


def _to_look_at(request: InformationRequest, message: Message) -> str:
    stage = stage_of(request)
    if message.kind != MESSAGE:
        # A clarification with an unlucky subject or header would let its request lapse.
        is_awaited = stage == Stage.CLARIFYING and message.writer == "asker"
        return LOOKS_AUTOMATIC if is_awaited else ""
    answered = request.steps.filter(kind=StepKind.RESPONDED).exists()
    return TO_LOOK_AT.get(stage, "") if stage and (stage != Stage.RESPONDED or answered) else ""


def _came_back(message: Message, mail: Mail, named: Named) -> None:
    """Note on our mail that it bounced or is late; it is found by its return address, else its Message-ID."""
    outgoing = _letter(mail, named)
    failed = ", ".join(mail.sort.addresses)
    if outgoing is None:
        message.trouble = f"{NO_LETTER} It was to {failed}."[:200] if failed else NO_LETTER
        message.save()
        return
    if mail.sort.is_final:
        outgoing.bounced_on, outgoing.try_at = message.received_on, None
    fate = "It came back from" if mail.sort.is_final else "It is late for"
    outgoing.trouble = f"{fate} {failed or outgoing.to}: {mail.sort.why}".rstrip(": ")[:300]
    outgoing.save()
    if outgoing.request is not None:
        add_to_thread(message, outgoing.request, matched_by="code")


def _letter(mail: Mail, named: Named) -> Outgoing | None:
    by_address = Outgoing.objects.filter(pk__in=named.mails, request__isnull=False).first()
    if by_address is not None or named.mails:
        return by_address
    numbers = [*mail.sort.letters, *mail.answers]
    named_ones = Outgoing.objects.filter(message_id__in=numbers, request__isnull=False)
    return named_ones.order_by("-queued_at").first()

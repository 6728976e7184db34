"""The mailbox's pages at the public door: one address, no session, no script. Each form carries the words."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from candour.look.forms import FORM_REFUSED, form_status
from candour.seal.keys import WrongKey
from candour.seal.receipt import Receipt
from candour.teams.models import NoKeyYet

from .actions import (
    OpenLetter,
    OpenMailbox,
    change_words,
    open_by_words,
    read_letters,
    receive_letter,
    take_back,
)
from .forms import LetterForm, ReceiptForm, TakeBackForm
from .minted import mint_words, words_from
from .models import Author, MailboxFull, WasTakenBack

NOT_KNOWN = (
    "We do not know this receipt. Check the seven words: their order matters. We cannot look them up for you."
)
NOT_RECEIVED = "We did not receive your message. It is still here. Wait a few minutes, then send it again."
CHANGED = "Your words have changed. Only the new ones open your messages now."
TAKEN_BACK = "You have taken your message back. We keep no copy."
NO_SUCH_LETTER = "That message is not one of yours. It may have been taken back already."
NO_STAGE = "We have what you told us"
RECEIVED = "We have your message."
# A notice needs no name: what it says is what is happening.
FROM = {Author.REPORTER: "From you", Author.US: "From us", Author.NOTICE: ""}

Act = Callable[[HttpRequest, OpenMailbox], HttpResponse]


@require_http_methods(["GET", "HEAD", "POST"])
def mailbox(request: HttpRequest) -> HttpResponse:
    """Ask for the seven words; with them, do what the button that was pressed says."""
    if request.method != "POST":
        return _ask(request, ReceiptForm())
    if request.POST.get("do") == "close":
        return redirect("/")
    form = ReceiptForm(request.POST)
    if not form.is_valid():
        return _ask(request, form)
    try:
        return _dispatch(request, form.cleaned_data["words"])
    except WrongKey:
        form.add_error("words", NOT_KNOWN)
        return _ask(request, form)


def _ask(request: HttpRequest, form: ReceiptForm) -> HttpResponse:
    """The page that asks for the words. A letter that was typed before comes along in hidden fields."""
    half_written = _half_written(request)
    writing = bool(half_written) and request.POST.get("do") == "write"
    if writing:
        half_written["once"] = request.POST.get("once", "")
    page = {"form": form, "kept": half_written, "do": "write" if writing else "open"}
    return render(request, "mailbox/words.html", page, status=form_status(form))


def _half_written(request: HttpRequest) -> dict[str, str]:
    """The text typed into the letter's box, if any, when another button was pressed."""
    text = request.POST.get("text", "")
    return {"text": text} if text.strip() else {}


def _dispatch(request: HttpRequest, receipt: Receipt) -> HttpResponse:
    do = "take_back" if "take_back" in request.POST else request.POST.get("do", "open")
    if do == "confirm":
        return _confirm(request, receipt)
    if do == "write":
        return _safely_write(request, receipt)
    return _act_on(request, open_by_words(receipt), ACTS.get(do, _show))


def _act_on(request: HttpRequest, box: OpenMailbox, act: Act) -> HttpResponse:
    """Call `act` on an open mailbox. If a call handler has heard its words, new ones must be chosen first."""
    return _new_words(request, box) if box.mailbox.spoken else act(request, box)


def _show(
    request: HttpRequest,
    box: OpenMailbox,
    *,
    done: str = "",
    letter_form: LetterForm | None = None,
    problem: str = "",
) -> HttpResponse:
    """The mailbox's page, with the letter that is half written, unless `letter_form` is given."""
    letters = read_letters(box)
    page = {
        "words": box.receipt,
        "stage": _stage(letters),
        "letters": [_letter_context(letter) for letter in letters],
        "form": letter_form or LetterForm(initial=_half_written(request)),
        "done": done,
        "problem": problem,
    }
    status = FORM_REFUSED if problem else form_status(letter_form)
    return render(request, "mailbox/mailbox.html", page, status=status)


def _stage(letters: list[OpenLetter]) -> str:
    """The stage in the newest notice."""
    return next((letter.stage for letter in reversed(letters) if letter.stage), NO_STAGE)


def _letter_context(letter: OpenLetter) -> dict[str, Any]:
    return {
        "id": letter.id,
        "day": letter.day,
        "who": FROM[Author(letter.author)],
        "text": letter.text,
        "ours": letter.author != Author.REPORTER,
        "may_take_back": letter.may_take_back,
    }


def _safely_write(request: HttpRequest, receipt: Receipt) -> HttpResponse:
    """Store the letter; if that fails, show it again and say so."""
    letter_form = LetterForm(request.POST)
    try:
        return _act_on(request, open_by_words(receipt), partial(_write, letter_form=letter_form))
    except (DatabaseError, NoKeyYet):
        letter_form.add_error(None, NOT_RECEIVED)
        page = {"words": receipt, "form": letter_form}
        return render(request, "mailbox/not_received.html", page, status=503)


def _write(request: HttpRequest, box: OpenMailbox, *, letter_form: LetterForm) -> HttpResponse:
    if not letter_form.is_valid():
        return _show(request, box, letter_form=letter_form)
    try:
        receive_letter(
            box.mailbox,
            receipt=box.receipt,
            text=letter_form.cleaned_data["text"],
            content=letter_form.content(),
        )
    except (MailboxFull, WasTakenBack) as objection:
        letter_form.add_error("text", objection)
        return _show(request, box, letter_form=letter_form)
    return _show(request, box, done=RECEIVED, letter_form=LetterForm())


def _take_back(request: HttpRequest, box: OpenMailbox) -> HttpResponse:
    form = TakeBackForm(request.POST)
    try:
        if form.is_valid():
            take_back(box, form.cleaned_data["take_back"])
            return _show(request, box, done=TAKEN_BACK)
    except ValidationError as objection:
        return _show(request, box, problem=" ".join(objection.messages))
    except WrongKey:
        pass  # Taken back before, or in another mailbox: the answer is the same, and hints at nothing.
    return _show(request, box, problem=NO_SUCH_LETTER)


def _new_words(request: HttpRequest, box: OpenMailbox, *, problem: str = "") -> HttpResponse:
    """Show new words. They open nothing until the reporter confirms that they have them."""
    new = mint_words()
    page = {
        "words": box.receipt,
        "new": new,
        "new_words": new.words.split(),
        "spoken": box.mailbox.spoken,
        "kept": _half_written(request),
        "problem": problem,
    }
    return render(request, "mailbox/new_words.html", page, status=FORM_REFUSED if problem else 200)


def _confirm(request: HttpRequest, receipt: Receipt) -> HttpResponse:
    """Give the mailbox its new words. Sent twice, it shows the same mailbox again."""
    try:
        new = words_from(request.POST.get("new", ""), request.POST.get("mark", ""))
    except ValidationError as objection:
        return _new_words(request, open_by_words(receipt), problem=" ".join(objection.messages))
    try:
        box = change_words(open_by_words(receipt), receipt=new)
    except WrongKey:
        box = open_by_words(new)  # The first of two sends has changed them.
    except ValidationError as objection:
        return _new_words(request, open_by_words(receipt), problem=" ".join(objection.messages))
    return _act_on(request, box, partial(_show, done=CHANGED))


ACTS: Mapping[str, Act] = {"open": _show, "take_back": _take_back, "change": _new_words}

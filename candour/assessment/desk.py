"""The desk's worklist, and the page of one contact."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from candour.codes.categories import category_label
from candour.codes.channels import channel_label
from candour.codes.listed import label_of
from candour.codes.reasons import closing_reasons
from candour.intake.models import Contact
from candour.look.acting import act_on_form
from candour.look.forms import form_status
from candour.seal.keys import WrongKey
from candour.staff.access import MemberRequest
from candour.staff.models import Member, Role
from candour.staff.session import keyring
from candour.store.clock import current_day

from . import actions, letters
from .account_answers import answers_in_order
from .forms import CloseForm, FilterForm, JoinForm, LetterToReporterForm
from .lists import contact_line, contacts_with_letters, letter_lines
from .models import ContactsToAssess, Holding, Report
from .page_guards import KEY_MISSING, casework, holds_key, with_the_key

A_PAGE = 50
LETTERS_SHOWN = 20


@casework
@require_GET
def worklist(request: MemberRequest) -> HttpResponse:
    """Unread letters, the contacts that this member holds, and all that wait; danger first."""
    chosen = FilterForm(request.GET)
    waiting = ContactsToAssess.for_list().filter(**chosen.lookups())
    mine = waiting.filter(holding__by=request.user)
    page = Paginator(waiting.exclude(holding__by=request.user), A_PAGE).get_page(request.GET.get("page"))
    letters = contacts_with_letters()
    seen: dict[str, Any] = {"member": request.user, "today": current_day()}
    context = {
        "mine": [contact_line(contact, **seen) for contact in mine],
        "waiting": [contact_line(contact, **seen) for contact in page],
        "page": page,
        "filter": chosen,
        "query": urlencode(chosen.chosen()),
        "letters": letter_lines(letters[:LETTERS_SHOWN], **seen),
        "letters_in_all": letters.count(),
        "letters_shown": LETTERS_SHOWN,
        "key_missing": "" if holds_key(request) else KEY_MISSING,
    }
    return render(request, "assessment/worklist.html", context)


@casework
@require_POST
@with_the_key
def take_up_next(request: MemberRequest) -> HttpResponse:
    """Take up the most urgent contact that nobody has."""
    for contact in ContactsToAssess.all().filter(holding__isnull=True)[:A_PAGE]:
        try:
            actions.take_up(contact, by=request.user)
        except ValidationError:  # somebody else was quicker: the one after it, then
            continue
        return redirect("contact", contact.pk)
    messages.info(request, "Nothing waits that nobody has taken up.")
    return redirect("worklist")


@casework
@require_POST
@with_the_key
def take_up(request: MemberRequest, contact_id: uuid.UUID) -> HttpResponse:
    """Take up one contact and open it. If somebody else has it, the worklist says who."""
    contact = get_object_or_404(Contact, pk=contact_id)
    try:
        actions.take_up(contact, by=request.user)
    except ValidationError as objection:
        messages.warning(request, " ".join(objection.messages))
        return redirect("worklist")
    return redirect("contact", contact.pk)


@casework
@require_GET
def contact(request: MemberRequest, contact_id: uuid.UUID) -> HttpResponse:
    """One contact: with its account for the member who holds it, with its codes alone for the others."""
    return _page(request, get_object_or_404(Contact, pk=contact_id))


@casework
@require_POST
def put_back(request: MemberRequest, contact_id: uuid.UUID) -> HttpResponse:
    """Put a contact back on the worklist for somebody else."""
    actions.let_go(get_object_or_404(Contact, pk=contact_id), by=request.user)
    messages.success(request, "The contact is back on the worklist.")
    return redirect("worklist")


@casework
@require_POST
def close(request: MemberRequest, contact_id: uuid.UUID) -> HttpResponse:
    """Close a contact with a reason."""
    contact, form = get_object_or_404(Contact, pk=contact_id), CloseForm(request.POST)
    if act_on_form(
        form, lambda cleaned: actions.close_contact(contact, reason=cleaned["reason"], by=request.user)
    ):
        messages.success(request, "The contact is closed, and its reporter can read that it is.")
        return redirect("worklist")
    return _page(request, contact, close=form)


@casework
@require_POST
@with_the_key
def reopen(request: MemberRequest, contact_id: uuid.UUID) -> HttpResponse:
    """Take a closed contact up again."""
    contact, form = get_object_or_404(Contact, pk=contact_id), forms.Form(request.POST)
    if act_on_form(form, lambda _: actions.reopen_contact(contact, by=request.user)):
        messages.success(request, "The contact is open again, and yours.")
        return redirect("contact", contact.pk)
    return _page(request, contact, reopen=form)


@casework
@require_POST
def start_report(request: MemberRequest, contact_id: uuid.UUID) -> HttpResponse:
    """Start a report from a contact, the first one or one on a second matter."""
    contact, form = get_object_or_404(Contact, pk=contact_id), forms.Form(request.POST)
    shown_references = request.POST.get("known", "").replace("\0", "").split()
    reports: list[Report] = []

    def act(_: dict[str, Any]) -> None:
        reports.append(actions.start_report(contact, by=request.user, shown_references=shown_references))

    if act_on_form(form, act):
        return redirect("one_report", reports[0].reference)
    if earlier := actions.started_meanwhile(contact, shown_references):
        messages.info(request, "This report had been started from the contact already. No other was started.")
        return redirect("one_report", earlier.reference)
    return _page(request, contact, start=form)


@casework
@require_POST
def join(request: MemberRequest, contact_id: uuid.UUID) -> HttpResponse:
    """Join a contact to an open report on the same matter."""
    contact = get_object_or_404(Contact, pk=contact_id)
    form = JoinForm(request.POST, contact=contact)
    if act_on_form(form, lambda cleaned: _join(contact, cleaned["report"], request.user)):
        return redirect("one_report", form.cleaned_data["report"])
    reference = request.POST.get("report", "")
    if reference in {feeding.report.reference for feeding in contact.fed.select_related("report")}:
        messages.info(request, "The contact has been joined to this report already.")
        return redirect("one_report", reference)
    return _page(request, contact, join=form)


def _join(contact: Contact, reference: str, member: Member) -> None:
    actions.join_report(contact, report=Report.objects.get(reference=reference), by=member)


@casework
@require_POST
def ask(request: MemberRequest, contact_id: uuid.UUID) -> HttpResponse:
    """Leave a letter in the reporter's mailbox."""
    contact, form = get_object_or_404(Contact, pk=contact_id), LetterToReporterForm(request.POST)
    if act_on_form(
        form, lambda cleaned: letters.ask_reporter(contact, text=cleaned["text"], by=request.user)
    ):
        messages.success(request, "The letter is in the reporter's mailbox.")
        return redirect(f"{reverse('contact', args=[contact.pk])}?open=1#letters")
    return _page(request, contact, ask=form)


def _page(request: MemberRequest, contact: Contact, **bound: forms.Form) -> HttpResponse:
    holding = Holding.objects.select_related("by").filter(contact=contact).first()
    mine = holding is not None and holding.by_id == request.user.pk
    done = actions.has_left_worklist(contact)
    # Once it has left the worklist its account is opened on request only: each opening is audited.
    asked_to_open = "open" in request.GET or bool(bound)
    is_open = (done and asked_to_open) or (mine and not done)
    form = next(iter(bound.values()), None)
    context = {
        **_codes(contact),
        "contact": contact,
        "holding": holding,
        "mine": mine,
        "done": done,
        "is_open": is_open,
        "may_open": mine or done,
        "may_put_back": holding is not None and not done and (mine or request.user.role == Role.SUPERVISOR),
        "unread": contact.mailbox.letters.unread().count() if contact.mailbox else 0,
        "close_form": bound.get("close", CloseForm()),
        "join_form": bound.get("join") or JoinForm(contact=contact),
        "ask_form": bound.get("ask", LetterToReporterForm()),
        "form": form,
        "key_missing": "" if holds_key(request) else KEY_MISSING,
    }
    try:
        opened = _opened(request, contact) if is_open else {}
    except WrongKey:
        return render(request, "assessment/shut.html", context, status=403)
    return render(request, "assessment/contact.html", context | opened, status=form_status(form))


def _codes(contact: Contact) -> dict[str, Any]:
    closing = getattr(contact, "closing", None)
    return {
        "what": category_label(contact.category) or "Not said",
        "channel": channel_label(contact.channel),
        "reports": [feeding.report for feeding in contact.fed.select_related("report")],
        "closing": closing,
        "closed_because": label_of(closing_reasons(), closing.reason) if closing else "",
        "details": getattr(contact, "details", None),
    }


def _opened(request: MemberRequest, contact: Contact) -> dict[str, Any]:
    keys = keyring(request)
    return {
        "answers": answers_in_order(actions.open_account(contact, by=request.user, keys=keys)),
        "letters": letters.open_letters(contact, by=request.user, keys=keys),
    }

"""The desk's side of its own account: what has changed since it was published, and the button."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from candour.foi.requests.officers import MemberRequest, officers_only
from candour.look.forms import FORM_REFUSED
from candour.store.clock import current_day

from . import register
from .publishing import changed, publish_account


@officers_only
@require_http_methods(["GET", "POST"])
def account(request: MemberRequest) -> HttpResponse:
    """The finished months whose counts are new, and those that are published."""
    refused: list[str] = []
    if request.method == "POST":
        try:
            months = publish_account(by=request.user.pk)
        except ValidationError as why:
            refused = why.messages
        else:
            messages.success(request, f"Published: {len(months)} month{'s' if len(months) > 1 else ''}.")
            return redirect("foi_account_desk")
    context = {"changed": changed(current_day()), "published": register.newest(), "refused": refused}
    return render(request, "publication/desk/account.html", context, status=FORM_REFUSED if refused else 200)

"""Public pages of readers' notes: offering one, and confirming it from the e-mail."""

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from candour.look.forms import FORM_REFUSED, form_status
from candour.post.keyed_codes import is_code_of
from candour.publication.log.register import newest

from .annotating import PURPOSE, confirm_annotation, offer_annotation
from .forms import AnnotationForm


@require_http_methods(["GET", "HEAD", "POST"])
def annotate(request: HttpRequest, slug: str) -> HttpResponse:
    """The form of a note for one page of the log."""
    page = newest(slug)
    if page is None or page.gone:
        raise Http404
    if not settings.FOI_ADDRESS:  # the e-mail that each note waits for would never come
        status = FORM_REFUSED if request.method == "POST" else 200
        return render(request, "publication/annotate.html", {"page": page, "form": None}, status=status)
    form = AnnotationForm(request.POST or None)
    if form.is_valid():
        try:
            offer_annotation(slug, form.note())
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return render(request, "publication/annotate_sent.html", {"page": page})
    status = form_status(form)
    return render(request, "publication/annotate.html", {"page": page, "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, number: uuid.UUID, code: str) -> HttpResponse:
    """The page that the e-mail's link opens. Only its button confirms: mail programs follow links too."""
    if not is_code_of(code, PURPOSE, number):
        raise Http404
    if request.method == "POST":
        confirm_annotation(number, code)
    return render(request, "publication/annotate_confirm.html", {"confirmed": request.method == "POST"})

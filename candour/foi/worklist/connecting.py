"""One request is connected to another that it repeats, follows up, updates or replaces."""

import datetime as dt
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction

from candour.audit.actions import note as audit
from candour.foi.models import Connection, InformationRequest
from candour.foi.requests.references import slug_of
from candour.store.clock import current_day


@transaction.atomic
def connect(
    request: InformationRequest, reference: str, kind: str, *, by: uuid.UUID, on: dt.date | None = None
) -> Connection:
    """Note how this request stands to another. ValidationError for itself, or one that is not there."""
    slug = slug_of(reference)
    matches = InformationRequest.objects.filter(reference=(slug or "").replace(".", "/"))
    other = matches.exclude(reference="").first()
    if other is None:
        raise ValidationError("There is no request with this reference. Copy it again: 01/FOI/26/000123.")
    if other == request:
        raise ValidationError("That is this request itself. Write the other one’s reference.")
    connection, _ = Connection.objects.update_or_create(
        request=request, other=other, defaults={"kind": kind, "on": on or current_day(), "by": by}
    )
    audit("connected request", member=by, kind="request", row=request.pk)
    return connection

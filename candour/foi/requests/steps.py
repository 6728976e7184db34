"""Recording what happens to a request as steps, and reading its stage from them."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db.models import Max

from candour.foi import rules
from candour.foi.models import Attachment, InformationRequest, Posted, PostedFile, RequestStep
from candour.foi.rules import Stage, StepKind
from candour.store.clock import current_day


def steps_taken(request: InformationRequest) -> list[rules.StepTaken]:
    """A request's steps, from first to last."""
    return [rules.StepTaken(StepKind(step.kind), step.on, step.until) for step in request.steps.all()]


def stage_of(request: InformationRequest) -> Stage | None:
    """Where a request is now."""
    kinds = [step.kind for step in steps_taken(request)]
    return rules.stage_after(kinds, needs_confirming=request.needs_confirming)


def take_step(
    request: InformationRequest,
    kind: StepKind,
    *,
    by: uuid.UUID | None,
    on: dt.date | None = None,
    until: dt.date | None = None,
    note: str = "",
) -> RequestStep:
    """Record a step. ValidationError if the request cannot take it from its present stage."""
    try:
        rules.next_stage(stage_of(request), kind)
    except rules.StepRefused as refused:
        raise ValidationError(f"{refused} Open its page again to see its current stage.") from refused
    last = RequestStep.objects.filter(request=request).aggregate(last=Max("place"))["last"] or 0
    step = RequestStep.objects.create(
        request=request,
        place=last + 1,
        kind=kind,
        on=on or current_day(),
        until=until,
        note=note,
        by=by,
    )
    # A page that fetched the steps beforehand would go on showing the old ones.
    getattr(request, "_prefetched_objects_cache", {}).pop("steps", None)
    return step


def post_line(
    request: InformationRequest,
    kind: str,
    heading: str,
    *,
    on: dt.date | None = None,
    body: str = "",
    due_on: dt.date | None = None,
    file: bytes | None = None,
) -> Posted:
    """Put a line or a letter where the asker finds it with their code. `body` must not name the asker."""
    before = Posted.objects.filter(follow_hash=request.follow_hash)
    last = before.aggregate(last=Max("place"))["last"] or 0
    return Posted.objects.create(
        follow_hash=request.follow_hash,
        place=last + 1,
        on=on or current_day(),
        kind=kind,
        heading=heading,
        body=body,
        due_on=due_on,
        file=file,
    )


def post_files(posted: Posted, files: Iterable[Attachment]) -> None:
    """Put the files that go with a letter beside it, as they are now: whoever has the code can take them."""
    for file in files:
        PostedFile.objects.create(
            posted=posted, name=file.name, media_type=file.media_type, content=bytes(file.content)
        )

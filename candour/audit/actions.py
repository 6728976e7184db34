"""What is written into the audit trail."""

import uuid

from candour.store.clock import current_time

from .models import Act


def note(act: str, *, member: uuid.UUID | None, kind: str, row: uuid.UUID | None) -> Act:
    """Write that `member` did `act` ("opened", "decided", …) to the row of that kind."""
    return Act.objects.create(at=current_time(), act=act, member=member, kind=kind, row=row)

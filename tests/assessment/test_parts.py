import pytest
from django.core.exceptions import PermissionDenied

from candour.assessment import actions, parts
from candour.assessment.rules import Grade
from candour.audit.models import Act
from tests.assessment.contact_steps import started
from tests.conftest import Cast


def test_a_supervisor_opens_subjects_and_items_in_finished_words(cast: Cast) -> None:
    report = started(cast.asif)
    known = {
        "name": "",
        "description": "Tall, with a limp",
        "role": "staff",
        "force": "kent",
        "nickname": "Bo",
    }
    actions.add_subject(report, fields=known, by=cast.asif)
    grade = Grade("3", "D", "C", ("A1", "S2"))
    actions.grade(report, text="Looks up plates.", grade=grade, reason="Few know.", by=cast.asif)

    subjects, items = parts.open_parts(report, by=cast.rhona, keys=cast.ring(cast.rhona))

    assert subjects[0].lines == [
        ("Description", "Tall, with a limp"),
        ("Officer, staff member or volunteer", "Staff member"),
        ("Force", "Kent Police"),
        ("Nickname", "Bo"),
    ]
    assert (items[0].text, items[0].reason, str(items[0].grade)) == (
        "Looks up plates.", "Few know.", "3-D-C (A1, S2)",
    )  # fmt: skip
    assert items[0].grade_in_words.endswith("Combine only; Consult before sanitising")
    assert Act.objects.filter(act="opened", kind="report", member=cast.rhona.pk, row=report.pk).count() == 1


def test_nobody_else_opens_them(cast: Cast) -> None:
    report = started(cast.asif)
    for other in (cast.hana, cast.ada, cast.mo):
        with pytest.raises(PermissionDenied):
            parts.open_parts(report, by=other, keys=cast.ring(other))

"""Whether a reporter ticked "danger now", looked up for reports and referrals."""

from django.db.models import Exists, OuterRef, QuerySet

from candour.assessment.models import Feeding, Report

from .models import Referral


def danger_in(report: str) -> Exists:
    """A subquery: whether any contact of the row's report is marked as danger now.

    `report` is the lookup from the row to its report. It reads a plain column only: the force door's database
    role may not read the sealed ones.
    """
    return Exists(Feeding.objects.filter(report=OuterRef(report), contact__danger=True))


def with_danger(referrals: QuerySet[Referral]) -> QuerySet[Referral]:
    """The referrals with `danger`: whether any contact of the report is marked as danger now."""
    return referrals.annotate(danger=danger_in("report"))


def is_danger(report: Report) -> bool:
    """Whether any contact of this report is marked as danger now."""
    return Feeding.objects.filter(report=report, contact__danger=True).exists()

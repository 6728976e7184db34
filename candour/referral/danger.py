"""Danger now: what a reporter ticked, carried from the contact to everybody who reads the report."""

from django.db.models import Exists, OuterRef, QuerySet

from candour.assessment.models import Feeding, Report

from .models import Referral


def danger_in(report: str) -> Exists:
    """Whether any contact of a report told of danger now; `report` leads from the row to its report.

    It reads the contacts' plain column and nothing sealed, which the force door's database role may not read.
    """
    return Exists(Feeding.objects.filter(report=OuterRef(report), contact__danger=True))


def with_danger(referrals: QuerySet[Referral]) -> QuerySet[Referral]:
    """With `danger`: whether any contact of the report told of danger now."""
    return referrals.annotate(danger=danger_in("report"))


def is_danger(report: Report) -> bool:
    """Whether any contact of this report told of danger now."""
    return Feeding.objects.filter(report=report, contact__danger=True).exists()

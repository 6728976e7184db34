"""The audit trail as the desk reads it: newest first, by member and by kind, a hundred to a page."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.utils.http import urlencode

from candour.audit.models import Act

from .models import Member

A_PAGE = 100
CONSOLE = "the console"


class Line(NamedTuple):
    """One act in words."""

    at: dt.datetime
    who: str
    act: str
    what: str


class Trail(NamedTuple):
    """One page of the trail, and what it was narrowed to."""

    lines: list[Line]
    page: "Page[Act]"
    members: list[Member]
    kinds: list[str]
    member: str
    kind: str

    @property
    def narrowed(self) -> str:
        """The same narrowing, for the links to older and newer pages."""
        return urlencode(
            {name: value for name, value in (("member", self.member), ("kind", self.kind)) if value}
        )


def trail(asked: Mapping[str, str]) -> Trail:
    """The page that was asked for; what cannot be read narrows nothing."""
    members = list(Member.objects.order_by("name"))
    names = {one.pk: one.name for one in members}
    kinds = list(Act.objects.order_by("kind").values_list("kind", flat=True).distinct())
    member, kind = _member(asked.get("member", "")), asked.get("kind", "")
    acts = Act.objects.order_by("-at", "pk")
    acts = acts.filter(member=member) if member else acts
    acts = acts.filter(kind=kind) if kind in kinds else acts
    page = Paginator(acts, A_PAGE).get_page(asked.get("page"))
    lines = [_line(act, names) for act in page]
    return Trail(lines, page, members, kinds, str(member or ""), kind if kind in kinds else "")


def _member(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _line(act: Act, names: dict[uuid.UUID, str]) -> Line:
    who = names.get(act.member, "a member no longer kept") if act.member else CONSOLE
    named = names.get(act.row, "") if act.row and act.kind == "member" else ""
    return Line(act.at, who, act.act, f"{act.kind} {named or str(act.row or '')[:8]}".strip())

"""The audit trail's page: newest first, filtered by member and kind, a hundred acts to a page."""

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


class TrailLine(NamedTuple):
    """One act in words: when, who, what they did, and to which row."""

    at: dt.datetime
    who: str
    act: str
    row: str


class Trail(NamedTuple):
    """One page of the trail, and the filters it was made with."""

    lines: list[TrailLine]
    page: "Page[Act]"
    members: list[Member]
    kinds: list[str]
    member: str
    kind: str

    @property
    def narrowed(self) -> str:
        """The same filters as a query string, for the links to older and newer pages."""
        return urlencode(
            {name: value for name, value in (("member", self.member), ("kind", self.kind)) if value}
        )


def trail(query: Mapping[str, str]) -> Trail:
    """The page for this query (`member`, `kind`, `page`); a filter that is not valid is ignored."""
    members = list(Member.objects.order_by("name"))
    names = {member.pk: member.name for member in members}
    kinds = list(Act.objects.order_by("kind").values_list("kind", flat=True).distinct())
    member, kind = _member(query.get("member", "")), query.get("kind", "")
    acts = Act.objects.order_by("-at", "pk")
    acts = acts.filter(member=member) if member else acts
    acts = acts.filter(kind=kind) if kind in kinds else acts
    page = Paginator(acts, A_PAGE).get_page(query.get("page"))
    lines = [_line(act, names) for act in page]
    return Trail(lines, page, members, kinds, str(member or ""), kind if kind in kinds else "")


def _member(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _line(act: Act, names: dict[uuid.UUID, str]) -> TrailLine:
    who = names.get(act.member, "a member no longer kept") if act.member else CONSOLE
    named = names.get(act.row, "") if act.row and act.kind == "member" else ""
    return TrailLine(act.at, who, act.act, f"{act.kind} {named or str(act.row or '')[:8]}".strip())

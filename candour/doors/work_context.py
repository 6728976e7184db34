"""Template context of the work doors: the signed-in member, and the links of the top bar."""

from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from candour.look.places import current_mark
from candour.staff.models import Member, Role

from .middleware import door_of


class BarSection(NamedTuple):
    """One link of the top bar: the name of its URL pattern, its text, the roles that see it.

    `more` are addresses of pages that belong to the section and do not lie below its own.
    """

    name: str
    text: str
    roles: tuple[Role, ...]
    more: tuple[str, ...] = ()


_CASEWORK = (Role.ASSESSOR, Role.SUPERVISOR)
SECTIONS = (
    BarSection("take_call", "Take a call", (Role.CALL_HANDLER,)),
    BarSection("worklist", "Worklist", _CASEWORK, ("/desk/contact",)),
    BarSection("reports", "Reports", _CASEWORK, ("/desk/report",)),
    BarSection("approvals", "To approve", (Role.SUPERVISOR,), ("/desk/approval",)),
    BarSection("referrals", "Referrals", _CASEWORK, ("/desk/referral",)),
    BarSection("questions", "Questions", _CASEWORK, ("/desk/question",)),
    BarSection(
        "releases", "Releases", (Role.FIGURES_OFFICER, Role.SUPERVISOR), ("/desk/release", "/desk/draft")
    ),
    BarSection("foi_requests", "Requests", (Role.INFORMATION_OFFICER, Role.SUPERVISOR)),
    BarSection("members", "Members", (Role.ADMINISTRATOR,)),
    BarSection("team_keys", "Keys", (Role.ADMINISTRATOR, Role.SUPERVISOR)),
    BarSection("audit_trail", "Audit trail", (Role.ADMINISTRATOR, Role.SUPERVISOR)),
    BarSection("inbox", "Inbox", (Role.FORCE_MEMBER,), ("/force/referral", "/force/outcome")),
    BarSection("unit_keys", "Unit and keys", (Role.FORCE_MEMBER,)),
)


def _sections(member: Member, path: str) -> list[dict[str, Any]]:
    shown = []
    for section in SECTIONS:
        if member.role not in section.roles:
            continue
        try:
            url = reverse(section.name)
        except NoReverseMatch:  # an address of the other door
            continue
        shown.append({"url": url, "text": section.text, "current": current_mark(path, url, *section.more)})
    return shown


def signed_in(request: HttpRequest) -> dict[str, Any]:
    """The door's base page and, for a signed-in member, the bar's contents; nothing on the public door."""
    door = door_of(request.path)
    if door == "public":
        return {}
    page = {"door_page": f"look/{door}.html", "door_url": reverse("home_of_door")}
    member = getattr(request, "user", None)
    if not isinstance(member, Member):
        return page
    role = member.force.short_name if member.force else member.get_role_display()
    return page | {
        "nav": _sections(member, request.path),
        "signed_in": {
            "name": member.name,
            "role": role,
            "url": reverse("mfa_index"),
            "current": current_mark(request.path, reverse("mfa_index")),
        },
        "sign_out_url": reverse("account_logout"),
    }

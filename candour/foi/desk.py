"""The freedom-of-information desk: what waits, and one request from its triage to its answer."""

from candour.staff.access import MemberRequest, Role, role_required

__all__ = ["MemberRequest", "officers_only"]

officers_only = role_required(Role.INFORMATION_OFFICER, Role.SUPERVISOR)

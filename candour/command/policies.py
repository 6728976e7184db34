"""Rows that a force's database role does not see, for tables that it shares with the desk.

PostgreSQL's row security: it does not bind the tables' owner, but each door's role.
"""

from collections.abc import Iterator

_OF_UNITS = "role = 'force_member'"
_BY_UNITS = f"IN (SELECT id FROM staff_member WHERE {_OF_UNITS})"  # noqa: S608
_UNIT_KEYS = "IN (SELECT id FROM teams_teamkey WHERE left(team_id, 6) = 'force-')"
# What a force's role may see and write of a table: only what belongs to units' members, or to
# the force door: a session's number and a mark's key begin with the door that made them.
_FOR_FORCES = {
    "staff_member": _OF_UNITS,
    "staff_invitation": _OF_UNITS,
    "staff_keyshare": f"member_id {_BY_UNITS}",
    "staff_rehearsalcard": f"member_id {_BY_UNITS}",
    "staff_earlierkey": f"earlier_id {_UNIT_KEYS} AND newer_id {_UNIT_KEYS}",
    "mfa_authenticator": f"user_id {_BY_UNITS}",
    "django_session": "left(session_key, 6) = 'force-'",
    "staff_recentmark": "left(cache_key, 6) = 'force:'",
}


def _policy(table: str, name: str, role: str, rule: str, act: str = "ALL") -> Iterator[str]:
    yield f"DROP POLICY IF EXISTS {name} ON {table}"
    yield f"CREATE POLICY {name} ON {table} FOR {act} TO {role} {rule}"


def policies(*, public: str, desk: str, force: str, foi: str) -> Iterator[str]:
    """The SQL, in order; safe to run again."""
    for table, own in _FOR_FORCES.items():
        yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
        yield from _policy(table, "desk_all", desk, "USING (true)")
        yield from _policy(table, "force_own", force, f"USING ({own}) WITH CHECK ({own})")
    yield "ALTER TABLE teams_teamkey ENABLE ROW LEVEL SECURITY"
    yield from _policy("teams_teamkey", "desk_all", desk, "USING (true)")
    yield from _policy("teams_teamkey", "public_reads", public, "USING (true)", "SELECT")
    yield from _policy("teams_teamkey", "force_reads", force, "USING (true)", "SELECT")
    # A unit adds its own key; that it is the right one is for the desk to say, after a telephone call.
    added = "WITH CHECK (NOT confirmed AND left(team_id, 6) = 'force-')"
    yield from _policy("teams_teamkey", "force_adds", force, added, "INSERT")
    yield from _ledger(public, desk, force)
    yield "ALTER TABLE figures_announcement ENABLE ROW LEVEL SECURITY"
    yield from _policy("figures_announcement", "desk_all", desk, "USING (true)")
    readers = f"{public}, {foi}"
    yield from _policy("figures_announcement", "public_reads", readers, "USING (kind <> 'ad hoc')", "SELECT")
    # What is released is for everybody at once, at half past nine: until then the public door cannot read it.
    for table in ("figures_publication", "figures_publishedfile"):
        yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
        yield from _policy(table, "desk_all", desk, "USING (true)")
        yield from _policy(table, "public_reads", readers, "USING (goes_public <= now())", "SELECT")
    yield from _log(public, desk, foi)
    yield from _requests(public, desk, foi)


# What the public door may add of a request: what an asker does, and nothing that is the desk's to say.
_ASKED = {
    "foi_informationrequest": "reference = '' AND channel = 'web' AND force_id IS NULL",
    "foi_requeststep": "kind IN ('received', 'confirmed') AND place <= 2 AND by IS NULL",
    "foi_requestquestion": "NOT candour_let_in(request_id)",
    "foi_posted": (
        "file IS NULL AND due_on IS NULL "
        "AND kind IN ('received', 'more', 'clarified', 'review', 'withdraw', 'confirm')"
    ),
}


def _requests(public: str, desk: str, foi: str) -> Iterator[str]:
    yield (
        "CREATE OR REPLACE FUNCTION candour_let_in(asked uuid) RETURNS boolean LANGUAGE sql STABLE "
        "SECURITY DEFINER SET search_path = public AS "
        "$$ SELECT EXISTS (SELECT 1 FROM foi_requeststep WHERE request_id = asked AND place > 2) $$"
    )
    for table, own in _ASKED.items():
        yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
        yield from _policy(table, "desk_all", f"{desk}, {foi}", "USING (true) WITH CHECK (true)")
        yield from _policy(table, "public_adds", public, f"WITH CHECK ({own})", "INSERT")
    yield from _policy("foi_posted", "public_reads", public, "USING (true)", "SELECT")


def _log(public: str, desk: str, foi: str) -> Iterator[str]:
    """The public door cannot read any version of a page that was taken out of the disclosure log."""
    # SECURITY DEFINER: a policy that queried its own table with the caller's rights would recurse.
    yield (
        "CREATE OR REPLACE FUNCTION candour_taken_out(page text) RETURNS boolean LANGUAGE sql STABLE "
        "SECURITY DEFINER SET search_path = public AS "
        "$$ SELECT EXISTS (SELECT 1 FROM publication_logentry WHERE slug = page AND is_tombstone) $$"
    )
    for table, stays in (("publication_logentry", "is_tombstone OR "), ("publication_logfile", "")):
        yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
        yield from _policy(table, "desk_all", f"{desk}, {foi}", "USING (true)")
        shown = f"USING ({stays}NOT candour_taken_out(slug))"
        yield from _policy(table, "public_reads", public, shown, "SELECT")


def _ledger(public: str, desk: str, force: str) -> Iterator[str]:
    """Every door writes lines. The public door has no business reading them, but in a rehearsal, where a
    visitor may see their own try counted."""
    yield "ALTER TABLE ledger_entry ENABLE ROW LEVEL SECURITY"
    yield from _policy("ledger_entry", "desk_all", desk, "USING (true) WITH CHECK (true)")
    yield from _policy("ledger_entry", "force_reads", force, "USING (true)", "SELECT")
    # Each door writes what happens at it, and the public's takes nothing out.
    of_forces = (
        "event LIKE 'referral.%' OR event LIKE 'outcome.%' OR event IN ('question.asked', 'person.arrested')"
    )
    yield from _policy("ledger_entry", "force_writes", force, f"WITH CHECK ({of_forces})", "INSERT")
    of_reporters = "corrects IS NULL AND event IN ('contact.received', 'letter.received')"
    yield from _policy("ledger_entry", "public_writes", public, f"WITH CHECK ({of_reporters})", "INSERT")
    in_rehearsal = "USING (EXISTS (SELECT 1 FROM ledger_installation WHERE rehearsal))"
    yield from _policy("ledger_entry", "public_reads", public, in_rehearsal, "SELECT")

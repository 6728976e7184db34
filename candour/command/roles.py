"""The PostgreSQL grants of each door's role. No role owns a table."""

from collections.abc import Iterator

from django.apps import apps

from candour.command.policies import policies
from candour.store.narrowed import DESK, FOI

PUBLIC, FORCE = "candour_public", "candour_force"
ROLES = (PUBLIC, DESK, FORCE, FOI)

# Tables that grow and are read; nobody changes them.
GROWING = (
    "ledger_entry",
    "audit_act",
    "figures_announcement",
    "figures_draft",
    "figures_publication",
    "figures_publishedfile",
    "foi_diverted",
    "foi_givenreference",
    "publication_logentry",
    "publication_logfile",
    "publication_monthlyaccount",
)
# Tables without a model: the words of the disclosure log.
UNMODELLED = ("publication_search",)
# The public's own: it takes in contacts and letters, and serves mailboxes to those who hold the words.
_PUBLIC_TABLES = {
    "ledger_installation": "SELECT",
    "ledger_entry": "SELECT, INSERT",
    "figures_announcement": "SELECT",
    "figures_publication": "SELECT",
    "figures_publishedfile": "SELECT",
    # Requests come in here and are not read again; the log and what was posted to an asker are.
    "foi_informationrequest": "INSERT",
    "foi_requester": "INSERT",
    "foi_requestquestion": "INSERT",
    "foi_requeststep": "INSERT",
    "publication_annotationoffer": "INSERT",
    "foi_heard": "INSERT",
    "publication_offerstep": "INSERT",
    "foi_posted": "SELECT, INSERT",
    "foi_postedfile": "SELECT",
    "publication_logentry": "SELECT",
    "publication_logfile": "SELECT",
    "publication_monthlyaccount": "SELECT",
    "publication_search": "SELECT",
    "publication_catalogue": "SELECT",
    "publication_annotation": "SELECT",
    "foi_holiday": "SELECT",
    "forces_force": "SELECT",
    "forces_agreement": "SELECT",
    "teams_team": "SELECT",
    "teams_teamkey": "SELECT",
    "mailbox_mailbox": "SELECT, INSERT, UPDATE",
    "mailbox_retirednumber": "SELECT, INSERT",
    "mailbox_letter": "SELECT, INSERT, UPDATE, DELETE",
    "mailbox_takenback": "SELECT, INSERT",
    "intake_contactdetails": "INSERT, DELETE",
}
# Sealed to the assessors, or not public yet: a force's process may not read these, even sealed.
_NOT_FOR_FORCES = (
    "figures_announcement",
    "figures_draft",
    "figures_publication",
    "figures_publishedfile",
    "intake_contactdetails",
    "assessment_item",
    "assessment_subject",
    "assessment_sanitisedreport",
)
# Beside its own tables, the freedom-of-information desk reads what the public reads, and notes its acts.
_FOI_TABLES = {
    "ledger_installation": "SELECT",
    "forces_force": "SELECT",
    "forces_agreement": "SELECT",
    "figures_announcement": "SELECT",
    "figures_publication": "SELECT",
    "figures_publishedfile": "SELECT",
    "audit_act": "INSERT",
}
# A unit makes its own keys, and moves to a new one; confirming it is the desk's.
_UNITS_ADD_TO = ("teams_team", "teams_teamkey")


def tables() -> list[str]:
    """Every table of the product and of what it is built on, by name."""
    return sorted(
        [*(model._meta.db_table for model in apps.get_models(include_auto_created=True)), *UNMODELLED]
    )


def _contact_columns() -> str:
    """A contact's columns but for the sealed account."""
    fields = apps.get_model("intake", "Contact")._meta.concrete_fields
    return ", ".join(str(field.column) for field in fields if field.column != "sealed")


def statements() -> Iterator[str]:
    """The SQL, in order; safe to run again."""
    for role in ROLES:
        yield (
            f"DO $$ BEGIN CREATE ROLE {role} LOGIN; EXCEPTION WHEN duplicate_object THEN "  # noqa: S608
            f"RAISE NOTICE 'role {role} is there already'; END $$"
        )
        yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}"
        yield f"GRANT USAGE ON SCHEMA public TO {role}"
        yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}"
    yield from _for_the_public()
    yield from _for_the_desk()
    yield from _for_forces()
    yield from _for_the_foi_desk()
    yield from policies(public=PUBLIC, desk=DESK, force=FORCE, foi=FOI)


def _for_the_public() -> Iterator[str]:
    for table, may in _PUBLIC_TABLES.items():
        yield f"GRANT {may} ON {table} TO {PUBLIC}"
    yield f"GRANT INSERT, SELECT ({_contact_columns()}), UPDATE (danger) ON intake_contact TO {PUBLIC}"
    # Taking details back needs to find them by their contact, and no more.
    yield f"GRANT SELECT (contact_id) ON intake_contactdetails TO {PUBLIC}"


def _for_the_desk() -> Iterator[str]:
    for table in tables():
        may = "SELECT, INSERT" if table in GROWING else "SELECT, INSERT, UPDATE, DELETE"
        yield f"GRANT {'SELECT' if table == 'ledger_installation' else may} ON {table} TO {DESK}"


def _for_the_foi_desk() -> Iterator[str]:
    for table, may in _FOI_TABLES.items():
        yield f"GRANT {may} ON {table} TO {FOI}"
    for table in tables():
        if table.startswith(("foi_", "publication_")):
            may = "SELECT, INSERT" if table in GROWING else "SELECT, INSERT, UPDATE, DELETE"
            yield f"GRANT {may} ON {table} TO {FOI}"
    # The desk's process steps down to this role for each of its pages (store/narrowed.py).
    yield f"GRANT {FOI} TO {DESK}"


def _for_forces() -> Iterator[str]:
    for table in tables():
        if table in (*_NOT_FOR_FORCES, "intake_contact") or table.startswith(("foi_", "publication_")):
            continue
        own = table.startswith(
            ("referral_", "outcome_", "staff_", "mfa_", "account_", "django_session", "mailbox_")
        )
        may = "SELECT, INSERT, UPDATE, DELETE" if own else "SELECT"
        if table == "staff_recoverykey":  # whether there is one is asked when a key is taken back
            may = "SELECT"
        grows = table in (*GROWING, *_UNITS_ADD_TO)
        yield f"GRANT {'SELECT, INSERT' if grows else may} ON {table} TO {FORCE}"
    yield f"GRANT SELECT ({_contact_columns()}) ON intake_contact TO {FORCE}"

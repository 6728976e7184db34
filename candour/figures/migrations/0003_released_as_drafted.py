"""The database itself refuses a publication that is not a draft's, and a document that is not its release's."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_DRAFTED = (
    "EXISTS (SELECT 1 FROM figures_draft AS d WHERE d.id = NEW.draft AND d.number = NEW.number "
    "AND d.version = NEW.version AND d.sha256 = NEW.sha256 AND d.compiled_by = NEW.compiled_by) "
    "AND NEW.place = (SELECT count(*) FROM figures_publication)"
)
_FILED = (
    "NEW.name <> 'figures.json' OR EXISTS (SELECT 1 FROM figures_publication AS p "
    "WHERE p.id = NEW.publication_id AND p.sha256 = NEW.sha256)"
)
_CHECKS = {
    "figures_publication": (_DRAFTED, "there is no such draft to release"),
    "figures_publishedfile": (_FILED, "this is not the document that was released"),
}


def _statements(vendor: str, table: str, rule: str, words: str) -> list[str]:
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {table}_checked BEFORE INSERT ON {table} WHEN NOT ({rule}) "
            f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
        ]
    return [
        # As the owner: the door's own role may see less than the check must.
        f"CREATE OR REPLACE FUNCTION {table}_check() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS "
        f"$$ BEGIN IF NOT ({rule}) THEN RAISE EXCEPTION '{words}'; END IF; RETURN NEW; END $$",
        f"CREATE TRIGGER {table}_checked BEFORE INSERT ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_check()",
    ]


def check(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the checks."""
    for table, (rule, words) in _CHECKS.items():
        for statement in _statements(schema_editor.connection.vendor, table, rule, words):
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("figures", "0002_releases_only_grow")]
    operations = [migrations.RunPython(check, migrations.RunPython.noop)]

"""Brings in every force of forces.csv; those marked `confirm` or `no` are there, switched off."""

from django.db import migrations

from candour.forces.packaged import packaged_forces


def bring_in(apps, schema_editor):
    Force = apps.get_model("forces", "Force")
    Force.objects.bulk_create(
        Force(
            slug=row["slug"],
            name=row["name"],
            short_name=row["short_name"],
            nation=row["nation"],
            kind=row["kind"],
            gss_code=row["gss_code"],
            website=row["website"],
            oversight_body=row["oversight_body"],
            in_scope=row["in_scope_default"] == "yes",
        )
        for row in packaged_forces()
    )


class Migration(migrations.Migration):
    dependencies = [("forces", "0001_initial")]
    operations = [migrations.RunPython(bring_in, migrations.RunPython.noop)]

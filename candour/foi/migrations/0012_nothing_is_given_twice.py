"""A reference is given once, for good; and a request can be deleted with the copies that were made of its files."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from candour.store.append_only import only_grows


def keep_those_that_were_given(registry: Any, _schema_editor: Any) -> None:
    opened = registry.get_model("foi", "InformationRequest").objects.exclude(reference="").exclude(channel="import")
    given = registry.get_model("foi", "GivenReference")
    given.objects.bulk_create(given(reference=one.reference) for one in opened)


class Migration(migrations.Migration):
    dependencies = [("foi", "0011_what_a_letter_takes_along")]
    operations = [
        migrations.CreateModel(
            name="GivenReference",
            fields=[("reference", models.CharField(max_length=24, primary_key=True, serialize=False))],
        ),
        migrations.RunPython(keep_those_that_were_given, migrations.RunPython.noop),
        only_grows("foi_givenreference"),
        migrations.AlterField(
            model_name="attachment",
            name="made_from",
            field=models.ForeignKey(
                help_text="before redaction",
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="made",
                to="foi.attachment",
            ),
        ),
    ]

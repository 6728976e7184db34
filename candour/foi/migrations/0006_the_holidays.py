"""Brings in every weekday holiday of 2010 to 2032, from data/holidays.csv."""

import datetime as dt

from django.db import migrations

from candour.foi.clock.packaged import packaged_holidays

MADE_ON = dt.date(2026, 11, 22)


def bring_in(apps, schema_editor):
    Holiday = apps.get_model("foi", "Holiday")
    Holiday.objects.bulk_create(
        Holiday(
            day=dt.date.fromisoformat(row["day"]),
            name=row["name"],
            nations=row["nations"],
            source=row["source"],
            proclaimed_on=row["proclaimed_on"] or None,
            added_on=MADE_ON,
        )
        for row in packaged_holidays()
    )


class Migration(migrations.Migration):
    dependencies = [("foi", "0005_what_askers_say")]
    operations = [migrations.RunPython(bring_in, migrations.RunPython.noop)]

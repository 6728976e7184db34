"""An index of what corrects what; the one of parents was read by nothing, and every line paid for it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_days_kinds_and_languages")]
    operations = [
        migrations.RemoveIndex("entry", "entry_parent"),
        migrations.AddIndex(
            "entry",
            models.Index(
                fields=["corrects", "recorded_on"],
                name="entry_corrects",
                condition=models.Q(corrects__isnull=False),
            ),
        ),
    ]

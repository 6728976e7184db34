"""What an asker writes on the page that follows a request, until the desk takes it in."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("foi", "0004_what_the_log_serves")]
    operations = [
        migrations.CreateModel(
            name="Heard",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("follow_hash", models.CharField(db_index=True, max_length=64)),
                ("place", models.PositiveIntegerField(help_text="of the line that shows it to the asker")),
                (
                    "kind",
                    models.CharField(
                        help_text="more, clarified, review, withdraw or confirm", max_length=12
                    ),
                ),
                ("text", models.TextField()),
                ("on", models.DateField()),
            ],
            options={"verbose_name_plural": "heard", "ordering": ["follow_hash", "place"]},
        ),
    ]

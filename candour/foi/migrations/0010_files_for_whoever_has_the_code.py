"""Files that went with a letter, for whoever has the code; and which receipts ask for an address."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("foi", "0009_the_mail")]
    operations = [
        migrations.AddField(
            model_name="posted",
            name="needs_confirming",
            field=models.BooleanField(
                default=False, help_text="of the receipt: that we ask by e-mail whether the address is theirs"
            ),
        ),
        migrations.CreateModel(
            name="PostedFile",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "posted",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="files", to="foi.posted"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("media_type", models.CharField(max_length=120)),
                ("content", models.BinaryField()),
            ],
            options={"ordering": ["name"]},
        ),
    ]

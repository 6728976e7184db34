"""A mail that is forgotten goes with every copy of it that the server keeps."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("foi", "0012_nothing_is_given_twice")]
    operations = [
        migrations.AddField(
            model_name="message",
            name="copies",
            field=models.JSONField(
                default=list, help_text="the hashes of further copies' headers on the mail server"
            ),
        ),
    ]

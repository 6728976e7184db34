"""Four models get names that no other room has; no row changes. Their tables are named after them."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("foi", "0015_what_the_public_reads_moves_out")]
    operations = [
        migrations.RenameModel("Question", "RequestQuestion"),
        migrations.RenameModel("Step", "RequestStep"),
        migrations.RenameModel("Decision", "QuestionDecision"),
        migrations.RenameModel("Letter", "RequestLetter"),
    ]

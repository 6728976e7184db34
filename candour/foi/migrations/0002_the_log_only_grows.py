"""The log's versions, and the days on which something was no request, only grow."""

from django.db import migrations

from candour.store.append_only import only_grows


class Migration(migrations.Migration):
    dependencies = [("foi", "0001_what_is_kept")]
    operations = [only_grows("foi_logentry"), only_grows("foi_diverted")]

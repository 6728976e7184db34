"""The database itself refuses to change or delete the audit trail."""

from django.db import migrations

from candour.store.append_only import only_grows


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [only_grows("audit_act")]

"""The database itself refuses to change or delete what the ledger says."""

from django.db import migrations

from candour.store.append_only import only_grows


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [only_grows("ledger_entry"), only_grows("ledger_installation")]

"""The database itself refuses to change or delete what was announced, compiled or released."""

from django.db import migrations

from candour.store.append_only import only_grows

TABLES = ("announcement", "draft", "publication", "publishedfile")


class Migration(migrations.Migration):
    dependencies = [("figures", "0001_releases")]
    operations = [only_grows(f"figures_{table}") for table in TABLES]

import pytest
from django.db import DatabaseError, connection, transaction

from candour.publication.models import LogEntry
from tests.foi.conftest import DAY

pytestmark = pytest.mark.django_db


def entry() -> LogEntry:
    return LogEntry.objects.create(
        reference="01/FOI/26/000001", slug="01.FOI.26.000001", version=1, title="As published",
        headline="full", published_on=DAY, content=b"{}", sha256="a",
    )  # fmt: skip


@pytest.mark.parametrize(
    "sql", ["UPDATE publication_logentry SET title = 'x'", "DELETE FROM publication_logentry"]
)
def test_a_page_of_the_log_is_neither_changed_nor_deleted(sql: str) -> None:
    entry()

    with (
        pytest.raises(DatabaseError, match="only grows"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


@pytest.mark.sqlite
def test_a_page_of_the_log_is_not_replaced_either() -> None:
    columns = ", ".join(field.column for field in LogEntry._meta.concrete_fields)
    changed = columns.replace("title", "'Another title'")
    entry()

    with (
        pytest.raises(DatabaseError, match="only grows"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            f"INSERT OR REPLACE INTO publication_logentry ({columns}) "
            f"SELECT {changed} FROM publication_logentry"
        )
    assert LogEntry.objects.get().title == "As published"

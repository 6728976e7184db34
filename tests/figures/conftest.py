from collections.abc import Iterator

import pytest

from candour.figures.releasing import register
from candour.figures.showing import cache
from candour.ledger import actions as ledger


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    """Each test prints documents of its own, some under the same reference."""
    yield
    cache.forget()
    register.document_of.cache_clear()


@pytest.fixture
def rehearsal(db: None) -> None:
    ledger.begin(rehearsal=True)


@pytest.fixture
def real_line(db: None) -> None:
    ledger.begin(rehearsal=False)

import pytest

from candour.ledger import actions as ledger


@pytest.fixture
def rehearsal(db: None) -> None:
    ledger.begin(rehearsal=True)


@pytest.fixture
def real_line(db: None) -> None:
    ledger.begin(rehearsal=False)

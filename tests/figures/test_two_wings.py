"""The linter does not see foreign keys written as text, so each model's relations are walked here."""

import pytest
from django.apps import apps
from django.db import models

ACCOUNT_WING = ("figures", "foi", "pages")
ALLOWED = {"figures", "foi", "pages", "forces", "ledger"}


def models_of(*labels: str) -> list[type[models.Model]]:
    return [
        model
        for label in labels
        if apps.is_installed(f"candour.{label}")
        for model in apps.get_app_config(label).get_models()
    ]


def reaches(model: type[models.Model]) -> set[str]:
    fields = model._meta.get_fields(include_hidden=True)
    return {
        field.related_model._meta.app_label
        for field in fields
        if field.is_relation and field.concrete and field.related_model is not None
    }


@pytest.mark.parametrize("model", models_of(*ACCOUNT_WING, "ledger"), ids=str)
def test_no_row_of_the_account_wing_or_the_ledger_points_at_the_work_wing(model: type[models.Model]) -> None:
    assert reaches(model) <= ALLOWED


def test_the_ledger_points_at_nothing_at_all() -> None:
    assert [reaches(model) for model in models_of("ledger")] == [set(), set()]


def test_nothing_of_the_work_wing_is_kept_beside_an_agreement() -> None:
    assert reaches(apps.get_model("forces", "Agreement")) == set()


def test_the_walk_would_find_a_relation() -> None:
    assert "assessment" in reaches(apps.get_model("referral", "Referral"))

"""Whoever is switched off may do nothing more, also in a browser that is signed in."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from candour.staff.access import require_role
from candour.staff.models import Member, Role
from tests.conftest import Cast


def test_a_member_who_is_switched_off_has_no_role_any_more(cast: Cast) -> None:
    require_role(cast.asif, Role.ASSESSOR)
    cast.asif.is_active = False

    with pytest.raises(PermissionDenied):
        require_role(cast.asif, Role.ASSESSOR)


def test_a_browser_that_is_signed_in_is_let_in_no_more(
    cast: Cast, through_the_door: Callable[[Member], Client]
) -> None:
    browser = through_the_door(cast.asif)
    assert browser.get("/desk/worklist").status_code == 200
    Member.objects.filter(pk=cast.asif.pk).update(is_active=False)

    assert browser.get("/desk/worklist").status_code in (302, 403)

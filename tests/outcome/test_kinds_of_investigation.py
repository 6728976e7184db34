"""What kind of investigation it is, and which body watches over it (M14, M16)."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from candour.figures.counting.tally import exact
from candour.forces.models import Force
from candour.ledger.models import Entry
from candour.outcome.actions import Stated, correct_outcome, record_outcome
from candour.outcome.models import Outcome
from candour.staff import actions as staff
from candour.staff.models import Member, Role
from candour.teams import actions as teams
from tests.conftest import DAY, Cast
from tests.outcome.test_outcomes_page import _address, _filled
from tests.referral import story

Door = Callable[[Member], Client]


def _unit(force: Force) -> Member:
    """A member of another force's unit, whose key is confirmed."""
    member = Member.objects.create(username=force.slug, name="Una", role=Role.FORCE_MEMBER, force=force)
    key = staff.make_team_key(teams.unit_of(force), holders=[])
    teams.confirm_key(key, read_back=key.fingerprint)
    return member


def _referred(cast: Cast, slug: str, kind: str = "") -> Outcome:
    force = Force.objects.get(pk=slug)
    stated = Stated("iopc_referral", DAY, reference="INV/1", kind=kind)
    by = _unit(force) if slug not in {"metropolitan", "kent"} else cast.mo
    return record_outcome(story.sent(cast, force=force), stated, by=by, on=DAY)


@pytest.mark.parametrize("kind", ["criminal", "misconduct", "both"])
def test_an_investigation_is_counted_by_its_kind(cast: Cast, kind: str) -> None:
    stated = Stated("investigation_opened", DAY, reference="INV/1", kind=kind)
    kept = record_outcome(story.sent(cast), stated, by=cast.mo, on=DAY)

    assert (kept.kind, Entry.objects.get(pk=kept.entry).kind) == (kind, kind)
    assert exact("M14", "kind", DAY, DAY) == {kind: 1}


@pytest.mark.parametrize("kind", ["", "iopc", "civil"])
def test_an_investigation_without_its_kind_is_not_taken(cast: Cast, kind: str) -> None:
    stated = Stated("investigation_opened", DAY, reference="INV/1", kind=kind)

    with pytest.raises(ValidationError, match="criminal, misconduct or both"):
        record_outcome(story.sent(cast), stated, by=cast.mo, on=DAY)
    assert not Outcome.objects.exists()


def test_a_correction_changes_the_kind(cast: Cast) -> None:
    one = story.sent(cast)
    first = Stated("investigation_opened", DAY, reference="INV/1", kind="criminal")
    wrong = record_outcome(one, first, by=cast.mo, on=DAY)

    right = Stated("investigation_opened", DAY, reference="INV/1", kind="misconduct")
    correct_outcome(wrong, right, by=cast.mo, on=DAY)

    assert exact("M14", "kind", DAY, DAY) == {"misconduct": 1}


@pytest.mark.parametrize(
    ("slug", "body"), [("metropolitan", "iopc"), ("scotland", "pirc"), ("northern-ireland", "poni")]
)
def test_the_oversight_body_is_that_of_the_forces_nation(cast: Cast, slug: str, body: str) -> None:
    assert _referred(cast, slug).kind == body
    assert exact("M16", "kind", DAY, DAY) == {body: 1}


def test_a_force_of_several_nations_says_which_body_it_was(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="Choose the body"):
        _referred(cast, "btp")
    with pytest.raises(ValidationError, match="Choose the body"):
        _referred(cast, "metropolitan", kind="pirc")
    Member.objects.filter(username="btp").delete()
    assert not Outcome.objects.exists()


def test_a_force_of_several_nations_is_taken_at_its_word(cast: Cast) -> None:
    assert _referred(cast, "btp", kind="pirc").kind == "pirc"


def test_what_is_no_investigation_has_no_kind(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="has no kind"):
        record_outcome(story.sent(cast), Stated("nfa_left", DAY, kind="criminal"), by=cast.mo, on=DAY)


def test_the_page_asks_takes_and_shows_it(cast: Cast, through_the_door: Door) -> None:
    one, mo = story.sent(cast), through_the_door(cast.mo)
    filled = _filled("investigation_opened", reference="INV/1")
    assert "Choose whether the investigation is criminal" in mo.post(_address(one), filled).content.decode()
    assert not Outcome.objects.exists()

    mo.post(_address(one), {**filled, "kind": "both"})

    kept = Outcome.objects.get()
    assert kept.kind == "both"
    assert "Criminal and misconduct" in mo.get(_address(one)).content.decode()
    again = mo.get(f"/force/outcome/{kept.pk}/correct").content.decode()
    assert 'value="both"' in again and again.count("checked") == 1


def test_the_page_asks_no_body_where_there_is_one(cast: Cast, through_the_door: Door) -> None:
    page = through_the_door(cast.mo).get(f"{_address(story.sent(cast))}?code=iopc_referral").content.decode()

    assert 'name="kind"' not in page

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from candour.referral import actions, moves, replies
from candour.referral.models import Referral
from candour.referral.rules import STAGES, WITH_FORCE
from tests.conftest import DAY, Cast
from tests.referral import story

STEPS: dict[str, Callable[[Cast, Referral], object]] = {
    "acknowledge": lambda cast, one: replies.acknowledge(one, by=cast.mo, on=DAY),
    "send back": lambda cast, one: replies.send_back(one, words="x", by=cast.mo, on=DAY),
    "propose": lambda cast, one: story.proposed(cast, one),
    "redirect": lambda cast, one: moves.propose_redirect(
        one, to_force=cast.kent, words="x", by=cast.asif, on=DAY
    ),
    "send on": lambda cast, one: story.moved(cast, story.again(one).passing_on),
    "keep": lambda cast, one: story.kept(cast, story.again(one).passing_on),
}


def _try(step: str, cast: Cast, one: Referral) -> None:
    """A step that the rules refuse changes nothing; what it may do, it does."""
    try:
        STEPS[step](cast, one)
    except (actions.ValidationError, Referral.passing_on.RelatedObjectDoesNotExist):
        return


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(sorted(STEPS)), max_size=6))
def test_whatever_is_tried_a_referral_stands_at_one_stage(cast: Cast, steps: list[str]) -> None:
    one = story.sent(cast)
    left = False
    for step in steps:
        _try(step, cast, one)
        now = story.again(one)
        found = [stage for stage in STAGES if Referral.objects.at_stage(stage).filter(pk=one.pk).exists()]
        assert found == [now.stage()]
        # Once it has been sent back or passed on, no sequence of steps brings it back.
        left = left or not now.is_with_force()
        assert left != now.is_with_force()


def test_a_held_referral_stands_at_its_own_stage(cast: Cast) -> None:
    held = story.sent(cast, force=story.keyless())

    assert list(Referral.objects.at_stage("Held: the force has no key yet")) == [held]
    assert not Referral.objects.at_stage(*WITH_FORCE).exists()


def test_an_unknown_stage_is_a_fault(cast: Cast) -> None:
    with pytest.raises(KeyError):
        Referral.objects.at_stage("Somewhere")

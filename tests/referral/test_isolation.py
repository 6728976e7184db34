"""A force's member who is given another force's links is refused everywhere (issue: done when, 7)."""

import re
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern

from candour.doors import force as force_door
from candour.outcome.actions import Stated, correct_outcome, open_outcomes, record_outcome
from candour.outcome.models import Outcome
from candour.referral import questions, replies
from candour.referral.models import Referral
from candour.seal.keys import Context, PrivateKey, WrongKey
from candour.staff.models import Member
from tests.conftest import DAY, Cast
from tests.referral import story

Door = Callable[[Member], Client]
NOBODY = "00000000-0000-4000-8000-000000000000"
MARKERS = ("Marker", "INV/26/00017", "R-", "Metropolitan")


def _everything(cast: Cast) -> tuple[Referral, Outcome]:
    """A referral of the Met's with a question answered, an outcome, contact details."""
    one = story.sent(cast, details=story.DETAILS)
    question = story.released(cast, story.asked(cast, one))
    answer = story.answered(cast, question)
    story.approved(cast, answer)
    said = {"reference": "INV/26/00017", "words": "Marker note", "kind": "misconduct"}
    stated = Stated("investigation_opened", DAY, **said)
    return one, record_outcome(one, stated, by=cast.mo, on=DAY)


def _with_rows() -> list[URLPattern]:
    """Every address of the force door that names a row of a force's, found by its converters."""
    named = [one for one in force_door.urlpatterns if "<uuid:" in str(one.pattern)]
    return [one for one in named if "sign-in" not in str(one.pattern)]


def _address(pattern: URLPattern, one: Referral, outcome: Outcome, member: Member | None = None) -> str:
    written = "/" + str(pattern.pattern)
    row = outcome.pk if written.startswith("/force/outcome/") else one.pk
    unit = f"force-{one.force_id}"
    named = {"<uuid:pk>": row, "<slug:team>": unit, "<uuid:member>": member.pk if member else NOBODY}
    for converter, value in named.items():
        written = written.replace(converter, str(value))
    assert "<" not in written, f"{written}: say here which of the Met's rows stands in this address"
    return written


def _of_referrals() -> list[URLPattern]:
    return [one for one in _with_rows() if str(one.pattern).startswith(("force/referral/", "force/outcome/"))]


def _filled(cast: Cast) -> dict[str, str]:
    day = {"happened_on_day": str(DAY.day), "happened_on_month": "3", "happened_on_year": str(DAY.year)}
    return {"words": "x", "text": "x", "to_force": cast.kent.pk, "code": "force_assessing", **day}


def test_the_walk_finds_the_doors_addresses() -> None:
    names = {pattern.name for pattern in _with_rows()}

    assert {"referral", "referral_details", "referral_outcomes", "correct_outcome", "ask"} <= names


def test_another_forces_links_are_refused_everywhere(cast: Cast, through_the_door: Door) -> None:
    one, outcome = _everything(cast)
    kit = through_the_door(cast.kit)
    before = _counts()

    for pattern in _with_rows():
        address = _address(pattern, one, outcome, cast.mo)
        for answer in (kit.get(address), kit.post(address, _filled(cast)), kit.get(address + "?code=arrest")):
            assert answer.status_code in (403, 404, 405), address
            assert not any(marker in answer.content.decode() for marker in MARKERS), address
    assert _counts() == before


def test_what_is_not_theirs_looks_like_what_is_not_there(cast: Cast, through_the_door: Door) -> None:
    one, outcome = _everything(cast)
    kit = through_the_door(cast.kit)

    for pattern in _of_referrals():
        theirs = _address(pattern, one, outcome)
        nowhere = "/" + str(pattern.pattern).replace("<uuid:pk>", NOBODY)
        for ask in (kit.get, kit.post):
            there, absent = ask(theirs), ask(nowhere)
            assert (there.status_code, _words(there)) == (absent.status_code, _words(absent)), theirs


def _words(answer: HttpResponse) -> str:
    """The page without the form token, which is another one each time."""
    return re.sub(r'value="[A-Za-z0-9]{64}"', "", answer.content.decode())


def test_the_owner_is_let_in_by_the_same_links(cast: Cast, through_the_door: Door) -> None:
    one, outcome = _everything(cast)
    mo = through_the_door(cast.mo)

    for pattern in _of_referrals():
        answer = mo.get(_address(pattern, one, outcome))
        assert answer.status_code in (200, 405), pattern


def _counts() -> dict[str, int]:
    rows: list[type[models.Model]] = [Referral, Outcome, *_steps()]
    return {model.__name__: model._default_manager.count() for model in rows}


def _steps() -> list[type[models.Model]]:
    return [relation.related_model for relation in Referral._meta.related_objects]  # type: ignore[misc]


def test_the_rows_do_not_open_with_another_forces_key(cast: Cast) -> None:
    one, outcome = _everything(cast)
    kit, question, details = cast.ring(cast.kit), one.questions.get(), one.details.get()
    sealed = [
        (one.sending.sealed, Context("referral", one.pk)),
        (details.sealed, Context("contact details", details.sealed_as)),
        (question.sealed, Context("question", question.pk)),
        (question.answer.sealed, Context("answer", question.pk)),
        (question.answer.sent.sealed, Context("answer", question.pk)),
        (outcome.sealed, Context("outcome", outcome.pk)),
    ]

    anybody = PrivateKey.generate().public
    for row, context in sealed:
        with pytest.raises(WrongKey):
            kit.pass_on(row, context, [anybody])
    for row, context in (sealed[0], sealed[1], sealed[2], sealed[4], sealed[5]):
        cast.ring(cast.mo).pass_on(row, context, [anybody])


def test_the_assessors_own_draft_answer_does_not_open_at_the_force(cast: Cast) -> None:
    one, _ = _everything(cast)
    answer = one.questions.get().answer

    with pytest.raises(WrongKey):
        cast.ring(cast.mo).open_text(answer.sealed, Context("answer", answer.pk))


def test_another_forces_member_may_not_act_through_the_actions(cast: Cast) -> None:
    one, outcome = _everything(cast)
    question = one.questions.get()
    stated, ring = Stated("force_assessing", DAY), cast.ring(cast.kit)
    acts: list[Callable[[], object]] = [
        lambda: replies.open_referral(one, by=cast.kit, keys=ring),
        lambda: replies.open_details(one, by=cast.kit, keys=ring),
        lambda: replies.acknowledge(one, by=cast.kit),
        lambda: replies.send_back(one, words="x", by=cast.kit),
        lambda: replies.propose_transfer(one, to_force=cast.kent, words="x", by=cast.kit),
        lambda: questions.ask(one, text="x", by=cast.kit),
        lambda: questions.open_question(question, by=cast.kit, keys=ring),
        lambda: questions.open_answer(question.answer, by=cast.kit, keys=ring),
        lambda: record_outcome(one, stated, by=cast.kit),
        lambda: correct_outcome(outcome, stated, by=cast.kit),
        lambda: open_outcomes(one, by=cast.kit, keys=ring),
    ]

    for act in acts:
        with pytest.raises(PermissionDenied):
            act()


def test_no_role_of_the_desk_comes_in_by_the_force_door(cast: Cast, through_the_door: Door) -> None:
    one, outcome = _everything(cast)

    for member in (cast.hana, cast.asif, cast.rhona, cast.ada, cast.finn, cast.olu):
        browser = through_the_door(member)
        for pattern in _of_referrals():
            answer = browser.get(_address(pattern, one, outcome))
            assert answer.status_code in (403, 405), (member.name, pattern)
            assert "Marker" not in answer.content.decode()


def test_a_member_without_the_units_key_is_told_whom_to_ask(cast: Cast, through_the_door: Door) -> None:
    one, outcome = _everything(cast)
    cast.mo.shares.all().delete()
    mo = through_the_door(cast.mo)

    for address in (f"/force/referral/{one.pk}", f"/force/referral/{one.pk}/outcomes"):
        answer = mo.get(address)
        assert answer.status_code == 403
        assert "must hand you the key" in answer.content.decode()
    assert mo.get("/force/inbox").status_code == 200

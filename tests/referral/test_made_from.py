from collections.abc import Callable

from django.test import Client

from candour.assessment import actions as assessment
from candour.assessment import deciding
from candour.assessment.rules import Grade
from candour.audit.models import Act
from candour.staff.models import Member
from tests.conftest import DAY, Cast
from tests.referral import story

Door = Callable[[Member], Client]


def test_the_second_person_reads_the_text_beside_what_it_was_made_from(
    cast: Cast, through_the_door: Door
) -> None:
    report = story.assessed(cast)
    subject = {"name": "Sergeant Brackenthwaite-Test", "station": "Marker Vale"}
    assessment.add_subject(report, fields=subject, by=cast.asif)
    assessment.grade(
        report, text="Marker second item", grade=Grade("1", "A", "P"), reason="Seen by two", by=cast.asif
    )
    decision = deciding.decide(report, kind="refer", forces=[cast.metropolitan], by=cast.asif, on=DAY)
    rhona = through_the_door(cast.rhona)

    page = rhona.get(f"/desk/approval/{decision.pk}").content.decode()

    for words in (story.SANITISED, *subject.values(), "Plates for money", "Told second hand",
                  "Marker second item", "1-A-P"):  # fmt: skip
        assert words in page
    assert "An invented account" not in page


def test_what_was_told_is_one_link_away_and_its_opening_is_in_the_trail(
    cast: Cast, through_the_door: Door
) -> None:
    decision = story.decided(cast)
    rhona, link = through_the_door(cast.rhona), f"/desk/report/{decision.report.reference}?open=1"
    assert f'href="{link}"' in rhona.get(f"/desk/approval/{decision.pk}").content.decode()
    before = Act.objects.filter(member=cast.rhona.pk, kind="contact").count()

    assert "An invented account" in rhona.get(link).content.decode()
    assert Act.objects.filter(member=cast.rhona.pk, kind="contact").count() > before


def test_each_reading_of_subjects_and_items_is_in_the_trail(cast: Cast, through_the_door: Door) -> None:
    decision = story.decided(cast)
    rhona = through_the_door(cast.rhona)
    acts = Act.objects.filter(act="opened", member=cast.rhona.pk, row=decision.report_id)

    rhona.get(f"/desk/approval/{decision.pk}")
    once = acts.count()
    rhona.get(f"/desk/approval/{decision.pk}")
    assert once > 0 and acts.count() == 2 * once

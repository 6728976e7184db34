"""Replays the plan day by day through the rooms' own actions, which alone write to the database."""

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace

from django.db import transaction

from candour.assessment.rules import REFER
from candour.demo.cast import Cast
from candour.demo.contact_story import ContactStory
from candour.demo.planned import Plan, PlannedContact
from candour.demo.report_story import ReportStory

Step = Callable[[], None]
# Called with the number of steps that are done, and of all steps.
Progress = Callable[[int, int], None]


# Forces that have no unit in the rehearsal: what is decided for them is held and chased.
KEYLESS = ("dyfed-powys", "cumbria")
_LAST = dt.date(2024, 2, 29)


class DayPlan:
    """Actions by day; those of one day keep the order in which they were added."""

    def __init__(self) -> None:
        self._steps: dict[dt.date, list[Step]] = defaultdict(list)

    def at(self, day: dt.date, step: Step) -> None:
        """Let `step` happen on `day`."""
        self._steps[day].append(step)

    def __len__(self) -> int:
        return sum(len(steps) for steps in self._steps.values())

    def by_month(self) -> Iterator[list[Step]]:
        """The steps in order, a month at a time."""
        months: dict[str, list[Step]] = defaultdict(list)
        for day in sorted(self._steps):
            months[f"{day:%Y-%m}"].extend(self._steps[day])
        yield from months.values()


def replay(plan: Plan, cast: Cast, *, progress: Progress, seed: int = 1129) -> list[ContactStory]:
    """Carry out the plan, and return each contact's story with the words that open its mailbox.

    A month is one transaction: the rehearsal can be begun again, so it need not wait for the disk each time.
    """
    plan, rng, days = with_held(plan), random.Random(seed), DayPlan()
    reports = [ReportStory(planned, cast, random.Random(rng.random())) for planned in plan.reports]
    contacts = [_contact(planned, reports, cast, random.Random(rng.random())) for planned in plan.contacts]
    for contact in contacts:
        contact.schedule(days)
    for report in reports:
        report.schedule(days)
    done, total = 0, len(days)
    for steps in days.by_month():
        with transaction.atomic():
            for step in steps:
                step()
                done += 1
                progress(done, total)
    return contacts


def with_held(plan: Plan) -> Plan:
    """The plan with its first open reports decided for forces that have no key yet: approved, and held.

    The published history knows no such case, so no sending is added: only what is open becomes held.
    """
    reports, contacts = list(plan.reports), list(plan.contacts)
    waiting = [
        index for index, report in enumerate(reports) if not report.decision and report.started_on < _LAST
    ]
    for index, force in zip(waiting, KEYLESS, strict=False):
        day = reports[index].started_on + dt.timedelta(days=1)
        reports[index] = replace(reports[index], force_about=force, decision=REFER, decided_on=day)
        for position, contact in enumerate(contacts):
            if contact.reports == (index,):
                contacts[position] = replace(contact, force=force)
    return Plan(contacts=contacts, reports=reports)


def _contact(
    planned: PlannedContact, reports: list[ReportStory], cast: Cast, rng: random.Random
) -> ContactStory:
    fed = [reports[index] for index in planned.reports]
    corruption_category = fed[0].planned.corruption_category if fed else ""
    story = ContactStory(planned, cast, rng, corruption_category=corruption_category)
    for position, report in enumerate(fed):
        if report.contacts:
            story.first = report.contacts[0]
        elif position:
            report.is_second_matter = True
        report.contacts.append(story)
    return story

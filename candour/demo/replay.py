"""Replays the plan day by day through the rooms' real actions. Nothing is written behind their backs."""

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Callable, Iterator

from django.db import transaction

from candour.demo.cast import Cast
from candour.demo.contact_story import ContactStory
from candour.demo.planned import Plan, PlannedContact
from candour.demo.report_story import ReportStory

Step = Callable[[], None]
# Told how many steps are done, and how many there are.
Progress = Callable[[int, int], None]


class Days:
    """What happens on which day; things of one day keep the order in which they were planned."""

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
    """Let the plan happen, and return each contact's story with the words that open its mailbox.

    A month is one transaction: the rehearsal can be begun again, so it need not wait for the disk each time.
    """
    rng, days = random.Random(seed), Days()
    reports = [ReportStory(planned, cast, random.Random(rng.random())) for planned in plan.reports]
    contacts = [_contact(planned, reports, cast, random.Random(rng.random())) for planned in plan.contacts]
    for story in (*contacts, *reports):
        story.schedule(days)
    done, total = 0, len(days)
    for steps in days.by_month():
        with transaction.atomic():
            for step in steps:
                step()
                done += 1
                progress(done, total)
    return contacts


def _contact(
    planned: PlannedContact, reports: list[ReportStory], cast: Cast, rng: random.Random
) -> ContactStory:
    fed = [reports[index] for index in planned.reports]
    corruption_category = fed[0].planned.corruption_category if fed else ""
    story = ContactStory(planned, cast, rng, corruption_category=corruption_category)
    for report in fed:
        report.contacts.append(story)
    return story

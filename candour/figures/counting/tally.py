"""Counts the ledger as at a day: every measure, by every code it may be broken down by."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from candour.figures.counting.counts import BECAME, ONCE, PEOPLE, days_waited
from candour.figures.counting.grouping import Flags, firsts, marked, numbered
from candour.figures.counting.monthly import Monthly, Months, monthly
from candour.figures.counting.plain import exact, span
from candour.figures.counting.reading import Ints, Ledger, Lines, read
from candour.figures.counting.referrals import Referrals, followed
from candour.figures.measures import OUTSIDE_M01, STATED, Measure, measures
from candour.figures.releasing.numbers import Sum

__all__ = ["Tally", "equations", "exact", "span", "tally"]

_CONTACT_PARTS = ("", "closed", "fed", "open")
_REPORT_PARTS = ("", "not_referred", "referred", "held")


@dataclass
class Tally:
    """All that can be asked of the ledger as it stood on a day, counted already by month."""

    as_at: dt.date
    months: Months | None = None
    tables: dict[tuple[str, str], Monthly] = field(default_factory=dict)
    waits: tuple[Ints, Ints] = field(default_factory=lambda: (np.zeros(0, np.int64), np.zeros(0, np.int64)))
    referrals: Referrals | None = None
    _answers: dict[tuple[str, str, dt.date, dt.date], Mapping[str, int]] = field(default_factory=dict)

    def first_day(self) -> dt.date | None:
        """The first day on which anything happened; None while the ledger is empty."""
        return self.months.first if self.months else None

    def last_day(self) -> dt.date | None:
        """The last day on which anything happened; None while the ledger is empty."""
        return self.months.last if self.months else None

    def counts(self, measure: str, by: str, since: dt.date, until: dt.date) -> Mapping[str, int]:
        """The true count of each code in the days from `since` to `until`; {"": n} where `by` is empty.

        Codes without any are left out. By "days" the median and the 90th percentile, in days; by "became"
        each referral once. A stock is that of the last day. Days that are no whole months are counted line
        by line. ValueError for a breakdown that the measure does not have.
        """
        asked = (measure, by, since, until)
        if asked not in self._answers:
            self._answers[asked] = self._count(measures()[measure], by, since, until)
        return self._answers[asked]

    def _count(self, rule: Measure, by: str, since: dt.date, until: dt.date) -> Mapping[str, int]:
        if by not in ("", *rule.by):
            raise ValueError(f"{rule.code} is not counted by {by}.")
        if self.months is None or self.referrals is None:
            return {} if by else {"": 0}
        if rule.kind == "stock":
            found = self.referrals.held(until) if rule.code == "M10" else self.referrals.silent(until)
            return found if by else {"": sum(found.values())}
        run = self.months.run(since, until)
        if run is None:
            return exact(rule.code, by, since, until, self.as_at)
        if by == "days":
            return self._waited(run)
        found = self.tables[rule.code, by].between(run)
        return found if by else {"": found.get("", 0)}

    def _waited(self, run: tuple[int, int]) -> Mapping[str, int]:
        month, days = self.waits
        found = days[(month >= run[0]) & (month < run[1])]
        took, number = np.unique(found, return_counts=True)
        return days_waited(dict(zip(took.tolist(), number.tolist(), strict=True)))

    def parts(self, sum_of: str, since: dt.date, until: dt.date) -> Mapping[str, int]:
        """The whole ("") and each part of one of the sums that must come out, each counted on its own.

        `sum_of` is "contacts" or "reports". ValueError for days that are no whole months.
        """
        if self.months is None:
            return {}
        run = self.months.run(since, until)
        if run is None:
            raise ValueError("The sums are made for whole months.")
        return self.tables[sum_of, "sum"].between(run)


def tally(as_at: dt.date) -> Tally:
    """Reads the ledger as it stood at the end of a day, once, and counts all of it."""
    ledger = read(as_at)
    if ledger.first is None or ledger.last is None:
        return Tally(as_at)
    counter = _Counter(ledger, Months(ledger.first, ledger.last), Tally(as_at))
    counter.tally.months = counter.months
    counter.contacts()
    counter.reports()
    counter.events()
    counter.referrals()
    return counter.tally


@dataclass
class _Counter:
    """Fills a tally from a ledger. Each step lets go of the lines that no later one needs."""

    ledger: Ledger
    months: Months
    tally: Tally

    def add(self, rule: Measure, code: Ints, day: Ints, *, weight: Ints | None = None, **known: Ints) -> None:
        """Counts lines for a measure, in all and by each kind of code. `known` has places that the codes of
        the lines do not tell."""
        month = self.months.places(day)
        for by in ("", *(by for by in rule.by if by not in ("days", "became"))):
            codes, place = self.ledger.labels(by) if by else ([""], None)
            of_line = known.get(by, np.zeros(len(code), np.int64) if place is None else place[code])
            self.tally.tables[rule.code, by] = monthly(codes, of_line, month, len(self.months), weight)

    def sums(self, name: str, parts: Sequence[str], day: Ints, flags: Sequence[Flags]) -> None:
        """Counts the whole, and each part of it that is marked."""
        month, rows = self.months.places(day), [np.arange(len(day)), *(np.nonzero(one)[0] for one in flags)]
        place = np.repeat(np.arange(len(parts)), [len(one) for one in rows])
        found = monthly(parts, place, month[np.concatenate(rows)], len(self.months), None)
        self.tally.tables[name, "sum"] = found

    def contacts(self) -> None:
        """M01 and M03, and what became of each contact."""
        received, closed = self.ledger.take("contact.received"), self.ledger.take("contact.closed")
        started, joined = self.ledger.take("report.started"), self.ledger.take("report.joined")
        things, count = numbered(received.token, closed.token, started.parent, joined.parent)
        is_closed, has_fed = marked(count, things[1]), marked(count, things[2], things[3])
        channel = self.ledger.labels("channel")[1][received.code]
        outside = [self.ledger.place("channel", code) for code in OUTSIDE_M01]
        (counted,) = np.nonzero(~np.isin(channel, outside))
        thing, day, code = things[0][counted], received.day[counted], received.code[counted]
        self.add(measures()["M01"], code, day)
        reason = np.full(count, np.iinfo(np.int64).max)
        np.minimum.at(reason, things[1], self.ledger.labels("reason")[1][closed.code])
        (shut,) = np.nonzero(is_closed[thing])
        self.add(measures()["M03"], code[shut], day[shut], reason=reason[thing[shut]])
        is_open = ~is_closed[thing] & ~has_fed[thing]
        self.sums("contacts", _CONTACT_PARTS, day, [is_closed[thing], has_fed[thing], is_open])

    def reports(self) -> None:
        """M05 and M06, and what became of each report."""
        assessed, refused = self.ledger.take("report.assessed"), self.ledger.take("report.not_referred")
        sent, held = self.ledger.of("referral.sent"), self.ledger.take("referral.held")
        things, count = numbered(assessed.token, refused.token, sent.parent, held.parent)
        rows = self._firsts(things[0], assessed)
        self.add(measures()["M05"], assessed.code[rows], assessed.day[rows])
        again = self._firsts(things[1], refused)
        self.add(measures()["M06"], refused.code[again], refused.day[again])
        was_refused, was_sent = marked(count, things[1]), marked(count, things[2])
        is_held = marked(count, things[3]) & ~was_sent
        thing = things[0][rows]
        flags = [was_refused[thing], was_sent[thing], is_held[thing]]
        self.sums("reports", _REPORT_PARTS, assessed.day[rows], flags)

    def _firsts(self, thing: Ints, lines: Lines) -> Ints:
        return firsts(thing, lines.day, self.ledger.rank[lines.code])

    def events(self) -> None:
        """Every measure that counts lines as they are, or each thing once, but for those above."""
        told, reason = self.ledger.of(STATED), self.ledger.labels("reason")
        (things,), _ = numbered(told.token)
        for rule in measures().values():
            if rule.kind != "event" or rule.code in ("M01", "M05", "M06"):
                continue
            lines = self.ledger.of(rule.event)
            rows = np.arange(len(lines))
            if rule.reasons:
                places = [self.ledger.place("reason", code) for code in rule.reasons]
                (rows,) = np.nonzero(np.isin(reason[1][lines.code], places))
            if rule.code in ONCE:
                rank = self.ledger.rank[lines.code[rows]]
                rows = rows[firsts(things[rows], lines.day[rows], rank)]
            code = lines.code[rows]
            weight = self.ledger.quantity[code] if rule.unit in PEOPLE else None
            self.add(rule, code, lines.day[rows], weight=weight)

    def referrals(self) -> None:
        """M08a and M09, and what has become of each referral; M10 and M32 are asked for day by day."""
        found = self.tally.referrals = followed(self.ledger)
        (moved,) = np.nonzero(found.was_moved[found.sent])
        self.add(measures()["M08a"], found.sent_code[moved], found.sent_day[moved])
        rows, days = found.waits()
        self.add(measures()["M09"], found.sent_code[rows], found.sent_day[rows])
        self.tally.waits = (self.months.places(found.sent_day[rows]), days)
        month = self.months.places(found.sent_day)
        self.tally.tables["M07", "became"] = monthly(BECAME, found.became(), month, len(self.months), None)


def equations(counted: Tally, since: dt.date, until: dt.date) -> list[Sum]:
    """The sums that must come out, in a period of whole months; a fault in the ledger shows in them."""
    contacts = counted.parts("contacts", since, until)
    reports = counted.parts("reports", since, until)
    return [
        Sum(
            "Contacts (M01) are those closed at intake (M03), those that a report was written from, and "
            "those still open.",
            contacts.get("", 0),
            [
                ("Closed at intake", contacts.get("closed", 0)),
                ("A report was written from them", contacts.get("fed", 0)),
                ("Still open", contacts.get("open", 0)),
            ],
        ),
        Sum(
            "Reports assessed (M05) are those sent to no force (M06), those sent to at least one, and those "
            "that wait until a force can open them.",
            reports.get("", 0),
            [
                ("Sent to no force", reports.get("not_referred", 0)),
                ("Sent to at least one force", reports.get("referred", 0)),
                ("Waiting until a force can open them", reports.get("held", 0)),
            ],
        ),
    ]

"""Follows each referral: who has it on a day, when it was acknowledged, and what has become of it."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from candour.figures.counting.counts import BECAME, DAYS_FOR_FEEDBACK, INVESTIGATED, KEPT
from candour.figures.counting.grouping import Flags, marked, numbered
from candour.figures.counting.reading import Ints, Ledger, days_of
from candour.figures.measures import STATED, outcome_codes

_NEVER = -1_000_000
_EVER = 1_000_000


@dataclass(frozen=True)
class Said:
    """What forces said of referrals: of which, on which day, and the place of the reason."""

    thing: Ints
    day: Ints
    reason: Ints


@dataclass(frozen=True)
class Moves:
    """Arrivals (+1) and departures (-1) of referrals at forces, and sendings back (0), with their days."""

    thing: Ints
    force: Ints
    step: Ints
    day: Ints


@dataclass(frozen=True)
class Referrals:
    """Every referral of a ledger by a number of its own, so that one look-up tells what was said of it."""

    count: int
    sent: Ints
    sent_day: Ints
    sent_code: Ints
    was_moved: Flags
    acknowledged: Ints
    sent_back: Flags
    said: Said
    moves: Moves
    forces: Sequence[str]
    reasons: Sequence[str]

    def waits(self) -> tuple[Ints, Ints]:
        """Of the acknowledged referrals, which sendings they are, and the calendar days each took."""
        (rows,) = np.nonzero(self.acknowledged[self.sent] < _EVER)
        return rows, self.acknowledged[self.sent[rows]] - self.sent_day[rows]

    def became(self) -> Ints:
        """For each sending the place in BECAME of what has become of it. One alone, the earliest that fits.

        A force that sent a referral back has answered, too.
        """
        closing = [code.code for code in outcome_codes().values() if code.closing]
        answered = marked(self.count, self.said.thing) | self.sent_back | (self.acknowledged < _EVER)
        found: Ints = np.select(
            [self._with(INVESTIGATED), self._with(KEPT), self._with(closing), answered],
            list(range(len(BECAME) - 1)),
            default=len(BECAME) - 1,
        )[self.sent]
        return found

    def _with(self, reasons: Sequence[str], until: int = _EVER) -> Flags:
        """Which referrals a force has said one of these of, by a day."""
        places = [place for place, code in enumerate(self.reasons) if code in reasons]
        told = np.isin(self.said.reason, places) & (self.said.day <= until)
        return marked(self.count, self.said.thing[told])

    def held(self, day: dt.date) -> dict[str, int]:
        """How many referrals each force has at the end of a day: not closed, and not sent back (M10)."""
        closing = [code.code for code in outcome_codes().values() if code.closing]
        thing, force = self._holders(days_of(day))
        return self._by_force(force[~self._with(closing, days_of(day))[thing]])

    def silent(self, day: dt.date) -> dict[str, int]:
        """How many each force has had for 90 days or more with no outcome stated by that day (M32)."""
        thing, force = self._holders(days_of(day))
        long_ago = marked(self.count, self.sent[self.sent_day <= days_of(day) - DAYS_FOR_FEEDBACK])
        told = self._with(self.reasons, days_of(day))
        return self._by_force(force[long_ago[thing] & ~told[thing]])

    def _by_force(self, force: Ints) -> dict[str, int]:
        return {self.forces[place]: number for place, number in Counter(force.tolist()).items()}

    def _holders(self, until: int) -> tuple[Ints, Ints]:
        """Who has which referral at the end of a day.

        Each arrival adds one to a force and each departure takes one away, so the force that is left with one
        has it, in whatever order days are read. One sent back on or after the last arrival has left it.
        """
        (known,) = np.nonzero(self.moves.day <= until)
        key = self.moves.thing[known].astype(np.int64) * (len(self.forces) + 1) + self.moves.force[known]
        places, of = np.unique(key, return_inverse=True)
        step, day = self.moves.step[known], self.moves.day[known]
        balance = np.zeros(len(places), np.int64)
        arrived, went_back = np.full((2, len(places)), _NEVER)
        np.add.at(balance, of, step)
        np.maximum.at(arrived, of[step > 0], day[step > 0])
        np.maximum.at(went_back, of[step == 0], day[step == 0])
        has_it = places[(balance > 0) & (went_back < arrived)]
        return has_it // (len(self.forces) + 1), has_it % (len(self.forces) + 1)


def followed(ledger: Ledger) -> Referrals:
    """Every referral of a ledger, followed from its sending."""
    sent, heard = ledger.of("referral.sent"), ledger.of("referral.acknowledged")
    back, moved, told = (
        ledger.of(event) for event in ("referral.sent_back", "referral.transferred", STATED)
    )  # fmt: skip
    things, count = numbered(sent.token, heard.token, back.token, moved.parent, told.parent)
    acknowledged = np.full(count, _EVER)
    np.minimum.at(acknowledged, things[1], heard.day)
    forces, of_force = _forces(ledger, "force")
    _, to_force = _forces(ledger, "to_force")
    reasons, reason = ledger.labels("reason")
    moves = Moves(
        thing=np.concatenate([things[0], things[3], things[3], things[2]]),
        force=np.concatenate(
            [of_force[sent.code], to_force[moved.code], of_force[moved.code], of_force[back.code]]
        ),
        step=np.repeat([1, 1, -1, 0], [len(sent), len(moved), len(moved), len(back)]),
        day=np.concatenate([sent.day, moved.day, moved.day, back.day]),
    )
    return Referrals(
        count=count, sent=things[0], sent_day=sent.day, sent_code=sent.code,
        was_moved=marked(count, things[3]), acknowledged=acknowledged, sent_back=marked(count, things[2]),
        said=Said(things[4], told.day, reason[told.code]), moves=moves, forces=forces, reasons=reasons,
    )  # fmt: skip


def _forces(ledger: Ledger, by: str) -> tuple[Sequence[str], Ints]:
    """Forces that leave a referral and forces that get one, in one list, so that they can be compared."""
    every = sorted({*ledger.labels("force")[0], *ledger.labels("to_force")[0]})
    known, place = ledger.labels(by)
    return every, np.array([every.index(code) for code in known], np.int64)[place]

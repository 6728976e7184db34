"""The right numbers beside what was misreported, and in answers to past questions: from releases alone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from candour.figures.measures import measures
from candour.figures.releasing.naming import label
from candour.figures.releasing.numbers import Document
from candour.figures.showing.history import INVENTED, Misprint, WantedNumber, history, origin
from candour.figures.showing.marks import days_of, in_day
from candour.figures.showing.prints import Key, Print, newest_print


@dataclass(frozen=True)
class RightNumber:
    """A number under its right name.

    `print` is None where no release shows it; then `fact` is the number that somebody else published, if
    any. `label` says what it stands for where several stand together, `note` how its days differ from those
    that were asked for.
    """

    name: str
    measure: str
    days: str
    print: Print | None
    fact: int | None
    label: str = ""
    note: str = ""

    @property
    def is_invented(self) -> bool:
        """Whether a rehearsal's number is one that nobody ever published."""
        return self.print is not None and origin(self.print.number) == INVENTED


@dataclass(frozen=True)
class CorrectedMisprint:
    """A misprint with the right numbers."""

    misprint: Misprint
    right: Sequence[RightNumber]


def corrected_misprints(documents: Sequence[Document]) -> list[CorrectedMisprint]:
    """Every misprint beside the newest print of the right numbers. `documents`: oldest release first."""
    return [CorrectedMisprint(misprint, _labelled(documents, misprint)) for misprint in history().misprints]


def _labelled(documents: Sequence[Document], misprint: Misprint) -> list[RightNumber]:
    labels = misprint.labels or ("",) * len(misprint.right)
    pairs = zip(misprint.right, labels, strict=True)
    return [
        replace(right, label=label) for wanted, label in pairs for right in right_numbers(documents, wanted)
    ]


def right_numbers(documents: Sequence[Document], wanted: WantedNumber) -> list[RightNumber]:
    """The number of the wanted days; where no release has it, the one of the longer period, with a note.

    Two numbers where the wanted one is only a fact that somebody else published and a release has the longer.
    """
    exact = _right_number(documents, wanted.key)
    if exact.print or wanted.longer is None:
        return [exact]
    longer = _right_number(documents, wanted.longer)
    if longer.print is None:
        return [exact]
    longer = replace(longer, note=_more_than_asked(wanted.days_more))
    return [longer] if exact.fact is None else [exact, longer]


def _more_than_asked(days: int) -> str:
    return "one day more than was asked" if days == 1 else f"{days} days more than were asked"


def _right_number(documents: Sequence[Document], key: Key) -> RightNumber:
    measure, by, code, since, until = key
    rule, fact = measures()[measure], history().facts.get(key)
    latest = newest_print(documents, key)
    part = f": {label(rule, by, code)}" if by else ""
    days = days_of(latest.number) if latest else f"{in_day(since)} to {in_day(until)}"
    if latest and latest.number.value is None and fact is not None:
        # Everybody could read it then; that our own release hides it now takes nothing back.
        latest = None
    return RightNumber(f"{rule.name}{part}", measure, days, latest, fact)

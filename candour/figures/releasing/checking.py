"""What is checked of a draft before a second person may release it. No Django."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from candour.figures.measures import measures
from candour.figures.releasing.numbers import REVISED, Document, Number
from candour.figures.releasing.wholes import Parts

# A change of half or more, of at least this many, wants a word of explanation.
JUMP, AT_LEAST = 0.5, 30


@dataclass(frozen=True)
class Finding:
    """One check and whether it came out, in words. All must before the release can go out."""

    name: str
    is_well: bool
    words: str


def findings(
    document: Document,
    earlier: Sequence[Document],
    recovered: Sequence[str],
    parts: Sequence[Parts] = (),
    unknown: Sequence[str] = (),
) -> list[Finding]:
    """Every check of a draft. `recovered` has the intruder's finds, in words; `parts` the tables broken down
    by codes, by their true counts; `unknown` the codes of the ledger that are on no list, in words."""
    return [
        *_sums(document),
        _codes(parts, unknown),
        *_wholes(parts, document.note),
        *_jumps(document),
        _revisions(document),
        _coverage(document),
        _intruder(recovered),
        *_version(document, earlier),
    ]


def stands_in_the_way(checks: Sequence[Finding]) -> list[str]:
    """The words of what must be put right before anybody can release the draft."""
    return [check.words for check in checks if not check.is_well]


def _sums(document: Document) -> Iterator[Finding]:
    for equation in document.sums:
        parts = sum(number for _, number in equation.parts)
        words = f"{equation.words.rstrip('.')}: {equation.whole:,} = " + " + ".join(
            f"{part:,} {label}" for label, part in equation.parts
        )
        if parts != equation.whole:
            words += f". The parts make {parts:,}. Find out which entries are missing in the ledger."
        yield Finding("Sums", parts == equation.whole, words)


def _codes(parts: Sequence[Parts], unknown: Sequence[str]) -> Finding:
    rows = [f"{', '.join(table.without_row)} in “{table.title}”" for table in parts if table.without_row]
    if not rows and not unknown:
        return Finding("Codes", True, "Every code in the ledger is on its list, and has its row.")
    words = [f"Codes without a row: {'; '.join(rows)}."] * bool(rows)
    words += [f"Codes in the ledger that are on no list: {', '.join(unknown)}."] * bool(unknown)
    return Finding("Codes", False, " ".join([*words, "Add them to candour/codes, then compile again."]))


def _wholes(parts: Sequence[Parts], note: str) -> Iterator[Finding]:
    apart = [f"“{table.title}”" for table in parts if not table.make_the_whole]
    if apart:
        words = f"The true counts of the rows do not make the whole in {'; '.join(apart)}."
        yield Finding("Parts", False, f"{words} Find out which entries have no row.")
    unsaid = [f"“{table.title}”" for table in parts if table.leaves_out_unsaid]
    if unsaid:
        explained = bool(note.strip())
        ask = "" if explained else " Say in the note that they are missing, then compile again."
        yield Finding("Parts", explained, f"Some entries say no code, in {'; '.join(unsaid)}.{ask}")
    if not apart and not unsaid:
        yield Finding("Parts", True, "In every table by codes, the true counts of the rows make the whole.")


def _jumps(document: Document) -> Iterator[Finding]:
    jumps = [words for table in document.tables if table.by == "quarter" for words in _jump(table.numbers)]
    if not jumps:
        yield Finding("Jumps", True, "No number of the quarter is far from that of the quarter before.")
    for words in jumps:
        explained = bool(document.note.strip())
        ask = "" if explained else " Say in the note what lies behind it, then compile again."
        yield Finding("Jumps", explained, words + ask)


def _jump(numbers: Sequence[Number]) -> Iterator[str]:
    shown = [number for number in numbers if number.value is not None]
    if len(shown) < 2:
        return
    before, now = shown[-2].value or 0, shown[-1].value or 0
    if abs(now - before) >= max(AT_LEAST, JUMP * before):
        name = measures()[shown[-1].measure].name
        yield f"{name} ({shown[-1].measure}): {before:,} in the quarter before, {now:,} in this one."


def _revisions(document: Document) -> Finding:
    changed = sum(number.status == REVISED for number in document.numbers())
    words = f"{changed:,} numbers differ from what was printed before, and are marked [r]."
    return Finding("Revisions", True, words if changed else "No number differs from what was printed before.")


def _coverage(document: Document) -> Finding:
    return Finding("Coverage", True, document.coverage.words)


def _intruder(recovered: Sequence[str]) -> Finding:
    if not recovered:
        return Finding("Intruder", True, "From all that was ever published, no protected number comes out.")
    some = "; ".join(recovered[:5])
    return Finding("Intruder", False, f"{len(recovered)} protected numbers come out too closely: {some}.")


def _version(document: Document, earlier: Sequence[Document]) -> Iterator[Finding]:
    if document.version == 1:
        return
    changed = changes(document, earlier)
    if not changed:
        words = f"Nothing differs from version {document.version - 1}, so that there is nothing to correct."
        yield Finding("Changes", False, words)
        return
    yield Finding("Changes", True, f"{len(changed)} numbers differ from version {document.version - 1}.")


def changes(document: Document, earlier: Sequence[Document]) -> list[tuple[Number, str]]:
    """What a version changes in the one before: each number with what was printed."""
    before = [
        item for item in earlier if (item.number, item.version) == (document.number, document.version - 1)
    ]
    if not before:
        return []
    changed = []
    for item in document.numbers():
        was = before[-1].find(item.measure, since=item.since, until=item.until, by=item.by, code=item.code)
        if was is None or was.text != item.text:
            changed.append((item, was.text if was else "not printed"))
    return changed

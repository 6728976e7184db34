"""Whether a drafted letter may go out: up to date, with the files that were read, and approved."""

from candour.foi.deciding.last_decisions import last_decisions
from candour.foi.files.actions import stopped_files
from candour.foi.models import RequestLetter

from .enclosing import has_other_files

SECOND_FIRST = "A second person must read it first."


def in_the_way(letter: RequestLetter) -> list[str]:
    """Why a drafted letter cannot go out yet, in words; nothing where it can."""
    if letter.sent_on is not None:
        return ["It was sent before."]
    obstacles = _out_of_date(letter)
    if letter.needs_second and letter.approved_by is None:
        obstacles.append(SECOND_FIRST)
    stopped = [file.name for file in stopped_files(letter.request)]
    return obstacles + [f"{name} may not go out yet. Open the file and decide about it." for name in stopped]


def is_out_of_date(letter: RequestLetter) -> bool:
    """Whether a letter that was not sent has to be drafted again before anybody can approve or send it."""
    return letter.sent_on is None and bool(_out_of_date(letter))


def _out_of_date(letter: RequestLetter) -> list[str]:
    reasons = []
    if letter.sent_back:
        reasons.append(f"It was sent back: {letter.sent_back}")
    if letter.decisions and letter.decisions != [
        str(decision.pk) for _, decision in last_decisions(letter.request) if decision
    ]:
        reasons.append("A question was decided anew after this letter was drafted. Draft it again.")
    if has_other_files(letter):
        # Whoever approved it read other files than would go out with it now.
        reasons.append("The files of the answer changed after this letter was drafted. Draft it again.")
    return reasons

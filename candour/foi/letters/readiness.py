"""Whether a drafted letter may go out: it tells what stands, takes the files that were read, and was read."""

from candour.foi.deciding.last_decisions import standing
from candour.foi.files.actions import stopped_files
from candour.foi.models import Letter

from .enclosing import has_other_files

SECOND_FIRST = "A second person must read it first."


def in_the_way(letter: Letter) -> list[str]:
    """Why a drafted letter cannot go out yet, in words; nothing where it can."""
    if letter.sent_on is not None:
        return ["It was sent before."]
    found = _out_of_date(letter)
    if letter.needs_second and letter.approved_by is None:
        found.append(SECOND_FIRST)
    stopped = [one.name for one in stopped_files(letter.request)]
    return found + [f"Something was found in {name}. Open the file and decide about it." for name in stopped]


def is_out_of_date(letter: Letter) -> bool:
    """Whether a letter that was not sent has to be drafted again before anybody can approve or send it."""
    return letter.sent_on is None and bool(_out_of_date(letter))


def _out_of_date(letter: Letter) -> list[str]:
    found = []
    if letter.sent_back:
        found.append(f"It was sent back: {letter.sent_back}")
    if letter.decisions and letter.decisions != [str(one.pk) for _, one in standing(letter.request) if one]:
        found.append("A question was decided anew after this letter was drafted. Draft it again.")
    if has_other_files(letter):
        # Whoever approved it read other files than would go out with it now.
        found.append("The files of the answer changed after this letter was drafted. Draft it again.")
    return found

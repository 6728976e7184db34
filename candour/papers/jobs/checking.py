"""What is hidden in a file before it goes out."""

from candour.papers.findings import CannotInspect, FileFinding, uninspectable
from candour.papers.limits import MAX_FILE

from .protocol import run_job


def check_file(name: str, content: bytes) -> list[FileFinding]:
    """What readers would get without seeing it; nothing for a file that may go out.

    A file that cannot be inspected (locked, damaged, too large, of an unknown kind) gives a finding that
    says so. It takes at most `limits.SECONDS` of computing and `limits.MEMORY` bytes.
    """
    if len(content) > MAX_FILE:
        return uninspectable(f"The file is larger than {MAX_FILE // 2**20} MB.")
    try:
        answer, _ = run_job("check", {"name": name}, content)
    except CannotInspect as why:
        return uninspectable(str(why))
    return [FileFinding(*row) for row in answer["findings"]]

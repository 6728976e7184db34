"""What is hidden in a file before it goes out. Looked into by a process of its own, within limits."""

from .apart import apart
from .finding import MAX_FILE, MEMORY, SECONDS, CannotLook, Finding, stopped


def check(name: str, content: bytes) -> list[Finding]:
    """What readers would get without seeing it, in words; nothing for a file that may go out.

    A file that cannot be looked into (locked, damaged, too large, of an unknown kind) gives a finding that
    says so. Looking takes at most `SECONDS` of computing and `MEMORY` bytes, stated in `finding`.
    """
    if len(content) > MAX_FILE:
        return stopped(f"The file is larger than {MAX_FILE // 2**20} MB.")
    try:
        told, _ = apart("check", {"name": name}, content)
    except CannotLook as why:
        return stopped(str(why))
    return [Finding(*one) for one in told["findings"]]


__all__ = ["MEMORY", "SECONDS", "Finding", "check"]

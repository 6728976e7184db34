"""What works on strangers' files and mails keeps to its memory and its time, and leaves no core behind."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from candour.papers import limits
from candour.post import child as mail_child

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import resource, sys
from {module} import main
main()
sys.stdout.flush()
print([resource.getrlimit(kind) for kind in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_CORE)],
    file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("module", "request_line", "memory", "seconds"),
    [
        ("candour.papers.jobs.child", {"verb": "check", "name": "a.txt"}, limits.MEMORY, limits.SECONDS),
        ("candour.post.child", {"today": "2026-12-01", "seconds": 7}, mail_child.MEMORY, 7),
    ],
)
def test_a_job_has_set_its_limits(
    module: str, request_line: dict[str, object], memory: int, seconds: int
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(module=module)],
        input=json.dumps(request_line).encode() + b"\nSubject: x\n\nHello",
        capture_output=True,
        cwd=ROOT,
        check=True,
    )

    assert done.stderr.decode().strip().endswith(str([(memory,) * 2, (seconds,) * 2, (0, 0)]))

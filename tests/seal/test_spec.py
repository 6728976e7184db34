import re
from pathlib import Path

from candour.seal.keys import KINDS

SPEC = (Path(__file__).parents[2] / "docs/seal.md").read_text("utf-8")


def test_the_spec_lists_every_kind_and_no_other() -> None:
    sentence = SPEC[SPEC.index("A kind is 1 to 255 bytes") : SPEC.index("A writer MUST NOT use another;")]

    assert set(re.findall(r"`([^`]+)`", sentence)) == KINDS

"""Whose keys the tests use: a reader, a colleague, and a stranger who was given nothing."""

import uuid

from hypothesis import settings

from candour.seal.keys import Context, PrivateKey

READER = PrivateKey.from_seed(bytes([1]) * 96)
COLLEAGUE = PrivateKey.from_seed(bytes([2]) * 96)
STRANGER = PrivateKey.from_seed(bytes([3]) * 96)
BOTH = [READER.public, COLLEAGUE.public]

LETTER = Context("letter", uuid.UUID(int=7))
ENTRY = 8 + 1168
HEADER_OF_TWO = 2 + 2 * ENTRY

# Two busy cores make any one example slow now and then; the suite's own clock is what counts.
patient = settings(deadline=None, max_examples=60)

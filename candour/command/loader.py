"""The process that loads the rest of the rehearsal while the server answers already."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from candour.store.loading import percent_loaded

# Seconds: it ends on a signal with a sentence; what has not ended then is killed.
PATIENCE = 1


@contextmanager
def loading_goes_on() -> Iterator[Callable[[], None]]:
    """Within the block, load what is missing of the rehearsal; at its end, wait until that has stopped.

    Yields a function that tells it to stop.
    """
    if percent_loaded() is None:
        yield lambda: None
        return
    loader = subprocess.Popen([sys.executable, "-m", "candour", "demo"])  # noqa: S603  our own program
    killer = threading.Timer(PATIENCE, loader.kill)

    def stop() -> None:
        loader.terminate()
        killer.start()  # while the server ends, so that the two do not wait one after the other

    try:
        yield stop
    finally:
        if killer.ident is None:
            stop()
        loader.wait()
        killer.cancel()

"""The web server: granian, with an end that comes within a second or so of the signal."""

import importlib
import signal
import threading
from collections.abc import Callable
from typing import Any

from granian import Granian
from granian.constants import Interfaces

# Measured on two cores with `candour bench intake`. The threads wait for slow forms; each process runs
# one request at a time (doors/turns.py).
WORKERS, THREADS = 2, 128
# Seconds that a worker has to finish a request once it is told to stop; then it is killed.
PATIENCE = 1


_SIGNALS = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}


def load_application(module: str) -> Any:
    """Return the WSGI application in a new worker process, whose signals are set first.

    A terminal sends Ctrl-C to workers too, and a worker that is told to stop twice may never end: so workers
    leave it to their parent, which sends SIGTERM. Until granian's handler for that is set, it ends them.
    """
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, _SIGNALS - {signal.SIGTERM})
    return importlib.import_module(module).application


def serve(host: str, port: int, workers: int, *, at_end: Callable[[], None]) -> None:
    """Serve until SIGINT, SIGTERM or SIGHUP; `at_end` is called as soon as one comes.

    SystemExit with 1 if a worker ends by itself.
    """
    server = Granian(
        "candour.wsgi",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        workers_kill_timeout=PATIENCE,
        # No request log: an address and a time of day would be a reporter's.
        log_access=False,
        log_enabled=False,
    )

    stopped = threading.Event()

    def wait_for_signal() -> None:
        signal.sigwait(_SIGNALS)
        stopped.set()
        at_end()
        server.signal_handler_interrupt()  # type: ignore[no-untyped-call]

    # In a thread that does nothing else: Python's own handlers run in the main thread, which sleeps on a
    # lock here and does not wake for two signals at once, as a terminal and a shell send them.
    signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    threading.Thread(target=wait_for_signal, daemon=True).start()
    try:
        server.serve(target_loader=load_application)
    except SystemExit:
        # A signal to the whole group may end a worker before its parent: that is no fault.
        if not stopped.is_set():
            raise

"""Starts `candour serve` for a rehearsal in a process of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def serving(data: Path, environment: Mapping[str, str] = os.environ) -> Iterator[str]:
    """Serve the rehearsal in `data` from a process of its own; yields its address, and ends it afterwards."""
    port = _free_port()
    command = [sys.executable, "-m", "candour", "serve", "--rehearsal", "--port", str(port)]
    served = {**environment, "CANDOUR_DATA": str(data), "CANDOUR_HTTPS": "0", "CANDOUR_DOOR": "all"}
    process = subprocess.Popen(command, env=served, stdout=subprocess.DEVNULL)  # noqa: S603
    try:
        for _ in range(150):
            if _answers(port) or process.poll() is not None:
                break
            time.sleep(0.1)
        time.sleep(1.0)  # the second worker
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=15)

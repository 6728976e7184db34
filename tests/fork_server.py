"""Starts the product's short-lived processes in tests without the second that a fresh interpreter takes.

Files and mails that strangers made are read by `python -m MODULE` in a process with limits. Most tests are
about what comes back, so here that process is forked from one that has imported the module already. All else
is as it would be: its environment, its input and output, its limits, its end. Tests about the process itself
are marked `fresh_process`, and start a real one.
"""

import contextlib
import gc
import importlib
import os
import runpy
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import traceback
from collections.abc import Mapping, Sequence
from typing import Any

PREFIX = [sys.executable, "-W", "ignore", "-m"]
real_run = subprocess.run
_servers: dict[frozenset[tuple[str, str]], "ForkServer"] = {}
_starting = threading.Lock()


class ForkServer:
    """A process that forks itself for each call. One for each environment that is asked for."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._socket, remote = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._busy = threading.Lock()
        command = [*PREFIX, "tests.fork_server", str(remote.fileno())]
        self._process = subprocess.Popen(command, env=dict(environment), pass_fds=[remote.fileno()])
        remote.close()

    def run(self, module: str, content: bytes, timeout: float) -> tuple[int, bytes, bytes]:
        """Run the module as a program. Returns its exit code, output and error output.

        Raises subprocess.TimeoutExpired, with the output until then, after `timeout` seconds.
        """
        with contextlib.ExitStack() as stack:
            stack.enter_context(self._busy)
            stdin, stdout, stderr = (stack.enter_context(tempfile.TemporaryFile()) for _ in range(3))
            stdin.write(content)
            stdin.seek(0)
            streams = [stdin.fileno(), stdout.fileno(), stderr.fileno()]
            socket.send_fds(self._socket, [module.encode()], streams)
            child = int(self._socket.recv(32))
            self._socket.settimeout(timeout)
            is_late = False
            try:
                code = int(self._socket.recv(32))
            except TimeoutError:
                is_late = True
                os.kill(child, signal.SIGKILL)
                self._socket.settimeout(None)
                code = int(self._socket.recv(32))
            self._socket.settimeout(None)
            stdout.seek(0)
            stderr.seek(0)
            if is_late:
                raise subprocess.TimeoutExpired([*PREFIX, module], timeout, stdout.read(), stderr.read())
            return code, stdout.read(), stderr.read()

    def stop(self) -> None:
        """End the process."""
        self._socket.close()
        self._process.wait(timeout=20)


def run(command: Sequence[str], *arguments: Any, **options: Any) -> subprocess.CompletedProcess[Any]:
    """As subprocess.run, but forked where a module of ours is run with bytes as its input."""
    if list(command[:-1]) != PREFIX or not isinstance(options.get("input"), bytes) or "cwd" in options:
        return real_run(command, *arguments, **options)
    with _starting:
        key = frozenset(options["env"].items())
        if key not in _servers:
            _servers[key] = ForkServer(options["env"])
    code, stdout, stderr = _servers[key].run(command[-1], options["input"], options["timeout"])
    return subprocess.CompletedProcess(command, code, stdout, stderr)


def stop_all() -> None:
    """End every server that was started."""
    while _servers:
        _servers.popitem()[1].stop()


def _become(module: str, streams: Sequence[int]) -> int:
    """Run the module in this process, which was forked for it. Returns its exit code."""
    for number, descriptor in enumerate(streams):
        os.dup2(descriptor, number)
    sys.argv = [module]
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
        return 1
    finally:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError):
                stream.flush()
    return 0


def _serve(connection: socket.socket) -> None:
    while True:
        name, streams, _, _ = socket.recv_fds(connection, 1024, 3)
        if not name:
            return
        module = name.decode()
        with contextlib.suppress(ImportError):  # told by the child, which tries again
            importlib.import_module(module)
        gc.freeze()  # so that no child copies what it only counts
        child = os.fork()
        if not child:
            connection.close()
            os._exit(_become(module, streams))
        for stream in streams:
            os.close(stream)
        connection.send(b"%d" % child)
        _, status = os.waitpid(child, 0)
        connection.send(b"%d" % os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    _serve(socket.socket(fileno=int(sys.argv[1])))

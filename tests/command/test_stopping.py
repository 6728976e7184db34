"""Ctrl-C ends ./run at any moment: in a terminal, by a signal, twice, with connections open."""

import os
import pty
import random
import select
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from candour.command import stopping
from tests.hypothesis_profiles import repeats
from tests.rehearsal import ROOT, template

from .installed import checkout, environment

# What is promised is two seconds. A machine that runs other tests beside this one is given more, and a server
# that stays up until it is killed is still told from one that is slow.
PATIENCE = 8.0
WAYS = (
    "Ctrl-C",
    "Ctrl-C twice",
    "SIGINT to all",
    "SIGTERM to all",
    "SIGTERM",
    "Ctrl-C with open connections",
)


class Terminal:
    """./run in a terminal of its own; `text` is what it has printed."""

    def __init__(self, folder: Path, data: Path, *options: str) -> None:
        self.port, self.text = free_port(), ""
        arguments = ["./run", "--port", str(self.port), "--data", str(data), *options]
        self.pid, self._terminal = pty.fork()
        if not self.pid:
            os.chdir(folder)
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            os.execve("./run", arguments, environment())

    def read(self, seconds: float, until: str = "") -> None:
        """Read what is printed, for so long, or until these words come."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and not (until and until in self.text):
            if not select.select([self._terminal], [], [], 0.02)[0]:
                continue
            try:
                self.text += os.read(self._terminal, 65_536).decode(errors="replace")
            except OSError:
                return

    def press_ctrl_c(self) -> None:
        with suppress(OSError):
            os.write(self._terminal, b"\x03")

    def ends_within(self, seconds: float) -> bool:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read(0.02)
            if os.waitpid(self.pid, os.WNOHANG)[0]:
                self.read(0.05)
                return True
        return False

    def processes(self) -> list[int]:
        """What still runs of it."""
        listed = subprocess.run(["ps", "-eo", "pid,pgid,stat"], capture_output=True, text=True, check=True)
        rows = [line.split() for line in listed.stdout.splitlines()[1:]]
        return [int(pid) for pid, group, state in rows if int(group) == self.pid and state[0] != "Z"]

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self.pid, 0)
        os.close(self._terminal)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def open_connections(port: int) -> list[socket.socket]:
    """One that stays open after its answer, and one whose form never arrives whole."""
    try:
        connections = [socket.create_connection(("127.0.0.1", port), 2) for _ in range(2)]
        host = f"Host: 127.0.0.1:{port}\r\n"
        connections[0].sendall(f"GET /help HTTP/1.1\r\n{host}\r\n".encode())
        connections[1].sendall(f"POST /report HTTP/1.1\r\n{host}Content-Length: 900\r\n\r\nhalf".encode())
    except OSError:
        return []
    return connections


def stop(terminal: Terminal, way: str) -> None:
    if "SIG" in way:
        number = signal.SIGINT if "SIGINT" in way else signal.SIGTERM
        (os.killpg if "all" in way else os.kill)(terminal.pid, number)
        return
    terminal.press_ctrl_c()
    if "twice" in way:
        time.sleep(0.15)
        terminal.press_ctrl_c()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return checkout(tmp_path_factory.mktemp("run") / "checkout")


@pytest.fixture(scope="module")
def rehearsal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("run") / "data"
    shutil.copytree(template("small"), data)
    return data


@pytest.fixture
def started(folder: Path, rehearsal: Path) -> Iterator[list[Terminal]]:
    terminals: list[Terminal] = []
    yield terminals
    for terminal in terminals:
        terminal.kill()


def assert_ended(terminal: Terminal, way: str, delay: float) -> None:
    ended = terminal.ends_within(PATIENCE)
    said = f"{way} after {delay:.2f} s: {terminal.text[-800:]!r}"
    assert ended, said
    assert "Traceback" not in terminal.text, said
    assert terminal.processes() == [], said


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.sqlite
@pytest.mark.parametrize("way", WAYS)
def test_ctrl_c_ends_a_start_and_a_server_at_any_moment(
    folder: Path, rehearsal: Path, started: list[Terminal], way: str
) -> None:
    rng = random.Random(way)
    for _ in range(repeats(fast=1, full=2, long=9)):
        terminal, delay = Terminal(folder, rehearsal), rng.uniform(0.02, 12)
        started.append(terminal)
        terminal.read(delay)
        connections = open_connections(terminal.port) if "open" in way else []
        stop(terminal, way)
        assert_ended(terminal, way, delay)
        for connection in connections:
            connection.close()


@pytest.mark.slow
@pytest.mark.sqlite
@pytest.mark.parametrize("way", WAYS)
def test_ctrl_c_ends_a_server_that_has_just_opened_its_doors(
    folder: Path, rehearsal: Path, started: list[Terminal], way: str
) -> None:
    terminal = Terminal(folder, rehearsal)
    started.append(terminal)
    terminal.read(60, until="Ctrl")
    delay = random.Random(way).uniform(0, 2)
    terminal.read(delay, until="nothing that is printed")
    connections = open_connections(terminal.port) if "open" in way else []
    stop(terminal, way)
    assert_ended(terminal, way, delay)
    for connection in connections:
        connection.close()


@pytest.mark.slow
@pytest.mark.sqlite
def test_ctrl_c_while_the_rehearsal_loads_says_what_became_of_it(
    folder: Path, tmp_path: Path, started: list[Terminal]
) -> None:
    terminal = Terminal(folder, tmp_path / "data")
    started.append(terminal)
    terminal.read(60, until="Loading")
    terminal.read(0.5, until="nothing that is printed")
    terminal.press_ctrl_c()
    assert_ended(terminal, "Ctrl-C", 0.5)

    assert stopping.sentence("demo") in terminal.text


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_command_ends_with_a_sentence(number: signal.Signals, tmp_path: Path) -> None:
    wait = (
        "import sys, time; from candour.command import console; import candour.__main__ as program\n"
        "console.run = lambda argv: (print('begun', flush=True), time.sleep(60))\n"
        "sys.argv = ['candour', 'demo']; program.main()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", wait], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout and process.stdout.readline() == "begun\n"
        process.send_signal(number)
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=PATIENCE)

    assert process.returncode == stopping.STOPPED
    assert said.strip() == stopping.sentence("demo")

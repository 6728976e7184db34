"""Whether a port can be served. ./run also runs this as a script, before anything is installed."""

import socket
import sys


def refusal(host: str, port: int) -> str:
    """Why the port cannot be served, and what to do; empty if it can.

    Two servers on one port would share the requests unnoticed, so a port in use is refused.
    """
    if not 1 <= port <= 65_535:
        return f"There is no port {port}. Choose one from 1024 to 65535, such as 8001."
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except socket.gaierror:
            return f"There is no address {host} here. Choose another: --host 127.0.0.1."
        except OSError as fault:
            other = port + 1 if 1024 <= port < 65_535 else 8001
            return f"{host} port {port} cannot be used: {fault.strerror}. Choose another: --port {other}."
    return ""


if __name__ == "__main__":
    sys.exit(refusal("127.0.0.1", int(sys.argv[1])) or 0)

"""How far a long task is: a bar that grows in a terminal, and a line at each tenth elsewhere."""

from collections.abc import Callable

from django.core.management.base import OutputWrapper

WIDTH = 40


def progress(out: OutputWrapper, title: str) -> Callable[[int, int], None]:
    """A function to be called with the number of steps that are done, and of all; it writes to `out`."""
    last = -1

    def show(done: int, total: int) -> None:
        nonlocal last
        percent = 100 * done // total if total else 100
        if out.isatty():
            if percent != last:
                bar = "#" * (WIDTH * percent // 100)
                end = "\n" if percent == 100 else ""
                out.write(f"\r{title} [{bar:.<{WIDTH}}] {percent:3d} %{end}", ending="")
        elif percent // 10 != last // 10:
            out.write(f"{title}: {percent - percent % 10} %")
        last = percent
        out.flush()

    return show

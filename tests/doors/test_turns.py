"""A slow form holds nobody up, half a form is none, and one thread runs our code."""

import io
import threading
from collections.abc import Callable, Iterable
from typing import Any

from candour.doors.turns import _BROKEN, LARGEST_FORM, one_at_a_time


class SlowForm(io.RawIOBase):
    """A form that arrives only when it is let through."""

    def __init__(self) -> None:
        self.let_through = threading.Event()

    def read(self, size: int = -1) -> bytes:
        assert self.let_through.wait(10)
        return b"x" * size


def _environ(form: Any, length: int) -> dict[str, Any]:
    return {"wsgi.input": form, "CONTENT_LENGTH": str(length)}


def _echo(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response("200 OK", [])
    return [threading.current_thread().name.encode(), environ["wsgi.input"].read()]


def _nothing(*_: Any) -> None:
    return None


def test_a_slow_form_holds_nobody_up() -> None:
    serve, slow, answers = one_at_a_time(_echo), SlowForm(), list[Iterable[bytes]]()
    waiting = threading.Thread(target=lambda: answers.append(serve(_environ(slow, 3), _nothing)))
    waiting.start()

    assert list(serve(_environ(io.BytesIO(b"abc"), 3), _nothing))[1] == b"abc"
    assert answers == []

    slow.let_through.set()
    waiting.join(10)
    assert list(answers[0])[1] == b"xxx"


def test_half_a_form_is_refused_and_never_reaches_our_code() -> None:
    started: list[str] = []

    answer = one_at_a_time(_echo)(
        _environ(io.BytesIO(b"ab"), 3), lambda status, headers: started.append(status)
    )

    assert (started, list(answer)) == (["400 Bad Request"], [_BROKEN])


def test_one_thread_runs_all_our_code() -> None:
    serve = one_at_a_time(_echo)

    names = {list(serve(_environ(io.BytesIO(b""), 0), _nothing))[0] for _ in range(5)}

    assert len(names) == 1
    assert threading.current_thread().name.encode() not in names


def test_a_form_that_is_too_large_takes_no_turn_and_is_told_so() -> None:
    started: list[str] = []
    never = SlowForm()

    answer = one_at_a_time(_echo)(
        _environ(never, LARGEST_FORM + 1), lambda status, headers: started.append(status)
    )

    assert started == ["413 Content Too Large"]
    assert b"Nothing was received" in b"".join(answer)


def test_a_form_that_claims_another_alphabet_is_read_as_our_own() -> None:
    seen: list[str] = []

    def look(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        seen.append(environ["CONTENT_TYPE"])
        return []

    for content_type in (
        "application/x-www-form-urlencoded; charset=utf-7",
        "multipart/form-data; Charset=idna; boundary=x",
    ):
        one_at_a_time(look)({**_environ(io.BytesIO(b"a"), 1), "CONTENT_TYPE": content_type}, _nothing)

    assert seen == ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]

"""A minimal HTTP client, so that on two cores the server is measured and not the client."""

import asyncio
import re
from collections.abc import Mapping
from html import unescape
from urllib.parse import urlencode, urlsplit

LONGEST_WAIT = 20.0  # seconds
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


class UnexpectedAnswer(Exception):
    """The server did not answer with the page that the bench needs; `status` is its HTTP status."""

    def __init__(self, status: int) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status


class Browser:
    """One kept-alive connection with its one cookie. Not safe for two requests at once."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.host, self.port = parts.hostname or "127.0.0.1", parts.port or 80
        self.cookie = ""
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str) -> str:
        """The page at `path`. UnexpectedAnswer for any status but 200."""
        return await self._ask(f"GET {path} HTTP/1.1\r\n", b"")

    async def post(self, path: str, fields: Mapping[str, str]) -> str:
        """The page that answers the form. UnexpectedAnswer for any status but 200."""
        body = urlencode(fields).encode()
        kind = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        return await self._ask(f"POST {path} HTTP/1.1\r\n{kind}", body)

    async def close(self) -> None:
        """Close the connection."""
        if self._streams is not None:
            self._streams[1].close()
            await self._streams[1].wait_closed()
            self._streams = None

    async def _ask(self, head: str, body: bytes) -> str:
        # A server that does not answer in time is counted as a fault.
        async with asyncio.timeout(LONGEST_WAIT):
            return await self._asked(head, body)

    async def _asked(self, head: str, body: bytes) -> str:
        if self._streams is None:
            self._streams = await asyncio.open_connection(self.host, self.port)
        reader, writer = self._streams
        cookie = f"Cookie: {self.cookie}\r\n" if self.cookie else ""
        writer.write(f"{head}Host: {self.host}:{self.port}\r\n{cookie}\r\n".encode() + body)
        answer = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        page = (await reader.readexactly(_length(answer))).decode()
        self._keep_cookie(answer)
        status = int(answer.split(" ", 2)[1])
        if status != 200:
            raise UnexpectedAnswer(status)
        return page

    def _keep_cookie(self, answer: str) -> None:
        cookie = re.search(r"^set-cookie: ([^;]+)", answer, re.I | re.M)
        if cookie:
            self.cookie = cookie.group(1).strip()


def _length(answer: str) -> int:
    length = re.search(r"^content-length: (\d+)", answer, re.I | re.M)
    return int(length.group(1)) if length else 0


def hidden(page: str) -> dict[str, str]:
    """The hidden boxes of a page's form, by name."""
    return {name: unescape(value) for name, value in _HIDDEN.findall(page)}

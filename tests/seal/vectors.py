"""The vectors of docs/seal.md, section 10, as plain rows."""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "vectors"


def rows(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


def opening() -> list[dict[str, Any]]:
    return [row | {"sealed": bytes.fromhex(row["sealed"])} for row in rows("opens")]


def staying_shut() -> list[dict[str, Any]]:
    by_name = {row["name"]: row for row in opening()}
    return [_whole(row, by_name) for row in rows("stays_shut")]


def _whole(row: dict[str, Any], by_name: dict[str, dict[str, Any]]) -> dict[str, Any]:
    if "sealed" in row:
        return row | {"sealed": bytes.fromhex(row["sealed"])}
    source = by_name[row["pieces_of"]]
    return source | row | {"sealed": b"".join(source["sealed"][start:end] for start, end in row["pieces"])}


def name_of(row: dict[str, Any]) -> str:
    return str(row.get("name") or row.get("words"))

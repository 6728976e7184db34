"""Which kind of file is brought in is seen from what it holds."""

import json

from django.core.exceptions import ValidationError

from .alaveteli_json import is_alaveteli, read_json
from .brought import BroughtRequest
from .page import is_page, read_page
from .thread import is_thread, read_thread

# A thread of years has well under a megabyte of words.
LARGEST = 20_000_000


def read(content: bytes) -> list[BroughtRequest]:
    """The requests in a file. ValidationError in words for one that we cannot read."""
    if len(content) > LARGEST:
        raise ValidationError("This file has more than 20 MB. Bring in one request at a time.")
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as other:
        raise ValidationError("This file is not text in UTF-8. Save it as such and try again.") from other
    if text.lstrip().startswith(("{", "[")):
        return _of_json(text)
    if is_thread(text):
        return [read_thread(text)]
    if is_page(text):
        return [read_page(text)]
    raise ValidationError(
        "We do not know this kind of file. We can read a WhatDoTheyKnow thread or a page of a disclosure "
        "saved as text, and Alaveteli's JSON."
    )


def _of_json(text: str) -> list[BroughtRequest]:
    try:
        value = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as broken:
        raise ValidationError("This JSON breaks off or is none. Fetch it again.") from broken
    if not is_alaveteli(value):
        raise ValidationError("This JSON is not of a request at Alaveteli. Fetch /request/….json.")
    return read_json(value)

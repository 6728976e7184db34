"""Which link of a navigation leads to the page that is shown."""


def current_mark(path: str, url: str, *more: str) -> str:
    """The value of aria-current for a link to `url` on the page at `path`.

    "page" if the link leads to this very page, "true" if the page lies below `url` or below one of the
    addresses in `more`, and "" if it lies elsewhere. The home page has no pages below it.
    """
    address = url.partition("#")[0]
    if path == address:
        return "page" if address == url else ""
    return (
        "true"
        if any(path == base or path.startswith(f"{base}/") for base in (url, *more) if base != "/")
        else ""
    )

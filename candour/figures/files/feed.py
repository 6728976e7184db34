"""Feeds in Atom (RFC 4287), for programs that tell people of what is new; this one is of releases."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Protocol

from django.utils.feedgenerator import Atom1Feed

from candour.figures.files.tidy import LICENCE, PUBLISHER
from candour.figures.quarters import Span
from candour.figures.releasing.plan import in_words

# When a feed was last changed, where nothing has been published: a feed must say, and the clock may not.
NEVER = dt.datetime(1970, 1, 1)


class StableFeed(Atom1Feed):
    """A feed whose bytes follow from its entries alone: an empty one was never changed."""

    def __init__(self, *, title: str, address: str, page: str) -> None:
        """`address` is the feed's own, and its id; `page` is the one for people."""
        super().__init__(
            title=title,
            link=page,
            description="",
            language="en-GB",
            author_name=PUBLISHER,
            feed_url=address,
            feed_guid=address,
            feed_copyright=LICENCE,
        )

    def latest_post_date(self) -> dt.datetime:
        """When the newest entry was changed."""
        return max((item["updateddate"] for item in self.items), default=NEVER)

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """One entry; `package` is its ZIP file, whose length nobody needs to know beforehand."""
        super().add_item_elements(handler, item)
        if package := item.get("package"):
            link = {"rel": "enclosure", "type": "application/zip", "href": package}
            handler.addQuickElement("link", "", link)

    def as_bytes(self) -> bytes:
        """The feed as UTF-8."""
        return self.writeString("utf-8").encode()


class ReleaseVersion(Protocol):
    """A published version of a release, as much of it as the feed needs."""

    @property
    def reference(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def since(self) -> dt.date: ...
    @property
    def until(self) -> dt.date: ...
    @property
    def goes_public(self) -> dt.datetime: ...
    @property
    def changes(self) -> str: ...


def atom(releases: Sequence[ReleaseVersion], base_url: str, *, rehearsal: bool = False) -> bytes:
    """The feed of these published releases, in the order given. `base_url` ends without a slash.

    In a rehearsal every title says so, the feed's own and each entry's.
    A release's id is its permanent address, so that a program shows each once and for good.
    """
    mark = "Rehearsal: " if rehearsal else ""
    feed = StableFeed(
        title=f"{mark}Releases of figures",
        address=f"{base_url}/figures/feed.atom",
        page=f"{base_url}/figures/releases",
    )
    for release in releases:
        address = f"{base_url}/figures/releases/{release.reference}"
        # Atom's times without a zone are Greenwich's; the library adds the Z.
        moment = release.goes_public.astimezone(dt.UTC).replace(tzinfo=None)
        feed.add_item(
            title=f"{mark}{release.title} (release {release.reference})",
            link=address,
            description=_summary(release),
            unique_id=address,
            pubdate=moment,
            updateddate=moment,
            categories=[release.kind],
            package=f"{address}/release.zip",
        )
    return feed.as_bytes()


def _summary(release: ReleaseVersion) -> str:
    period = f"Figures for {in_words(Span(release.since, release.until))}."
    return f"{period} What this version changes: {release.changes}" if release.changes else period

"""Where mail is sent and fetched is read from the settings, and nothing unsafe is taken."""

import pytest
from django.core.exceptions import ValidationError

from candour.post.servers import imap_server, smtp_server


@pytest.mark.parametrize(
    "said",
    ["smtp://mx.example:25", "http://mx.example", "smtp://", "mx.example", "smtp://u:p@mx.example:port"],
)
def test_a_server_that_would_be_told_the_password_in_clear_is_refused(settings, said: str) -> None:
    settings.SMTP = said

    with pytest.raises(ValidationError, match="CANDOUR_SMTP"):
        smtp_server()


def test_servers_are_read_from_the_settings(settings) -> None:
    settings.SMTP = "smtp://desk:p%40ss@mx.example:587?tls=start"
    settings.IMAP = "imaps://desk:x@mx.example/Desk"
    out, came = smtp_server(), imap_server()

    assert out and (out.user, out.password, out.port, out.starts_tls, out.is_wrapped) == (
        "desk", "p@ss", 587, True, False,
    )  # fmt: skip
    assert came and (came.port, came.is_wrapped, came.folder) == (993, True, "Desk")
    assert "p@ss" not in repr(out)

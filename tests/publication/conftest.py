"""A request or two, and a mail server that stands in, as at the desk."""

from tests.foi.conftest import open_one as open_one
from tests.foi.conftest import request_that_waits as request_that_waits
from tests.post.post_office import imap as imap
from tests.post.post_office import post as post
from tests.post.stand_in_server import server as server

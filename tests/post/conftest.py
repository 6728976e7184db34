"""A mail server that stands in."""

from tests.post.post_office import imap as imap
from tests.post.post_office import post as post
from tests.post.stand_in_server import server as server
